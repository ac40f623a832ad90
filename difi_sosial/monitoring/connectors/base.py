"""The contract of a connector, and the facts that go in and out of it."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

VERSION = re.compile(r"v?\d{1,3}(\.\d{1,2})?")


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogue; the page translates it."""
    return text


class Reads(StrEnum):
    """What a connector can be asked for."""

    FEED = "feed"
    SEARCH = "search"
    HASHTAG = "hashtag"
    ACCOUNT = "account"
    LINKS = "links"


class Auth(StrEnum):
    """How a request shows who asks. The door puts the secret in; a connector never sees it."""

    NONE = "none"
    BEARER = "bearer"
    TOKEN = "token"  # noqa: S105 - "Authorization: Token …"
    API_KEY = "api_key"  # Google's header; a key in the address would end up in logs
    JWT = "jwt"  # HS512 over the time of asking: the secret itself is never sent
    CLIENT_CREDENTIALS = "client_credentials"
    SESSION = "session"


class Trouble(StrEnum):
    """What a person must know about an answer that could not be used."""

    TEMPORARY = "temporary"
    RATE_LIMITED = "rate_limited"
    NEEDS_SECRET = "needs_secret"  # noqa: S105 - a name, not a secret
    REFUSED = "refused"
    GONE = "gone"
    NOT_UNDERSTOOD = "not_understood"
    WRONG_SETTINGS = "wrong_settings"
    BUDGET_SPENT = "budget_spent"


# These do not mend themselves: the source is paused and a person is told.
LASTING = frozenset({Trouble.NEEDS_SECRET, Trouble.REFUSED, Trouble.GONE, Trouble.WRONG_SETTINGS})


class Unusable(Exception):
    """The answer could not be used. `detail` is English, for the log and the small print."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limit:
    """What the provider asks of us: at most `requests` in `seconds`."""

    requests: int
    seconds: int


class Period(StrEnum):
    """How long a budget lasts before it is full again."""

    PACIFIC_DAY = "pacific_day"  # Google counts from midnight in California
    MONTH = "month"  # a calendar month, UTC


@dataclass(frozen=True, slots=True)
class Budget:
    """What all questions with one secret may cost together, counted before they are asked.

    `most` is the ceiling in the provider's own units; when the agency sets it, `setting` names the
    field and `units_each` says how many units one of what is typed there holds (dollars, say).
    """

    period: Period
    most: int = 0
    setting: str = ""
    units_each: int = 1

    def ceiling(self, settings: Mapping[str, str]) -> int:
        """The ceiling in units; nothing may be spent when the agency has not set one."""
        if not self.setting:
            return self.most
        typed = settings.get(self.setting, "").strip()
        return int(typed) * self.units_each if typed.isdecimal() and len(typed) < 7 else 0


@dataclass(frozen=True, slots=True)
class Login:
    """How a session is opened and renewed (`Auth.SESSION`), as facts; the poller does it.

    Opening is a POST of `{name_field: …, password_field: …}` as JSON, renewing a POST with the
    renewing token as bearer; both answer with two new tokens. `name` is the setting that says who;
    the password is the secret `token`. `over` are the words for a session that has run out.
    """

    open: str
    renew: str
    name: str
    name_field: str
    password_field: str
    access: str
    renewal: str
    over: frozenset[str]
    # Where tokens are given by another site than the source's own (OAuth 2.0, RFC 6749): its
    # address, a body written as a form, what always stands in it, and a second word of the secret.
    site: str = ""
    is_form: bool = False
    constant: tuple[tuple[str, str], ...] = ()
    second_field: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of the form in which a source is set up.

    `kind`: url, text, words, number, mailbox, tick or secret. `default` is what the form suggests.
    """

    name: str
    kind: str
    label: str
    help: str
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What we want now: the source's settings, the watches' terms, and where we left off."""

    settings: Mapping[str, str]
    terms: tuple[str, ...]
    now: datetime
    cursor: Mapping[str, Any] = field(default_factory=dict)
    secrets: frozenset[str] = frozenset()  # the names of those that are set
    anew: bool = False  # other terms or settings than the last time: what was seen may concern us


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. `secret` names the secret that goes in, in the way `auth` says; `conditional` asks
    the poller to send back the validators of the last answer; `cost` counts against the budget.
    """

    url: str
    params: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""
    conditional: bool = False
    auth: Auth = Auth.BEARER
    cost: int = 0
    most_bytes: int = 5 * 1024 * 1024

    @property
    def address(self) -> str:
        """The whole address, parameters added to those that the URL has."""
        if not self.params:
            return _as_given(self.url)
        parts = urlsplit(self.url)
        pairs = [*parse_qsl(parts.query, keep_blank_values=True), *self.params]
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), ""))


