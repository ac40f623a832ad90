"""The official XSDs: where they lie, what they must be, where they come from.

The files are never part of this project. The folder holds one folder per edition; the current
edition goes into the package, the older one is what the depots' validators have built in.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

CURRENT = "n5-v5.0"
EDITION_2019 = "n5-v5.0-2019"
ADDML_CURRENT = "addml-v8.3"
ADDML_OLDER = "addml-v8.2"
ADDML_FILE = "addml.xsd"

_OFFICIAL = "https://schema.arkivverket.no"
# The 2019 edition is no longer served; these commits of the official repository hold it.
_ARCHIVED = "https://raw.githubusercontent.com/arkivverket/schemas"
_2019_EARLY = "5824e870e7d12ede4f21665f3a9cb1fdf939e777"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One official file: its edition, name, pinned sha256 and address."""

    edition: str
    name: str
    sha256: str
    url: str

    @property
    def path(self) -> str:
        """Path inside the schema folder."""
        return f"{self.edition}/{self.name}"

    @property
    def is_required(self) -> bool:
        """Whether an export needs it; the older editions only make the validation stricter."""
        return self.edition in (CURRENT, ADDML_CURRENT)


def _now(name: str, sha256: str) -> SchemaFile:
    return SchemaFile(CURRENT, name, sha256, f"{_OFFICIAL}/N5/v5.0/{name}")


def _then(name: str, sha256: str, commit: str = _2019_EARLY) -> SchemaFile:
    return SchemaFile(EDITION_2019, name, sha256, f"{_ARCHIVED}/{commit}/N5/v5.0/{name}")


FILES = (
    _now(
        "arkivstruktur.xsd",
        "77acc0f549f4f3856f56429cb30e6b626ddb05d8b8a3d6cae00cb5911b60f58c",
    ),
    _now("endringslogg.xsd", "07cbc86e8b3c4b42ed831cdd5c09aa402a2c4049bbca2d287e184f3138edf1de"),
    _now(
        "loependeJournal.xsd",
        "a631f05eac6496394e78597ac7d20d9e1269fcaccb6d1a8f5c50c75e53384f27",
    ),
    _now(
        "metadatakatalog.xsd",
        "c7c0a7e7996f60b4c28eacd0e34e6af0d6ca2cfb76f58080221e163fb972a305",
    ),
    _now(
        "offentligJournal.xsd",
        "e3d9befccf53255be8233d2836ef1de35d9270d95bb3bcbd58ca63544fe170b3",
    ),
    _then(
        "arkivstruktur.xsd",
        "85986f7c8fac408cca568a0436b26f5b2837d420877a529962437d21c71fac82",
        "f89d4099a3020be13e48507fdd94a7df5034f61d",
    ),
    _then(
        "endringslogg.xsd",
        "9c0aa09d77ce76077f6f65f0a7500f5cf3dadd82410a1ab38cbfd32a76e93d20",
        "bf714063c58dd60ac65a4c63eac48c05ffad50c7",
    ),
    _then(
        "loependeJournal.xsd",
        "e1c2737159f40e67627329de851d49d841617dddc360ccf3aeea1ffc1ef72e6c",
    ),
    _then(
        "metadatakatalog.xsd",
        "df9c4bb29a4fc49d452586337c01666f286c7070fe170792b99faf3ef652cf8c",
    ),
    _then(
        "offentligJournal.xsd",
        "0e8d3b49eeb9eab496bc2ea2f8af9160e6e2526485fe27e377a508b3946bff6e",
    ),
    SchemaFile(
        ADDML_CURRENT,
        ADDML_FILE,
        "ae2c4c9be0c1f4f291be36db3dfc069085f35eb515b072d3b1230ac89647d5dd",
        f"{_OFFICIAL}/ADDML/v8.3/{ADDML_FILE}",
    ),
    SchemaFile(
        ADDML_OLDER,
        ADDML_FILE,
        "4dc20e5dbf21e94cf211464e9a60b99acd24c45b46ecbf872a32fe2384b904e6",
        f"{_OFFICIAL}/ADDML/v8.2/{ADDML_FILE}",
    ),
)


class SchemasMissing(Exception):
    """The folder lacks files that an export needs, or holds others than the official ones."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"Missing or changed Noark 5 schemas: {', '.join(paths)}")
        self.paths = paths


class SchemaFolder:
    """A folder with the official XSDs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def wanting(self) -> list[str]:
        """Paths of required files that are missing or not byte for byte the official ones."""
        return [item.path for item in FILES if item.is_required and not self._holds(item)]

    def verify(self) -> None:
        """Raises SchemasMissing unless every required file is there, unchanged."""
        if wanting := self.wanting():
            raise SchemasMissing(wanting)

    def read(self, edition: str, name: str) -> bytes:
        """The bytes of one file."""
        return (self.folder / edition / name).read_bytes()

    def path(self, edition: str, name: str) -> Path:
        """Where one file lies."""
        return self.folder / edition / name

    def editions(self) -> list[tuple[str, str]]:
        """The complete pairs (Noark edition, ADDML edition) here, the current one first."""
        pairs = [(CURRENT, ADDML_CURRENT), (EDITION_2019, ADDML_OLDER)]
        return [pair for pair in pairs if self._is_complete(pair)]

    def _is_complete(self, pair: tuple[str, str]) -> bool:
        return all(self._holds(item) for item in FILES if item.edition in pair)

    def _holds(self, item: SchemaFile) -> bool:
        path = self.folder / item.path
        return path.is_file() and is_official(item, path.read_bytes())


def is_official(item: SchemaFile, content: bytes) -> bool:
    """Whether ``content`` is byte for byte the published file."""
    return hashlib.sha256(content).hexdigest() == item.sha256
