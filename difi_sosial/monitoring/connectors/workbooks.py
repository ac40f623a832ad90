"""The first sheet of an XLSX workbook, after a look at what it unpacks to."""

import io
import zipfile

from python_calamine import CalamineError, load_workbook

from difi_sosial.monitoring.connectors.sheet_bounds import (
    ROWS,
    UNPACKED_BYTES,
    BadFile,
    Fault,
    cell_text,
)


def rows_of(body: bytes) -> list[list[str]]:
    """The rows, dates as ISO 8601. Raises BadFile."""
    _refuse_bombs(body)
    try:
        book = load_workbook(io.BytesIO(body))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=ROWS + 3)
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise BadFile(Fault.NOT_READABLE) from error
    return [[cell_text(cell) for cell in row] for row in rows]


def _refuse_bombs(body: bytes) -> None:
    """What a file claims to unpack to is not to be trusted, so it is unpacked and counted first."""
    left = UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for entry in packed.infolist():
                entry.file_size = 2 * UNPACKED_BYTES  # else only what is claimed is read
                with packed.open(entry) as inside:
                    while chunk := inside.read(65_536):
                        left -= len(chunk)
                        if left < 0:
                            raise BadFile(Fault.TOO_LARGE)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadFile(Fault.NOT_READABLE) from error
