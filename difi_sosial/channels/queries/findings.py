"""What an assessment says that somebody must think over again. Warnings; nothing is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from difi_sosial.channels.enums import DeviceRule
from difi_sosial.channels.enums.assessment import Answer, ArchiveMethod, Dpia, Grade, Part, Transfer
from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries.assessments import Content, device_words
from difi_sosial.core.pictures import Zone, zone_of

# So many of the criteria for high risk, and a DPIA is as a rule needed (WP 248 rev. 01).
CRITERIA_FOR_DPIA = 2
LEGITIMATE_INTEREST = "basis-legitimate-interest"


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning about a part, with the key of the rule it rests on, if any."""

    part: Part
    text: str
    law: str = ""


def findings(channel: Channel, part: Part, content: Content, today: date) -> list[Finding]:
    """What is to be thought over in one part, as it is stored or as somebody just typed it."""
    judge = JUDGES.get(part)
    return judge(channel, content, today) if judge else []


def dpia_is_likely(values: Mapping[str, Any]) -> bool:
    """Whether the threshold test points to a DPIA."""
    return len(values["criteria"]) >= CRITERIA_FOR_DPIA


def _privacy(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    values, found = content.values, []
    if values["legal_basis"] == LEGITIMATE_INTEREST:
        text = _(
            "Et offentlig organ kan ikke bygge på berettiget interesse når det utfører oppgavene "
            "sine. Velg et annet grunnlag, eller skriv hvorfor dette ikke er en slik oppgave."
        )
        found.append(Finding(Part.PRIVACY, text, LEGITIMATE_INTEREST))
    if values["transfer"] == Transfer.UNKNOWN:
        text = _("Opplysninger går ut av EØS uten avklart grunnlag. Avklar det før dere beslutter.")
        found.append(Finding(Part.PRIVACY, text, "transfer"))
    if values["children"] in (Answer.YES, Answer.PARTLY):
        text = _("Barn kan være blant mottakerne. Vurder aldersgrensen og hva barn ser og skriver.")
        found.append(Finding(Part.PRIVACY, text, "consent-age"))
    if "special" in values["data_types"]:
        text = _("Særlige kategorier krever et eget unntak fra forbudet.")
        found.append(Finding(Part.PRIVACY, text, "special-categories"))
    return found


def _dpia(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    values, found = content.values, []
    if values["dpia"] == Dpia.NOT_NEEDED and dpia_is_likely(values):
        text = _(
            "%(number)d av de ni kriteriene gjelder. To eller flere betyr som regel at dere må "
            "vurdere personvernkonsekvensene."
        ) % {"number": len(values["criteria"])}
        found.append(Finding(Part.DPIA, text, "dpia"))
    if values["residual_risk"] == Grade.HIGH:
        text = _("Risikoen er høy også etter tiltakene. Spør Datatilsynet før dere starter.")
        found.append(Finding(Part.DPIA, text, "prior-consultation"))
    return found


def _security(channel: Channel, content: Content, today: date) -> list[Finding]:
    values, found = content.values, []
    if channel.device_rule == DeviceRule.NOT_ON_WORK_DEVICE and not content.rows:
        text = _("Appen skal ikke stå på tjenesteenheter. Skriv unntak for dem som må bruke den.")
        found.append(Finding(Part.SECURITY, text, "nsm-tiktok-telegram"))
    for name, text in (
        ("multi_factor", _("Kontoen mangler totrinnsinnlogging. Slå det på før dere åpner.")),
        ("own_log_ins", _("Delte passord gjør det umulig å se hvem som har gjort hva.")),
        ("agency_owns", _("Eier en ansatt kontoen, kan virksomheten miste den.")),
    ):
        if values[name] == Answer.NO:
            found.append(Finding(Part.SECURITY, text, "information-security"))
    expired = device_words(channel, content.rows, today)
    return found + [Finding(Part.SECURITY, text) for text in expired]


def _design(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    answers = [content.values[name] for name in ("alt_text", "captions", "contrast")]
    if Answer.NO not in answers or content.values["own_page"]:
        return []
    text = _("Kanalen stenger noen ute. Publiser det samme på et nettsted alle kan bruke.")
    return [Finding(Part.DESIGN, text, "universal-design")]


def _archiving(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    found = []
    # A channel may be declined without one; the readiness board keeps it from being opened.
    if content.values["archive_method"] == ArchiveMethod.NONE:
        found.append(_("Finn en arkivmetode før kanalen åpnes."))
    if content.values["whole_threads"] == Answer.NO:
        text = _(
            "Svar uten spørsmålet de svarer på, mister sammenhengen. Ta vare på hele samtalen."
        )
        found.append(text)
    return [Finding(Part.ARCHIVING, text, "archive-duty") for text in found]


def _ethics(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    if content.values["advertising"] != "targeted":
        return []
    text = _("Bruk aldri særlige kategorier, som helse og politisk syn, til å velge mottakere.")
    return [Finding(Part.ETHICS, text, "special-categories")]


def _risks(_channel: Channel, content: Content, _today: date) -> list[Finding]:
    high = [
        row["event"]
        for row in content.rows
        if row["likelihood_after"]
        and zone_of(row["likelihood_after"], row["consequence_after"]) == Zone.HIGH
    ]
    text = _("Risikoen er høy også etter tiltak: %(event)s")
    return [Finding(Part.RISKS, text % {"event": event}) for event in high]


JUDGES: dict[Part, Callable[[Channel, Content, date], list[Finding]]] = {
    Part.PRIVACY: _privacy,
    Part.DPIA: _dpia,
    Part.SECURITY: _security,
    Part.DESIGN: _design,
    Part.ARCHIVING: _archiving,
    Part.ETHICS: _ethics,
    Part.RISKS: _risks,
}
