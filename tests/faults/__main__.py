"""`make faults`: kill what can die, and ask those who lie.

python -m tests.faults [kills] [hostile] [--times 20]
"""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from difi_sosial.core.embedded import Services
from difi_sosial.core.refused import Refused

PARTS = ("hostile", "kills")


def main() -> int:
    read = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    read.add_argument("parts", nargs="*", help="hostile, kills; both when none is named")
    read.add_argument("--times", type=int, default=20, help="how often each is killed")
    wanted = read.parse_args()
    failed = [part for part in wanted.parts or PARTS if run(part, wanted.times)]
    print(f"\nWrong: {', '.join(failed)}" if failed else "\nNothing lost, nothing twice.")
    return 1 if failed else 0


def run(part: str, times: int) -> int:
    """One part in a process and on servers of its own."""
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    code = 1
    with tempfile.TemporaryDirectory(prefix="difi-sosial-faults-") as folder:
        os.chmod(folder, 0o711)
        os.environ["DIFI_SOSIAL_TEST_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
        services = Services(Path(folder))
        try:
            services.acquire()
            code = import_module(f"tests.faults.{part}").run(services, times)
        except Refused as refused:
            print(refused, file=sys.stderr)
        finally:
            services.release()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