@lru_cache(maxsize=4096)
def _as_given(url: str) -> str:
    """A feed's own address is asked for as it is written, but for what stands after #."""
    return urlunsplit(urlsplit(url)._replace(fragment=""))


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. Header names are in lower case; `body` is inflated and capped by the door."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Post(NamedTuple):
    """One post as we understood it. Times are aware UTC; `text` is bare; `html` is as received.

    `found_by` is the question that the server answered with this post, empty when the server was
    not asked for anything special (a feed): then only the text decides whether it concerns us.
    """

    external_id: str
    url: str
    text: str
    title: str = ""
    html: str = ""
    author_name: str = ""
    author_handle: str = ""
    language: str = ""
    posted_at: datetime | None = None
    posted_raw: str = ""
    found_by: str = ""
    shares: int | None = None  # how many have passed it on, where the channel counts them


@dataclass(frozen=True, slots=True)
class Page:
    """What one answer gave: posts, where to go on next time, and whether to go on at once."""

    posts: tuple[Post, ...]
    cursor: Mapping[str, Any]
    more: bool = False
    notes: tuple[str, ...] = ()  # facts a person should see, as catalogue texts
    cost: int | None = None  # what the answer did cost, where that may be less than was feared
    seen: int = 0  # posts beside these that stand as they stood the last time


class Connector(ABC):
    """The facts of one channel and two pure functions."""

    slug: ClassVar[str]  # named by the rows of the channel catalogue that it reads
    name: ClassVar[str]
    docs: ClassVar[str]
    reads: ClassVar[frozenset[Reads]]
    limit: ClassVar[Limit]
    auth: ClassVar[Auth]
    login: ClassVar[Login | None] = None  # for Auth.SESSION
    secrets: ClassVar[tuple[str, ...]] = ()
    settings: ClassVar[tuple[Setting, ...]]
    sees: ClassVar[tuple[str, ...]]  # what it reads, in plain words
    needs: ClassVar[tuple[str, ...]]
    misses: ClassVar[tuple[str, ...]]  # what it cannot see: an empty list is not silence
    cost: ClassVar[str] = gettext_noop("Gratis.")
    approval: ClassVar[str] = ""  # who must say yes first; empty: works the same day
    budget: ClassVar[Budget | None] = None
    token_days: ClassVar[int | None] = None  # how long a token lives; None: until it is revoked
    by_hand: ClassVar[bool] = False  # read when somebody hands something over, never polled
    anywhere: ClassVar[bool] = False  # reads what may concern any channel of the catalogue
    minutes: ClassVar[int] = 15  # how often is sensible, as the form suggests it
    proof_is_read: ClassVar[bool] = False  # pages say 200 to everything: the words must be read

    @abstractmethod
    def request(self, query: Query) -> Request:
        """What to ask next. Raises Unusable(WRONG_SETTINGS) when there is nothing to ask."""

    @abstractmethod
    def parse(self, response: Response, query: Query) -> Page:
        """What the answer to `request(query)` says. Raises Unusable."""

    def proof(self, url: str, settings: Mapping[str, str]) -> str:
        """Where to ask whether the post at `url` still stands; the post's own address by default.

        `settings` are the source's.
        """
        return url

    def denies(self, response: Response) -> bool:
        """Whether an answer from there says that the post was taken away."""
        return response.status in GONE


