"""The two kinds of trouble: what a person may not do now, and what the outside world did to us.

A `DomainError` carries a Norwegian sentence for the person who acted, saying what to do.
An `OutsideError` carries an English sentence for the log; the reader's wording belongs to the page.
"""

from datetime import datetime

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the product said no. `message` is shown to the person who acted."""

    code = "invalid"
    status = 409

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class WrongState(DomainError):
    """The thing is no longer in a state where this may be done."""

    code = "wrong-state"


class NotAllowed(DomainError):
    """This person may not do this to this thing."""

    code = "not-allowed"
    status = 403


class Conflict(DomainError):
    """Somebody else changed the thing in the meantime."""

    code = "conflict"


class Invalid(DomainError):
    """Something is missing or wrong in what was given; the message says what to do."""

    status = 422


class OutsideError(Exception):
    """Something outside the portal failed."""


class Temporary(OutsideError):
    """Try again later."""


class RateLimited(Temporary):
    """The other side asked us to wait until `until` (aware, UTC)."""

    def __init__(self, message: str, *, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class Permanent(OutsideError):
    """Trying again will not help; a person must look at it."""
