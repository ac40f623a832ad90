"""Settings from the environment, read in one way that fails loudly on nonsense."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "on", "ja"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", "nei", ""})


class BadSetting(ValueError):
    """An environment variable holds something that cannot be meant."""


def envstr(name: str, default: str = "") -> str:
    """The text of an environment variable, without white space around it."""
    return os.environ.get(name, default).strip()


def envbool(name: str, default: bool = False) -> bool:
    """True or false; raises BadSetting for any other word."""
    word = os.environ.get(name)
    if word is None:
        return default
    if word.strip().lower() in TRUE_WORDS:
        return True
    if word.strip().lower() in FALSE_WORDS:
        return False
    raise BadSetting(f"{name} must be true or false, not {word!r}")


def envint(name: str, default: int) -> int:
    """A whole number; raises BadSetting for anything else."""
    word = envstr(name)
    try:
        return int(word) if word else default
    except ValueError as error:
        raise BadSetting(f"{name} must be a whole number, not {word!r}") from error


def envlist(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Words separated by commas, empty ones left out."""
    if name not in os.environ:
        return list(default)
    return [word.strip() for word in os.environ[name].split(",") if word.strip()]


def envsecret(name: str, file: Path) -> str:
    """A secret from the environment, else from `file`, made (mode 0600) the first time."""
    if word := envstr(name):
        return word
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def envdatabase(name: str) -> dict[str, Any]:
    """A Django database entry from a postgresql:// address; `?host=` is a socket folder."""
    address = envstr(name)
    if not address:
        return {"ENGINE": "django.db.backends.dummy"}
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"{name} must be a postgresql:// address")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
