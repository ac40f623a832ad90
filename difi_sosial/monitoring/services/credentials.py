"""The secret of a source as the door sends it: made here, and nowhere else."""

import base64
import hashlib
import hmac
import json
from datetime import datetime

from difi_sosial.core import http
from difi_sosial.core.http.messages import origin_of
from difi_sosial.monitoring.connectors.base import Auth, Request


def credential(asked: Request, token: str, *, at: datetime) -> http.Credential:
    """`token` in the way that the question's channel wants it, bound to the question's site."""
    origin = origin_of(asked.url)
    if asked.auth is Auth.TOKEN:
        return http.Credential(origin, f"Token {token}")
    if asked.auth is Auth.API_KEY:
        return http.Credential(origin, token, header="X-Goog-Api-Key")
    if asked.auth is Auth.JWT:
        return http.Credential(origin, f"Bearer {jwt(token, at)}")
    return http.Credential.bearer(asked.url, token)


def jwt(secret: str, at: datetime) -> str:
    """A JSON Web Token (RFC 7519) that says when it was made, HS512; Shaarli takes it 9 minutes."""
    head = _part(json.dumps({"typ": "JWT", "alg": "HS512"}, separators=(",", ":")).encode())
    said = _part(json.dumps({"iat": int(at.timestamp())}, separators=(",", ":")).encode())
    signed = hmac.new(secret.encode(), f"{head}.{said}".encode(), hashlib.sha512).digest()
    return f"{head}.{said}.{_part(signed)}"


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
