"""A version as a document: its text, its pictures, and its record in the archive."""

from difi_sosial.strategy.records.archive import approval, checksum, document_html, document_parts
from difi_sosial.strategy.records.pictures import goal_picture, risk_picture
from difi_sosial.strategy.records.text import (
    document_text,
    group_names,
    reading_text,
    section_text,
)

__all__ = [
    "approval",
    "checksum",
    "document_html",
    "document_parts",
    "document_text",
    "goal_picture",
    "group_names",
    "reading_text",
    "risk_picture",
    "section_text",
]