# What an address answers when nothing stands there any more.
GONE = frozenset({404, 410})
# `found_by` of a post that concerns us whatever it says: a comment on our own page, say.
OURS = "*"


def version(default: str) -> Setting:
    """The setting of which version of the API is asked."""
    text = gettext_noop("Endres bare når leverandøren legger ned versjonen.")
    return Setting("version", "text", gettext_noop("API-versjon"), text, default=default)


def version_of(query: Query, default: str) -> str:
    """The version that is set; the default when none is. Raises Unusable for what is none."""
    told = query.settings.get("version", "").strip() or default
    if VERSION.fullmatch(told) is None:
        raise Unusable(Trouble.WRONG_SETTINGS, f"a version is written like {default}")
    return told


def words(text: str) -> tuple[str, ...]:
    """A settings field of several words, one a line or parted by commas."""
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())


def next_question(
    asked: tuple[str, ...], at: str, cursor: dict[str, Any]
) -> tuple[dict[str, Any], bool]:
    """The cursor and `more` of a page after which question `at` is done."""
    following = asked[asked.index(at) + 1 :]
    return ({**cursor, "at": following[0]}, True) if following else (cursor, False)


def refuse_errors(response: Response) -> None:
    """Turn an HTTP error status into Unusable. Rate limits are the door's, but known here too."""
    status = response.status
    if status < 400:
        return
    detail = f"HTTP {status} from {urlsplit(response.url).hostname}"
    if status in (401, 403):
        raise Unusable(Trouble.NEEDS_SECRET if status == 401 else Trouble.REFUSED, detail)
    if status in (404, 410):
        raise Unusable(Trouble.GONE, detail)
    if status == 429:
        raise Unusable(Trouble.RATE_LIMITED, detail)
    raise Unusable(Trouble.TEMPORARY if status >= 500 else Trouble.REFUSED, detail)


def moment(raw: object) -> datetime | None:
    """An RFC 3339 time as aware UTC; anything else, or a time without a zone, gives None."""
    if not isinstance(raw, str):
        return None
    try:
        parsed = datetime.fromisoformat(raw.strip())
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None


def json_of(response: Response) -> Any:
    """The JSON of an answer; Unusable when it is none, whatever its media type says."""
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError) as error:
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not readable JSON") from error


def web_address(*candidates: object) -> str:
    """The first http(s) address among the candidates, else nothing: `javascript:` never passes."""
    for candidate in candidates:
        text = candidate.strip() if isinstance(candidate, str) else ""
        if text.lower().startswith(("http://", "https://")) and " " not in text:
            return text
    return ""


def site_of(url: str) -> tuple[str, str]:
    """Scheme and host of an address: what a secret belongs to."""
    parts = urlsplit(url.strip())
    return parts.scheme.lower(), parts.netloc.lower()


def text_at(thing: object, *path: str) -> str:
    """The string at `path` in nested JSON objects, else an empty one, whatever lies there."""
    for key in path:
        thing = thing.get(key) if isinstance(thing, dict) else None
    return thing if isinstance(thing, str) else ""


def objects(things: object) -> list[dict[str, Any]]:
    """The objects of a JSON list; whatever else is there is passed over."""
    rows = things if isinstance(things, list) else []
    return [row for row in rows if isinstance(row, dict)]


def amount(thing: object) -> int | None:
    """A count, as far as it is one."""
    return thing if isinstance(thing, int) and 0 <= thing < 2**31 else None


def texts(things: object) -> list[str]:
    """The strings of a JSON list; whatever else is there is passed over."""
    rows = things if isinstance(things, list) else []
    return [row for row in rows if isinstance(row, str)]
