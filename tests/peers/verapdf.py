"""veraPDF, which archives check PDF/A with, as the judge of the PDFs that the portal makes.

https://docs.verapdf.org/cli/validation/
"""

import hashlib
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.peers.packages import kept, require
from tests.peers.peer import must
from tests.peers.processes import Fault, Unavailable, run

HERE = Path(__file__).parent
WANTED = HERE / "verapdf.xml"
CHECKSUMS = HERE / "verapdf.sha256"
PROGRAM = "org.verapdf.apps.GreenfieldCliWrapper"
FETCHER = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
# Debian's packages of the commands.
COMMANDS = {"java": "default-jre-headless", "mvn": "maven"}
# One file: the verdict, its path, and the level that it was judged by: the one it says it has.
LINE = re.compile(r"^(PASS|FAIL) (.+) (\d\w?)$", re.MULTILINE)


def levels(files: Sequence[Path]) -> Mapping[Path, str]:
    """The level of PDF/A that each file says it has and keeps, as `2a`.

    Raises Fault for a file that breaks a rule of its level, and Unavailable when veraPDF cannot
    be had on this machine.
    """
    program = ["java", "-cp", f"{fetched()}/*", PROGRAM]
    # Its exit code tells of refused files; the lines tell which.
    said = run([*program, "--format", "text", *files], codes=(0, 1), seconds=300)
    found = {Path(path): (verdict, level) for verdict, path, level in LINE.findall(said)}
    for file in files:
        must(file in found, f"veraPDF does not judge {file.name}")
        verdict, level = found[file]
        must(verdict == "PASS", f"veraPDF: {file.name} is not the PDF/A-{level} that it says")
    return {file: found[file][1] for file in files}


def fetched() -> Path:
    """The folder of veraPDF's own files."""
    require(*(name for command, name in COMMANDS.items() if not shutil.which(command)))
    return kept(f"verapdf-{checksum(CHECKSUMS)[:12]}", fetch)


def fetch(into: Path) -> None:
    """Fetch by Maven what verapdf.xml names, and refuse what is not as verapdf.sha256 says."""
    own = into.with_name("maven")
    options = [f"-DoutputDirectory={into}", f"-Dmaven.repo.local={own}"]
    try:
        run(["mvn", "-q", "-B", "-f", WANTED, FETCHER, *options], seconds=300)
    except Fault as error:
        raise Unavailable(f"veraPDF cannot be fetched: {error}") from error
    finally:
        shutil.rmtree(own, ignore_errors=True)
    said = "".join(f"{checksum(file)}  {file.name}\n" for file in sorted(into.iterdir()))
    must(said == CHECKSUMS.read_text(), "the files of veraPDF are not those of verapdf.sha256")


def checksum(file: Path) -> str:
    """The SHA-256 of a file, as 64 hex digits."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
