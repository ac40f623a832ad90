"""Sessions of connectors that need one (`Auth.SESSION`): opened with the account's secret, renewed
with a token that is good for one time only.

Opening is counted by the provider (Bluesky: 300 a day), so what we were given is kept, encrypted,
the moment it comes. A connector only tells the facts, in `login`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from difi_sosial.core import http
from difi_sosial.core.crypto import Undecipherable, decrypt, encrypt
from difi_sosial.monitoring.connectors.base import (
    Connector,
    Login,
    Response,
    Trouble,
    Unusable,
    json_of,
    refuse_errors,
    text_at,
    web_address,
)
from difi_sosial.monitoring.models import Source

OPENING, RENEWING = "opening", "renewing"
REFUSALS = frozenset({400, 401, 403})


@dataclass
class Session:
    """A session while a source is being asked: what it asks for itself, and what it has."""

    login: Login
    url: str
    who: str
    password: str = field(repr=False)
    access: str = field(default="", repr=False)
    renewal: str = field(default="", repr=False)
    doing: str = ""
    is_fresh: bool = False  # got in this very visit: if it is refused too, that is the answer

    def exchange(self, *, deadline: float) -> http.Request | None:
        """What to ask before the real question; None when the session holds."""
        if self.access:
            return None
        self.doing = RENEWING if self.renewal else OPENING
        path = self.login.renew if self.renewal else self.login.open
        url = f"{web_address(self.login.site, self.url).rstrip('/')}{path}"
        if self.doing == RENEWING:
            token = http.Credential.bearer(url, self.renewal)
            return http.Request(url, method="POST", credential=token, deadline=deadline)
        if not self.who or not self.password:
            raise Unusable(Trouble.NEEDS_SECRET, "a name and a password are needed to sign in")
        kind = "x-www-form-urlencoded" if self.login.is_form else "json"
        return http.Request(
            url,
            method="POST",
            headers={"Content-Type": f"application/{kind}"},
            body=self._opening().encode(),
            is_secret=True,
            deadline=deadline,
        )

    def _opening(self) -> str:
        """What is told to open a session."""
        told = {**dict(self.login.constant), self.login.name_field: self.who}
        told[self.login.password_field] = self.password
        if self.login.second_field:
            first, _space, second = self.password.strip().partition(" ")
            told[self.login.password_field], told[self.login.second_field] = first, second.strip()
        return urlencode(told) if self.login.is_form else json.dumps(told)

    def hears(self, answer: http.Response) -> bool:
        """Whether an answer was about the session, so that the question must be asked (again)."""
        doing, self.doing = self.doing, ""
        if not doing:
            return self._is_over(answer)
        if doing == RENEWING and answer.status in REFUSALS:
            self.renewal = ""  # too old, or used already: open a new one
            return True
        heard = Response(answer.status, answer.url, answer.headers, answer.body)
        if answer.status in REFUSALS:
            raise Unusable(Trouble.NEEDS_SECRET, f"signing in was refused ({answer.status})")
        refuse_errors(heard)
        told = json_of(heard)
        self.access = text_at(told, self.login.access)
        self.renewal = text_at(told, self.login.renewal)
        if not self.access:
            raise Unusable(Trouble.NOT_UNDERSTOOD, "signing in gave no session")
        self.is_fresh = True
        return True

    def _is_over(self, answer: http.Response) -> bool:
        """An old session that has run out is renewed once."""
        if self.is_fresh or answer.status not in REFUSALS:
            return False
        try:
            told = json.loads(answer.body)
        except (ValueError, RecursionError):
            return False
        # Bluesky says it in a word, Google in an object.
        if (text_at(told, "error") or text_at(told, "error", "status")) not in self.login.over:
            return False
        self.access = ""
        return True


def session_of(
    connector: Connector, settings: Mapping[str, str], token: str, kept: str = ""
) -> Session | None:
    """The session that a connector needs, None for most; `kept` is what was stored of the last."""
    login = connector.login
    if login is None:
        return None
    who = settings.get(login.name, "").strip()
    session = Session(login, settings.get("url", ""), who, token)
    try:
        had = json.loads(decrypt(kept)) if kept else {}
    except Undecipherable:
        had = {}  # the password opens a new one
    session.access, session.renewal = text_at(had, "access"), text_at(had, "renewal")
    return session


def keep_session(source: Source, session: Session) -> None:
    """Store what we were given, at once and by itself: the old renewing token is no good now."""
    held = Source.objects.filter(pk=source.pk, lease=source.lease)
    held.update(encrypted_session=packed(session))


def packed(session: Session) -> str:
    """What to store of a session, encrypted."""
    return encrypt(json.dumps({"access": session.access, "renewal": session.renewal}))
