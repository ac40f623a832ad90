"""What is done to persons, to their letters and to their calendar."""

from difi_sosial.people.services.calendar import close_calendar, note_fetched, open_calendar
from difi_sosial.people.services.delegations import (
    close_past,
    delegate,
    end_delegation,
    give_powers,
)
from difi_sosial.people.services.letters import (
    choose_letters,
    forget_old,
    send_again,
    send_due,
    tell,
)
from difi_sosial.people.services.persons import (
    change,
    choose_keys,
    choose_language,
    invite,
    note_sign_in,
    on_person_changed,
    save_profile,
    set_active,
    set_roles,
)

__all__ = [
    "change",
    "choose_keys",
    "choose_language",
    "choose_letters",
    "close_calendar",
    "close_past",
    "delegate",
    "end_delegation",
    "forget_old",
    "give_powers",
    "invite",
    "note_fetched",
    "note_sign_in",
    "on_person_changed",
    "open_calendar",
    "save_profile",
    "send_again",
    "send_due",
    "set_active",
    "set_roles",
    "tell",
]
