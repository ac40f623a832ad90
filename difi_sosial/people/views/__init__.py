"""Pages about persons, their roles, their letters, and a person's own page."""

from difi_sosial.people.views.delegations import (
    delegation_create,
    delegation_end,
    delegation_list,
    delegation_own,
    delegation_show,
)
from difi_sosial.people.views.letters import letter_list, letter_send_again
from difi_sosial.people.views.persons import (
    person_activate,
    person_edit,
    person_invite,
    person_list,
    role_list,
)
from difi_sosial.people.views.profile import calendar_close, calendar_open, keys_choose, profile

__all__ = [
    "calendar_close",
    "calendar_open",
    "delegation_create",
    "delegation_end",
    "delegation_list",
    "delegation_own",
    "delegation_show",
    "keys_choose",
    "letter_list",
    "letter_send_again",
    "person_activate",
    "person_edit",
    "person_invite",
    "person_list",
    "profile",
    "role_list",
]
