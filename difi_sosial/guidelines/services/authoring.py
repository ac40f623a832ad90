"""Writing: new guidelines and versions, sections and their text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.core.markdown import slug as slug_of
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import MANDATORY, OPEN_STATES, State
from difi_sosial.guidelines.models import Guideline, GuidelineVersion, Section
from difi_sosial.guidelines.services.carrying import carry_over
from difi_sosial.guidelines.services.guard import MAX_SLUG, editable, edited, free, tidy
from difi_sosial.guidelines.services.presence import guard_left
from difi_sosial.guidelines.services.taken import remember
from difi_sosial.guidelines.services.twins import pair
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

RESERVED_SLUGS = frozenset({"ny", "godkjenningsvei", "klausuler", "til-godkjenning"})


@dataclass(frozen=True, slots=True)
class SectionText:
    """What somebody wrote in one section, and the edition they started from.

    `sitting` names the open page that it comes from: a page that saves itself while somebody
    writes does not collide with its own savings. `facts` is what clauses put in while it was
    written: the name of each fact, and its words.
    """

    pk: int
    edition: int
    heading: str
    body: str
    sitting: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


class EditCollision(Conflict):
    """Somebody saved the same section in the meantime; `mine` was not saved, `theirs` stands."""

    def __init__(self, *, mine: SectionText, theirs: Section) -> None:
        who = theirs.edited_by or _("Noen andre")
        super().__init__(
            _("%(who)s lagret «%(heading)s» mens du skrev. Teksten din er ikke lagret ennå.")
            % {"who": who, "heading": theirs.heading}
        )
        self.mine = mine
        self.theirs = theirs


@transaction.atomic
def create(
    *,
    title: str,
    by: User,
    at: datetime,
    language: str = "nb",
    unit: Unit | None = None,
    is_public: bool = False,
) -> Guideline:
    """A new guideline with version 1 as a draft: the guidance's eight parts, empty.

    `by` becomes its owner. Raises NotAllowed.
    """
    if not may(by, Permission.GUIDELINE_WRITE):
        raise NotAllowed(_("Du kan ikke lage retningslinjer. Be en rådgiver om det."))
    guideline = Guideline.objects.create(
        title=title,
        slug=_free_slug(title),
        unit=unit,
        owner=by,
        language=language,
        is_public=is_public,
        created_at=at,
    )
    version = _new_version(guideline, number=1, title=title, by=by, at=at)
    _add_mandatory(version, language=language, at=at)
    audit.record(Event.GUIDELINE_CREATED, by=by, thing=version, at=at, after=version.state)
    return guideline


@transaction.atomic
def start_version(*, guideline: Guideline, by: User, at: datetime) -> GuidelineVersion:
    """A new draft that copies the text in force, else the newest version; anchors stay the same.

    A text that nobody approved keeps its authors, so that none of them approves it as new.
    Raises NotAllowed, and Conflict when a version is being worked on already.
    """
    if not may(by, Permission.GUIDELINE_WRITE):
        raise NotAllowed(_("Du kan ikke lage nye versjoner. Be en rådgiver om det."))
    guideline = lock(guideline)
    known = list(guideline.versions.order_by("-number").defer("frozen"))
    if any(version.state in OPEN_STATES for version in known):
        raise Conflict(_("Det finnes allerede en versjon under arbeid. Fortsett på den."))
    base = next((version for version in known if version.state == State.IN_FORCE), known[0])
    version = _new_version(guideline, number=known[0].number + 1, title=base.title, by=by, at=at)
    if base.approved_at is None:
        version.authors.add(*base.authors.all())
    for section in base.sections.all():
        section.pk, section.version, section.edition = None, version, 1
        section.sitting = section.left = ""
        section.created_at, section._state.adding = at, True
        section.save(force_insert=True)
    carry_over(base, version, at=at)
    audit.record(Event.GUIDELINE_CREATED, by=by, thing=version, at=at, after=version.state)
    return version


@transaction.atomic
def save_sections(
    *,
    version: GuidelineVersion,
    texts: Iterable[SectionText],
    by: User,
    at: datetime,
    by_itself: bool = False,
) -> GuidelineVersion:
    """Store what was written in one or more sections; those that did not change stay untouched.

    `by_itself` is a page that saves itself: its savings are one event per half hour in the log.

    Raises EditCollision (and stores nothing) when one of them was saved by somebody else since,
    Left when it comes by itself from a page that was left, WrongState when the version is no longer
    a draft, NotAllowed.
    """
    version = editable(version, by)
    sections = {section.pk: section for section in version.sections.select_related("edited_by")}
    texts = list(texts)
    changed = [
        anchor for text in texts if (anchor := _written(sections.get(text.pk), text, by, by_itself))
    ]
    for text in texts:
        remember(sections[text.pk], text.facts, at=at)
    if changed:
        edited(version, by=by, at=at, what={"sections": changed}, by_itself=by_itself)
    return version


def _written(section: Section | None, text: SectionText, by: User, by_itself: bool) -> str:
    """Store one section; its anchor, or nothing when it is as it was."""
    if section is None:
        raise Invalid(_("Delen finnes ikke lenger. Last siden på nytt."))
    if by_itself:
        guard_left(section, text.sitting)
    heading, body = text.heading.strip(), tidy(text.body)
    same = (heading, body) == (section.heading, section.body)
    own = bool(text.sitting) and text.sitting == section.sitting
    if not same and text.edition != section.edition and not own:
        raise EditCollision(mine=text, theirs=section)
    # A button press ends the sitting: what the same page may send after that is older text. Where
    # nothing was written, another's sitting goes on.
    sitting = text.sitting if by_itself else ""
    if same and (sitting == section.sitting or not (own or by_itself)):
        return ""
    section.sitting = sitting
    if same:
        section.save(update_fields=["sitting"])
        return ""
    section.heading, section.body, section.edited_by = heading, body, by
    section.edition += 1
    section.save(update_fields=["heading", "body", "edited_by", "edition", "sitting", "updated_at"])
    return section.anchor


@transaction.atomic
def change_details(
    *,
    version: GuidelineVersion,
    by: User,
    at: datetime,
    title: str,
    owner: User,
    unit: Unit | None,
    is_public: bool,
    review_on: date | None,
    valid_until: date | None = None,
    twin: Guideline | None = None,
) -> GuidelineVersion:
    """The facts about a guideline; its title only while the version is a draft.

    `twin` is it in the other written form, or None. `valid_until` is approved with the text.
    Raises NotAllowed, WrongState, and Invalid for days that cannot be.
    """
    if not rules.may_write(by, version):
        raise NotAllowed(_("Du kan ikke endre denne retningslinjen. Be en rådgiver om det."))
    guideline = lock(version.guideline)
    version = lock(version)
    before = _details(guideline, version)
    _guard_approved(version, title, valid_until)
    _guard_submitted(version, guideline, owner, unit, valid_until)
    if review_on != version.review_on:
        _guard_review(version, review_on, local_date(at))
    _write_details(version, title, review_on, valid_until, by)
    guideline.owner, guideline.unit, guideline.is_public = owner, unit, is_public
    if not guideline.versions.filter(state=State.IN_FORCE).exclude(pk=version.pk).exists():
        guideline.title = title
    pair(guideline, twin)
    guideline.save()
    after = _details(guideline, version)
    if after != before:
        audit.record(
            Event.GUIDELINE_EDITED, by=by, thing=version, at=at, before=before, after=after
        )
    return version


def _guard_approved(version: GuidelineVersion, title: str, valid_until: date | None) -> None:
    """What is a part of the approval stands, and a last day is not before the first."""
    if title != version.title and not rules.is_editable(version):
        raise WrongState(_("Tittelen kan bare endres i en kladd. Lag en ny versjon."))
    if valid_until != version.valid_until and version.is_frozen:
        raise WrongState(_("Perioden er godkjent. Lag en ny versjon for å endre den."))
    first = version.in_force_from
    if valid_until is not None and first is not None and valid_until < first:
        raise Invalid(_("Siste dag kan ikke være før den dagen versjonen begynner å gjelde."))


def _write_details(
    version: GuidelineVersion,
    title: str,
    review_on: date | None,
    valid_until: date | None,
    by: User,
) -> None:
    """Words and days that are approved have an author, who is not the one to approve them."""
    if (title, valid_until) != (version.title, version.valid_until):
        version.authors.add(by)
        version.edition += 1
    version.title, version.review_on, version.valid_until = title, review_on, valid_until
    version.save(update_fields=["title", "review_on", "valid_until", "edition", "updated_at"])


def _guard_submitted(
    version: GuidelineVersion,
    guideline: Guideline,
    owner: User,
    unit: Unit | None,
    valid_until: date | None,
) -> None:
    """Nothing that is being approved, or that decides who approves it, changes under way."""
    now_and_then = (guideline.owner, guideline.unit, version.valid_until)
    if version.state == State.SUBMITTED and now_and_then != (owner, unit, valid_until):
        raise WrongState(
            _(
                "Versjonen er til godkjenning. Ta den tilbake til kladd for å endre ansvarlig, "
                "enhet eller periode."
            )
        )


def _guard_review(version: GuidelineVersion, review_on: date | None, today: date) -> None:
    """A version is looked at within a year, and an open review ends with a reason.

    Before it is in force the year may count from the day that is approved.
    """
    is_in_force = version.state == State.IN_FORCE
    if is_in_force and version.review_opened_at is not None:
        raise WrongState(
            _("Gjennomgangen er åpen. Behold versjonen med en begrunnelse, eller lag en ny.")
        )
    latest = rules.a_year_after(max(today, version.in_force_from or today))
    if (review_on is None and is_in_force) or (review_on and review_on > latest):
        raise Invalid(_("Sett gjennomgangen til en dag innen ett år."))


def _details(guideline: Guideline, version: GuidelineVersion) -> dict[str, object]:
    return {
        "title": version.title,
        "owner": str(guideline.owner),
        "unit": str(guideline.unit or ""),
        "is_public": guideline.is_public,
        "review_on": version.review_on,
        "valid_until": version.valid_until,
        "twin": str(guideline.twin or ""),
    }


def _new_version(
    guideline: Guideline, *, number: int, title: str, by: User, at: datetime
) -> GuidelineVersion:
    version = GuidelineVersion.objects.create(
        guideline=guideline, number=number, title=title, created_at=at
    )
    version.authors.add(by)
    return version


def _add_mandatory(version: GuidelineVersion, *, language: str, at: datetime) -> None:
    templates = queries.templates(language)
    with translation.override(language):
        headings = {
            kind: templates[kind].heading if kind in templates else str(kind.label)
            for kind in MANDATORY
        }
    with translation.override("nb"):
        anchors = {kind: slug_of(str(kind.label)) for kind in MANDATORY}
    Section.objects.bulk_create(
        Section(
            version=version,
            kind=kind,
            anchor=anchors[kind],
            heading=headings[kind],
            order=order,
            created_at=at,
        )
        for order, kind in enumerate(MANDATORY, start=1)
    )


def _free_slug(title: str) -> str:
    wanted = slug_of(title)[:MAX_SLUG].strip("-")
    taken = Guideline.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    return free(wanted, {*taken, *RESERVED_SLUGS})
