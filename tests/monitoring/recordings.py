"""Recorded answers of the channels: `<case>.json` beside `<case>.expected.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from difi_sosial.monitoring.connectors.base import Connector, Page, Query, Response, Unusable
from difi_sosial.monitoring.connectors.registry import CONNECTORS

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "recorded"


@dataclass(frozen=True)
class Recording:
    """One recorded answer, and the question that it answered."""

    connector: Connector
    case: str
    query: Query
    response: Response
    expected: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.connector.slug}/{self.case}"

    def outcome(self) -> dict[str, Any]:
        """What the connector makes of it, in the words of the expected file."""
        request = self.connector.request(self.query)
        asked = {"address": request.address, "secret": request.secret}
        try:
            page = self.connector.parse(self.response, self.query)
        except Unusable as trouble:
            return {"request": asked, "trouble": trouble.trouble.value}
        return {"request": asked, **page_facts(page)}


def page_facts(page: Page) -> dict[str, Any]:
    """A page as plain JSON; empty fields are left out."""
    posts = [
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in post._asdict().items()
            if value
        }
        for post in page.posts
    ]
    facts = {"posts": posts, "cursor": dict(page.cursor), "more": page.more}
    return facts | ({"notes": list(page.notes)} if page.notes else {})


def recordings() -> list[Recording]:
    """Every recording of every connector."""
    return [
        read(connector, path)
        for connector in CONNECTORS.values()
        for path in sorted((FOLDER / connector.slug).glob("*.json"))
        if not path.name.endswith(".expected.json")
    ]


def read(connector: Connector, path: Path) -> Recording:
    """One recording from its two files."""
    told = json.loads(path.read_text())
    query, response = told["query"], told["response"]
    expected = path.with_suffix(".expected.json")
    return Recording(
        connector,
        path.stem,
        Query(
            settings=query["settings"],
            terms=tuple(query["terms"]),
            cursor=query["cursor"],
            secrets=frozenset(query["secrets"]),
            now=datetime.fromisoformat(query["now"]),
        ),
        Response(response["status"], response["url"], response["headers"], body_of(path, response)),
        json.loads(expected.read_text()) if expected.exists() else {},
    )


def body_of(path: Path, response: Mapping[str, Any]) -> bytes:
    """The bytes of an answer: a file of its own, a text, or JSON."""
    if "body_file" in response:
        return (path.parent / response["body_file"]).read_bytes()
    body = response["body"]
    return body.encode() if isinstance(body, str) else json.dumps(body, ensure_ascii=False).encode()
