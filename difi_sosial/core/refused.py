"""What a person must mend before the portal can run, told in one Norwegian line.

Standard library only: the bootstrap uses it before anything is installed.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISK_FULL = "no space left on device"
# What the programs print or the kernel says -> what a person can do about it.
KNOWN_CAUSES = {
    DISK_FULL: "Disken er full.",
    "disk quota exceeded": "Disken er full: kvoten er brukt opp.",
    "could not create shared memory": "Maskinen har for lite delt minne.",
    "cannot allocate memory": "Maskinen har for lite minne.",
    "permission denied": "Brukeren mangler tilgang til mappen eller programmet.",
    "read-only file system": "Filsystemet kan bare leses.",
}


class Refused(Exception):
    """Something a person must mend first; the message is one Norwegian line that says what."""


def explain(output: str) -> str:
    """One Norwegian line for what a program printed; its own last line when we do not know it."""
    for words, line in KNOWN_CAUSES.items():
        if words in output.lower():
            return line
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "Programmet sa ikke hvorfor."


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turns errors of the file system into one line about `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused(f"Disken er full. Frigjør plass for {folder} og prøv igjen.") from error
        raise Refused(f"Kan ikke bruke {folder}: {error.strerror or error}.") from error
