"""Nothing grows past what one can hold in mind."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
MODULE, FUNCTION, VIEW, TASK, CONNECTOR, TEMPLATE = 400, 40, 25, 10, 150, 150


def modules() -> list[Path]:
    found = (CHECKOUT / "difi_sosial").rglob("*.py")
    return [path for path in sorted(found) if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of every function of a module, without its decorators."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def room(path: Path) -> str:
    """The room a module is, or lies in: `views` for `guidelines/views/lists.py`."""
    inside = path.relative_to(CHECKOUT / "difi_sosial")
    return inside.parts[1] if len(inside.parts) > 2 else inside.stem


def limit_of(path: Path) -> int:
    return {"views": VIEW, "tasks": TASK}.get(room(path).removesuffix(".py"), FUNCTION)


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_modules_are_short() -> None:
    assert [f"{path}: {lines(path)}" for path in modules() if lines(path) > MODULE] == []


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(CHECKOUT)}: {name} has {length} lines, {limit_of(path)} are allowed"
        for path in modules()
        for name, length in functions(path)
        if length > limit_of(path)
    ]
    assert long == []


def test_connectors_are_short() -> None:
    folder = CHECKOUT / "difi_sosial" / "monitoring" / "connectors"
    found = [path for path in folder.glob("*.py") if path.stem != "base"]  # the contract itself
    assert [f"{path}: {lines(path)}" for path in found if lines(path) > CONNECTOR] == []


def test_templates_are_short() -> None:
    found = sorted((CHECKOUT / "templates").rglob("*.*"))
    assert [f"{path}: {lines(path)}" for path in found if lines(path) > TEMPLATE] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "signals", "misc"])
def test_no_module_is_a_drawer_for_anything(name: str) -> None:
    assert [path for path in modules() if path.stem == name] == []


def test_every_app_has_its_page() -> None:
    pages = sorted((CHECKOUT / "difi_sosial").glob("*/__init__.py"))
    assert [str(page) for page in pages if not ast.get_docstring(ast.parse(page.read_text()))] == []
