"""Our accounts at work: who has access, what they say about themselves, and whether it stands."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from difi_sosial.channels import queries
from difi_sosial.channels import services as channels
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import Account, ProfileText
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.portal.management.demo.agency import Agency, path_of, told
from difi_sosial.portal.management.demo.timeline import Act

PROOF = "attachments/skjermbilde.png"
STEPS = (
    ProfileState.GENERATED,
    ProfileState.ADAPTED,
    ProfileState.APPROVED,
    ProfileState.PUBLISHED,
)


def schedule(agency: Agency) -> None:
    """Everything that happens to an account after it is opened."""
    opened = {row["channel"]: row for row in told("channels")["accounts"]}
    for slug, row in told("accounts").items():
        day = opened[slug]["on"]
        agency.timeline.at(agency.when(day, 9, 5), _describe(agency, slug, row))
        agency.timeline.at(agency.when(day, 9, 10), _text(agency, slug))
        for on in row["confirmed"]:
            agency.timeline.at(agency.when(on, 9, 30), _confirm(agency, slug, row["owner"]))
        _later(agency, slug, row)
    _mastodon(agency)
    agency.timeline.at(agency.when(-6, 15), lambda at: _leave(agency, at))
    agency.timeline.at(agency.now, lambda at: Account.objects.update(profile_due_at=None))


def _later(agency: Agency, slug: str, row: Mapping[str, Any]) -> None:
    line = agency.timeline
    for on, posts, followers in row.get("samples", ()):
        line.at(agency.when(on, 5, 20), _seen(slug, posts, followers))
    if changed := row.get("deviation"):
        line.at(agency.when(changed["on"], 5, 40), _deviates(slug, changed))
    if changed := row.get("outdated"):
        line.at(
            agency.when(changed["on"], 11),
            lambda at: channels.save_account(
                account=_account(slug), facts=changed["facts"], by=agency.people["ase"], at=at
            ),
        )
    if "again" in row:
        line.at(agency.when(row["again"], 13), _text(agency, slug, until=ProfileState.ADAPTED))
    if typed := row.get("typed"):
        numbers = {name: value for name, value in typed.items() if name != "on"}
        line.at(
            agency.when(typed["on"], 14),
            lambda at: channels.note_activity(
                account=_account(slug), by=agency.people["kari"], at=at, **numbers
            ),
        )


def _mastodon(agency: Agency) -> None:
    """The main account has its text anew, and in three languages."""
    line = agency.timeline
    line.at(agency.when(-68, 10), _text(agency, "mastodon"))
    line.at(
        agency.when(-66, 10),
        _text(agency, "mastodon", language="nn", until=ProfileState.APPROVED),
    )
    line.at(
        agency.when(-4, 10),
        _text(agency, "mastodon", language="en", until=ProfileState.GENERATED),
    )


def _describe(agency: Agency, slug: str, row: Mapping[str, Any]) -> Act:
    """Facts, hours and promises, and the people who can sign in."""
    hours = [
        (day, time.fromisoformat(opens), time.fromisoformat(closes))
        for first, last, opens, closes in row["hours"]
        for day in range(first, last + 1)
    ]

    def describe(at: datetime) -> None:
        owner = agency.people[row["owner"]]
        account = channels.save_account(
            account=_account(slug),
            facts={**row["facts"], "owner": owner},
            hours=hours,
            promises=row["promises"],
            by=owner,
            at=at,
        )
        for who in row["administrators"]:
            facts = who if isinstance(who, dict) else {"user": agency.people[who]}
            channels.add_administrator(account=account, by=owner, at=at, **facts)

    return describe


def _text(
    agency: Agency, slug: str, *, language: str = "", until: ProfileState = ProfileState.PUBLISHED
) -> Act:
    """A text is made, adapted, approved and published, or less far."""
    adviser, head, line = agency.people["ase"], agency.people["oddvar"], agency.timeline

    def make(at: datetime) -> None:
        account = _account(slug)
        text = channels.generate(
            account=account, language=language or account.profile_language, by=adviser, at=at
        )
        steps = (
            (20, lambda now: _adapt(text, adviser, now)),
            (50, lambda now: channels.approve(text=text, by=head, at=now)),
            (70, lambda now: _publish(text, adviser, now)),
        )
        for minutes, step in steps[: STEPS.index(until)]:
            line.at(at + timedelta(minutes=minutes), step)

    return make


def _adapt(text: ProfileText, by: User, at: datetime) -> None:
    channels.adapt(
        text=text, edition=text.edition, body=text.body, long_body=text.long_body, by=by, at=at
    )


def _publish(text: ProfileText, by: User, at: datetime) -> None:
    proof = channels.Upload("skjermbilde.png", path_of(PROOF).read_bytes())
    channels.publish(text=text, url=text.account.url, proof=proof, by=by, at=at)


def _confirm(agency: Agency, slug: str, owner: str) -> Act:
    return lambda at: channels.confirm_administrators(
        account=_account(slug), by=agency.people[owner], at=at
    )


def _seen(slug: str, posts: int, followers: int) -> Act:
    """The portal looks at the profile, and all is well."""

    def look(at: datetime) -> None:
        account = _account(slug)
        text = account.texts.filter(state=ProfileState.PUBLISHED)[0]
        sample = {"posts_total": posts, "followers": followers, "last_post_at": at}
        _look(account, text.body, at, sample)

    return look


def _deviates(slug: str, changed: Mapping[str, Any]) -> Act:
    """Somebody has written another text on the profile."""

    def look(at: datetime) -> None:
        account = _account(slug)
        body = account.texts.filter(state=ProfileState.PUBLISHED)[0].body
        seen = body.replace(*changed["change"]).replace(changed["drop"], "")
        _look(account, seen, at, None)

    return look


def _look(account: Account, seen: str, at: datetime, sample: dict[str, Any] | None) -> None:
    channels.store_check(
        account=account, at=at, url=account.url, seen=seen, sha256="5e" * 32, sample=sample
    )


def _leave(agency: Agency, at: datetime) -> None:
    """An administrator of an account leaves the agency: that raises an alarm."""
    people.set_active(user=agency.people["tor"], active=False, by=agency.people["jonas"], at=at)


def _account(slug: str) -> Account:
    return queries.accounts().get(channel__slug=slug)
