"""What is kept of a question and its answer beside the body: their heads, without secrets."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from difi_sosial.core import http
from difi_sosial.monitoring.services.visits import without_secrets

STRUCK = "…"


def kept(answer: http.Response, token: str) -> dict[str, Any] | None:
    """The exchange as a capture keeps it, with a sha256 of its own; None of a mailbox or a file.

    Values that hold our token, and keys and tokens in addresses, are struck out wherever they
    stand; `struck` names the headers.
    """
    said = answer.exchange
    if said is None:
        return None
    sent, heard = (
        [[name, _clean(value, token)] for name, value in headers]
        for headers in (said.sent, said.heard)
    )
    before = [*said.sent, *said.heard]
    changed = {
        name
        for (name, value), (_name, clean) in zip(before, [*sent, *heard], strict=True)
        if value != clean
    }
    facts = {
        "method": said.method,
        "sent": sent,
        "protocol": said.protocol,
        "reason": said.reason,
        "heard": heard,
        "struck": sorted({*said.struck, *changed}),
    }
    return facts | {"sha256": digest(facts)}


def digest(facts: Mapping[str, Any]) -> str:
    """The sha256 of an exchange, but for itself."""
    rest = {name: fact for name, fact in facts.items() if name != "sha256"}
    said = json.dumps(rest, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _clean(value: str, token: str) -> str:
    plain = value.replace(token, STRUCK) if token else value
    return without_secrets(plain).replace("\x00", "")
