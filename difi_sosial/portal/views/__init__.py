"""The portal's own pages."""

from difi_sosial.portal.views.choices import language_set, scheme_set
from difi_sosial.portal.views.deadlines import calendar_feed, deadline_list
from difi_sosial.portal.views.health import health_live, health_ready
from difi_sosial.portal.views.log import log_list
from difi_sosial.portal.views.pages import (
    front_page,
    lesson_detail,
    lesson_list,
    privacy,
    public_start,
    search,
)
from difi_sosial.portal.views.proofs import evidence_hold

__all__ = [
    "calendar_feed",
    "deadline_list",
    "evidence_hold",
    "front_page",
    "health_live",
    "health_ready",
    "language_set",
    "lesson_detail",
    "lesson_list",
    "log_list",
    "privacy",
    "public_start",
    "scheme_set",
    "search",
]
