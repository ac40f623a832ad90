"""Decisions about channels: proposed, advised on, decided, opened when all is green, closed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from difi_sosial.channels import services as channels
from difi_sosial.channels.enums import Action, OpeningItem
from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.queries import edition_of, readiness
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.watching import read

Row = Mapping[str, Any]
# How the checklist is answered where the story tells nothing else.
CHECKS: Mapping[str, str] = {
    OpeningItem.NEED: "Behovet står i strategien og i forslaget.",
    OpeningItem.RESOURCES: "Timene står i vurderingen. Lederen har godkjent dem.",
    OpeningItem.ADMINS: "Kari Nordli og Åse Bjørnstad.",
    OpeningItem.MONITORING: "Innboksen leses kl. 9 og kl. 14 hver arbeidsdag.",
    OpeningItem.CONTENT: "Innholdskalenderen er fylt ut for tre måneder.",
    OpeningItem.CRISIS: "Beredskapsvakten har egen innlogging.",
    OpeningItem.SECURITY: "Totrinnsinnlogging er slått på. Ingen deler passord.",
    OpeningItem.LANGUAGE: "Annethvert innlegg på nynorsk. Svar på målformen det spørres på.",
    OpeningItem.TRAINING: "Alle som svarer, har vært gjennom tre øvingssaker.",
}
ADVICE = {
    "stance": "with_conditions",
    "text": "Jeg rår til bruken så lenge direktemeldinger er av og ingen bruker sporing.",
}
# How a channel would be closed, agreed before it is opened.
PLAN = {
    "notice_nb": "Vi legger ned kontoen. Still heller spørsmål på nettstedet vårt.",
    "notice_nn": "Vi legg ned kontoen. Still heller spørsmål på nettstaden vår.",
    "last_day": None,
    "followers_to": "https://testetaten.example/kontakt",
    "handle": "keep",
}
EACH = timedelta(days=7)


def schedule(agency: Agency) -> None:
    """Everything that is decided about channels."""
    for row in told("channels")["channels"]:
        if "proposed" in row:
            _propose(agency, row)
            _before_deciding(agency, row)
            _decide(agency, row)
            _make_ready(agency, row)
            _pilot(agency, row)
            _afterwards(agency, row)
    agency.timeline.at(agency.when(0, 6), _clock)


def _at(agency: Agency, on: str | int, hour: int, minute: int, act: Callable[..., object]) -> None:
    agency.timeline.at(agency.when(on, hour, minute), act)


def _propose(agency: Agency, row: Row) -> None:
    proposed = row["proposed"]
    _at(
        agency,
        proposed["on"],
        11,
        0,
        lambda at: channels.propose(
            channel=Channel.objects.get(slug=row["slug"]),
            purpose=proposed["purpose"],
            own_source_url=f"https://testetaten.example/{row['slug']}",
            by=agency.people[proposed["by"]],
            at=at,
        ),
    )


def _before_deciding(agency: Agency, row: Row) -> None:
    """The assessment goes to the data protection officer, and with advice to a manager."""
    proposed, writer = row["proposed"], agency.people[row["by"]]
    until = row.get("until", "submit")

    def step(action: Action) -> Callable[[datetime], object]:
        return lambda at: channels.advance(
            decision=newest(row["slug"]), action=action, by=writer, at=at
        )

    def advise(at: datetime) -> None:
        channel = Channel.objects.get(slug=row["slug"])
        advice = {**ADVICE, **row.get("advice", {})}
        channels.give_opinion(channel=channel, by=agency.people["maret"], at=at, **advice)

    _at(agency, proposed["on"], 13, 10, step(Action.ASSESS))
    _at(agency, proposed["on"], 13, 20, step(Action.SEND_TO_PRIVACY))
    # For some the advice is told with the assessment; then it is sent on the same day.
    advised = told("assessments").get(row["slug"], {}).get("opinion")
    if until == "submit" and advised:
        _at(agency, advised["on"], 12, 30, step(Action.SUBMIT))
    elif until == "submit":
        _at(agency, proposed["on"], 14, 30, advise)
        _at(agency, proposed["on"], 14, 40, step(Action.SUBMIT))
    if plan := row.get("pilot"):
        values = {
            **plan["plan"],
            "starts_on": agency.day(plan["starts_on"]),
            "ends_on": agency.day(plan["ends_on"]),
        }
        _at(
            agency,
            proposed["on"],
            13,
            15,
            lambda at: channels.plan_pilot(
                decision=newest(row["slug"]), values=values, by=writer, at=at
            ),
        )


def _decide(agency: Agency, row: Row) -> None:
    if not (decided := row.get("decided")):
        return
    _at(
        agency,
        decided["on"],
        14,
        0,
        lambda at: channels.decide(
            decision=newest(row["slug"]),
            action=decided["action"],
            edition=edition_of(newest(row["slug"]).channel),
            by=agency.people[decided["by"]],
            at=at,
            reason=decided["reason"],
            against_score_reason=decided.get("against", ""),
            against_dpo_reason=decided.get("against_dpo", ""),
            conditions=decided.get("conditions", ""),
            valid_to=_date(agency, decided.get("valid_to")),
        ),
    )


def _make_ready(agency: Agency, row: Row) -> None:
    """The checklist, the criteria, the archive method tried, and opened when all is green."""
    if "ready" not in row:
        return
    on = row["ready"]["on"]
    _at(agency, on, 10, 0, lambda at: _prepare(agency, row, at))
    if row["ready"].get("open", True):
        _at(agency, on, 12, 0, lambda at: _open_when_green(agency, row, at))


def _prepare(agency: Agency, row: Row, at: datetime) -> None:
    ready, by = row["ready"], agency.people[row["by"]]
    decision = newest(row["slug"])
    for item, note in list(CHECKS.items())[: ready.get("checks", len(CHECKS))]:
        channels.check_item(decision=decision, item=item, note=note, by=by, at=at)
    for given in ready.get("criteria", ()):
        values = {**given, "day": _date(agency, given.get("day"))}
        channels.add_criterion(decision=decision, kind=given["kind"], values=values, by=by, at=at)
    if ready.get("open", True):
        channels.save_plan(decision=decision, values=PLAN, edition=0, by=by, at=at)
    if trial := ready.get("trial"):
        channels.try_archive(channel=decision.channel, by=by, at=at, **trial)


def _open_when_green(agency: Agency, row: Row, at: datetime) -> None:
    """The head looks at the board every week, until all holds."""
    decision = newest(row["slug"])
    read(decision.channel, at)
    if not readiness.board(decision.channel, at).is_ready:
        agency.timeline.at(at + EACH, lambda later: _open_when_green(agency, row, later))
        return
    channels.open_channel(decision=decision, by=agency.people["oddvar"], at=at)
    if limited := row.get("limited"):
        _limit(agency, row["slug"], limited)


def _limit(agency: Agency, slug: str, limited: Row) -> None:
    _at(
        agency,
        limited["on"],
        10,
        0,
        lambda at: channels.limit(
            decision=newest(slug),
            by=agency.people[limited["by"]],
            at=at,
            reason=limited["reason"],
        ),
    )


def _pilot(agency: Agency, row: Row) -> None:
    """A pilot is started and noted week by week."""
    if not (plan := row.get("pilot")):
        return
    writer = agency.people[row["by"]]

    def pilot_of() -> Any:
        return newest(row["slug"]).pilots.get()

    _at(
        agency,
        plan["starts_on"],
        9,
        0,
        lambda at: channels.act_on_pilot(pilot=pilot_of(), action="start", by=writer, at=at),
    )
    for note in plan["notes"]:
        text = note["text"]
        _at(
            agency,
            note["on"],
            15,
            0,
            lambda at, text=text: channels.note_pilot(
                pilot=pilot_of(), text=text, by=writer, at=at
            ),
        )


def _afterwards(agency: Agency, row: Row) -> None:
    """The plan for closing, the notice, the content kept, and closed."""
    if not (closing := row.get("closing")):
        return
    people, slug = agency.people, row["slug"]
    plan = {**closing["plan"], "last_day": _date(agency, closing["last_day"])}
    _at(
        agency,
        closing["planned"],
        10,
        0,
        lambda at: channels.save_plan(
            decision=newest(slug), values=plan, edition=0, by=people[row["by"]], at=at
        ),
    )
    _at(
        agency,
        closing["announced"],
        11,
        0,
        lambda at: channels.announce(
            decision=newest(slug), by=people[closing["by"]], at=at, reason=closing["reason"]
        ),
    )
    if "kept" in closing:
        _kept(agency, slug, closing)


def _kept(agency: Agency, slug: str, closing: Row) -> None:
    """The archivist keeps the content, and then the channel can be closed."""
    people, kept = agency.people, closing["kept"]
    _at(
        agency,
        kept["on"],
        9,
        0,
        lambda at: channels.confirm_capture(
            decision=newest(slug), reference=kept["where"], by=people["sigrid"], at=at
        ),
    )
    _at(
        agency,
        kept["on"],
        14,
        0,
        lambda at: channels.close(
            decision=newest(slug), by=people[closing["by"]], at=at, reason=closing["reason"]
        ),
    )


def _clock(at: datetime) -> None:
    """What the portal does by itself in the morning."""
    channels.measure_all(at=at)
    channels.watch_pilots(at=at)
    channels.watch_decisions(at=at)


def newest(slug: str) -> Decision:
    """The channel's newest decision, read anew."""
    found = Decision.objects.select_related("channel", "proposed_by")
    return found.filter(channel__slug=slug).order_by("-proposed_at")[0]


def _date(agency: Agency, on: str | int | None) -> date | None:
    return agency.day(on) if on is not None else None
