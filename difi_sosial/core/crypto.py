"""Encryption at rest for tokens and secrets (Fernet: AES-128-CBC with HMAC-SHA256)."""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Undecipherable(ValueError):
    """The stored secret was encrypted with a key that this portal no longer has."""


def encrypt(text: str) -> str:
    """`text` encrypted with the first key of the setting ENCRYPTION_KEYS."""
    return _box().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text behind `token`; raises Undecipherable when no key of ours fits."""
    try:
        return _box().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Undecipherable("no key fits this secret") from error


def renewed(token: str) -> str:
    """`token` encrypted with the first key, empty when it is already; raises Undecipherable."""
    try:
        _box_of((settings.ENCRYPTION_KEYS[0],)).decrypt(token.encode())
        return ""
    except InvalidToken:
        return encrypt(decrypt(token))


def key_ids() -> list[str]:
    """What our keys are called where they are spoken of, the newest first (12 hex digits).

    Made so that a name tells nothing of its key.
    """
    return [_mark(key, "id")[:12] for key in settings.ENCRYPTION_KEYS]


def pseudonym(text: str) -> str:
    """A stable name for `text` that only our key can make (HMAC-SHA256, 32 hex digits)."""
    return _pseudonym(settings.ENCRYPTION_KEYS[0], text)


def old_pseudonyms(text: str) -> list[str]:
    """The names that `text` had with the keys before the first."""
    return [_pseudonym(key, text) for key in settings.ENCRYPTION_KEYS[1:]]


def seal(text: str) -> str:
    """A mark on `text` that only a holder of our key can make (HMAC-SHA256, 64 hex digits)."""
    return _mark(settings.ENCRYPTION_KEYS[0], text)


def is_sealed(text: str, mark: str) -> bool:
    """Was `mark` made on just this text, with one of our keys?"""
    return any(hmac.compare_digest(_mark(key, text), mark) for key in settings.ENCRYPTION_KEYS)


def resealed(text: str, mark: str) -> str:
    """A mark made with the first key, empty when it is already; raises Undecipherable."""
    if hmac.compare_digest(_mark(settings.ENCRYPTION_KEYS[0], text), mark):
        return ""
    if not is_sealed(text, mark):
        raise Undecipherable("no key of ours made this mark")
    return seal(text)


def _pseudonym(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.casefold().encode(), hashlib.sha256).hexdigest()[:32]


def _mark(key: str, text: str) -> str:
    return hmac.new(key.encode(), f"seal:{text}".encode(), hashlib.sha256).hexdigest()


def _box() -> MultiFernet:
    return _box_of(tuple(settings.ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _box_of(words: tuple[str, ...]) -> MultiFernet:
    """Made once: to make it costs more than to encrypt a name with it."""
    return MultiFernet([Fernet(_key(word)) for word in words])


def _key(word: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(word.encode()).digest())
