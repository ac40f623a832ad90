"""No template lies about unused, and every template that is asked for exists."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / "templates"
# What Django, allauth and crispy-forms ask for by themselves, and the widgets' own folder.
ASKED_FOR_BY_OTHERS = re.compile(
    r"(\d+\.html|(account|allauth|mfa|usersessions|designsystemet|django|registration)/.*)$"
)
NAME = re.compile(r"""["']([\w./{}-]+\.(?:html|txt|xml|svg))["']""")


def templates() -> set[str]:
    return {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*")}


def asked_for() -> set[str]:
    """Every name of a template in our code and in other templates."""
    files = [*(CHECKOUT / "difi_sosial").rglob("*.py"), *FOLDER.rglob("*.*")]
    return {name for path in files for name in NAME.findall(path.read_text())}


def is_asked_for(template: str, names: set[str]) -> bool:
    """Whether a name asks for the template; `{…}` in an f-string stands for anything."""
    patterns = (re.sub(r"\\{.*?\\}", "[^/]+", re.escape(name)) for name in names if "{" in name)
    return template in names or any(re.fullmatch(pattern, template) for pattern in patterns)


def test_every_template_is_used() -> None:
    names = asked_for()
    unused = {template for template in templates() if not is_asked_for(template, names)}
    assert {name for name in unused if not ASKED_FOR_BY_OTHERS.match(name)} == set()


def test_every_template_asked_for_exists() -> None:
    ours = re.compile(rf"({'|'.join(path.name for path in FOLDER.iterdir() if path.is_dir())})/")
    missing = {name for name in asked_for() - templates() if ours.match(name) and "{" not in name}
    assert {name for name in missing if not ASKED_FOR_BY_OTHERS.match(name)} == set()


def test_every_trail_ends_on_the_page_itself() -> None:
    trail = re.compile(r"{% block breadcrumbs %}(.*?){% endblock %}", re.DOTALL)
    found = {path: trail.search(path.read_text()) for path in FOLDER.rglob("*.html")}
    trails = {path: there[1] for path, there in found.items() if there and there[1]}
    assert [path.name for path, items in trails.items() if 'aria-current="page"' not in items] == []
