"""`make bench`: our ways beside the limit of the same machine, in the same run.

    python -m tests.bench [part …] [--size 0.1]

Ratios count, not seconds. Each measure runs both ways in turn, so that a noisy neighbour troubles
both; how busy the machine was is told above the table. Exits with 1 when a target is missed.
"""

import argparse
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from difi_sosial.core.embedded import Services
from difi_sosial.core.refused import Refused
from tests.bench.measure import Measure, tell

PARTS = ("storing", "polling", "search", "inbox", "guidelines")


def options() -> argparse.Namespace:
    read = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    read.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when none is named")
    read.add_argument("--size", type=float, default=1.0, help="how large a part of the whole")
    return read.parse_args()


def main() -> int:
    wanted = options()
    failed = 0
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before anything was measured",
        flush=True,
    )
    print(f"{'each':46} {'ours':>9} {'beside':>9} {'ratio':>6} {'most':>6}", flush=True)
    for part in wanted.parts or PARTS:
        failed += in_a_world_of_its_own(part, wanted.size)
    print(f"\n{failed} measures missed their target." if failed else "\nEvery target is met.")
    return 1 if failed else 0


def in_a_world_of_its_own(part: str, size: float) -> int:
    """One part in a process of its own, on a database of its own: they must not warm each other."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, _end)
        code = 1
        try:
            code = min(200, run(part, size))
        except SystemExit as ended:
            print(f"{part} was ended: {ended}", file=sys.stderr)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def end(signum: int, _frame: object) -> None:
        """The child takes its servers down on its way out."""
        os.kill(child, signum)
        os.waitpid(child, 0)
        sys.exit(1)

    signal.signal(signal.SIGTERM, end)
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 1  # killed, by whatever signal: one that failed


def _end(_signum: int, _frame: object) -> None:
    sys.exit("asked to stop")


def run(part: str, size: float) -> int:
    with tempfile.TemporaryDirectory(prefix="difi-sosial-bench-") as folder:
        os.chmod(folder, 0o711)
        os.environ["DIFI_SOSIAL_TEST_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
        # Durable, as the portal is: what fsync costs belongs to the measure.
        services = Services(Path(folder), redis=part in ("polling", "inbox"))
        try:
            services.acquire()
            module = import_module(f"tests.bench.{part}")
            measures: Callable[[float], Iterable[Measure]] = module.measures
            return tell(measures(size))
        except Refused as refused:
            print(refused, file=sys.stderr)
            return 1
        finally:
            services.release()


if __name__ == "__main__":
    sys.exit(main())
