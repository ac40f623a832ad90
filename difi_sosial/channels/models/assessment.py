"""What we think of a channel, part by part (domain.md 2.3)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Dialogue
from difi_sosial.channels.enums.assessment import (
    Advertising,
    Alternative,
    Answer,
    ArchiveMethod,
    Controller,
    Criterion,
    DataType,
    Dpia,
    Grade,
    Messages,
    Part,
    PrivacyMeasure,
    Transfer,
    UseLevel,
)
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import TimeStamped


def _choice(label: Any, choices: type[models.TextChoices]) -> Any:
    return models.CharField(label, max_length=20, choices=choices, blank=True)


def _choices(label: Any, choices: type[models.TextChoices]) -> Any:
    one = models.CharField(max_length=30, choices=choices)
    return ArrayField(one, verbose_name=label, default=list, blank=True)


def _level(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, choices=UseLevel, null=True, blank=True)


def _hours(label: Any) -> Any:
    at_least = [MinValueValidator(0)]
    return models.DecimalField(
        label, max_digits=4, decimal_places=1, null=True, blank=True, validators=at_least
    )


class Assessment(TimeStamped):
    """What we think of a channel, beside its reach. Every column may stand empty: half an
    assessment can be saved, and the task list says what is left.
    """

    channel = models.OneToOneField(Channel, models.PROTECT, related_name="assessment")
    edition = models.PositiveIntegerField(default=1)
    # The edition that each part was last changed in, by Part: two may write two parts at once.
    part_editions = models.JSONField(default=dict, editable=False)
    changed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    # Use and dialogue.
    inform = _level(_("formidle"))
    listen = _level(_("lytte"))
    share = _level(_("dele"))
    take_part = _level(_("delta"))
    dialogue = models.CharField(_("kommentarer"), max_length=10, choices=Dialogue, blank=True)
    direct_messages = _choice(_("direktemeldinger"), Messages)
    dialogue_reason = models.TextField(_("begrunnelse for dialog"), blank=True)

    # Alternatives.
    owned = _choices(_("hva har vi alt?"), Alternative)
    alternatives = models.TextField(_("hvorfor er det ikke nok?"), blank=True)
    do_nothing = models.TextField(_("hva skjer om vi ikke gjør noe?"), blank=True)

    # Resources.
    hours_publish = _hours(_("timer i uken til å publisere"))
    hours_watch = _hours(_("timer i uken til å følge med"))
    hours_answer = _hours(_("timer i uken til å svare"))
    administrators = models.CharField(_("administratorer"), max_length=300, blank=True)
    substitute = models.CharField(_("vikar"), max_length=200, blank=True)
    competence = models.TextField(_("kompetanse"), blank=True)
    cost = models.PositiveIntegerField(_("kroner i året"), null=True, blank=True)
    resources = models.TextField(_("mer om ressurser"), blank=True)

    # Privacy.
    controller = _choice(_("hvem er behandlingsansvarlig?"), Controller)
    joint_arrangement = models.TextField(_("ordningen med leverandøren"), blank=True)
    data_types = _choices(_("opplysninger som behandles"), DataType)
    # The key of a rule in the law's list; what the rule was on the day, the decision's text says.
    legal_basis = models.CharField(_("behandlingsgrunnlag"), max_length=50, blank=True)
    legal_basis_reason = models.TextField(_("hvorfor grunnlaget holder"), blank=True)
    transfer = _choice(_("overføring ut av EØS"), Transfer)
    transfer_reason = models.TextField(_("om overføringen"), blank=True)
    profiling = _choice(_("profilerer leverandøren publikum?"), Answer)
    children = _choice(_("kan barn være blant mottakerne?"), Answer)
    privacy_measures = _choices(_("tiltak for personvernet"), PrivacyMeasure)
    privacy = models.TextField(_("kan vi bruke kanalen lovlig?"), blank=True)
    should_we = models.TextField(_("bør vi bruke kanalen?"), blank=True)

    # DPIA.
    criteria = _choices(_("hva gjelder for behandlingen?"), Criterion)
    dpia = _choice(_("må konsekvensene vurderes?"), Dpia)
    dpia_reason = models.TextField(_("begrunnelse for terskelen"), blank=True)
    dpia_url = models.URLField(_("lenke til vurderingen"), blank=True)
    dpia_on = models.DateField(_("dato for vurderingen"), null=True, blank=True)
    residual_risk = _choice(_("risiko som er igjen"), Grade)

    # Security.
    multi_factor = _choice(_("totrinnsinnlogging"), Answer)
    own_log_ins = _choice(_("hver har sin egen innlogging"), Answer)
    agency_owns = _choice(_("kontoen er eid av virksomheten"), Answer)
    recovery = models.TextField(_("slik får vi kontoen tilbake"), blank=True)
    leavers = models.TextField(_("når noen slutter"), blank=True)
    security = models.TextField(_("mer om sikkerhet"), blank=True)

    # Universal design.
    alt_text = _choice(_("alternativ tekst på bilder"), Answer)
    captions = _choice(_("teksting av video"), Answer)
    contrast = _choice(_("kontrast og lesbarhet"), Answer)
    own_page = models.URLField(_("samme innhold på eget nettsted"), blank=True)
    universal_design = models.TextField(_("mer om universell utforming"), blank=True)

    # Archiving.
    archive_method = _choice(_("arkivmetode"), ArchiveMethod)
    whole_threads = _choice(_("hele samtaler kommer med"), Answer)
    terms_limits = models.TextField(_("hva vilkårene til leverandøren hindrer"), blank=True)
    archive_responsible = models.CharField(
        _("ansvarlig for arkivering"), max_length=150, blank=True
    )
    archiving = models.TextField(_("mer om arkivering"), blank=True)

    # Advertising, politics, moderation.
    advertising = _choice(_("annonser"), Advertising)
    advertising_reason = models.TextField(_("om annonsene"), blank=True)
    politics = models.TextField(_("valg og politisk innhold"), blank=True)
    provider_moderation = models.TextField(_("slik modererer leverandøren"), blank=True)

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")

    def __str__(self) -> str:
        return str(self.channel)


class AssessmentChange(models.Model):
    """One part that was changed in one edition of an assessment: by whom and when.

    An opinion and a decision know the edition that they were made from, so the changes after it
    are counted and never guessed from clocks. The database refuses to change or remove a row.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="changes")
    edition = models.PositiveIntegerField()
    part = models.CharField(max_length=30, choices=Part)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("endring i en vurdering")
        verbose_name_plural = _("endringer i vurderinger")
        ordering = ("assessment", "edition", "part")
        constraints = (
            UniqueConstraint(
                fields=["assessment", "part", "edition"], name="assessment_change_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_part_display()}"


# What is written in each part, beside its rows.
PART_FIELDS: dict[Part, tuple[str, ...]] = {
    Part.REACH: (),
    Part.USE: (
        *("inform", "listen", "share", "take_part"),
        *("dialogue", "direct_messages", "dialogue_reason"),
    ),
    Part.ALTERNATIVES: ("owned", "alternatives", "do_nothing"),
    Part.RESOURCES: (
        *("hours_publish", "hours_watch", "hours_answer"),
        *("administrators", "substitute", "competence", "cost", "resources"),
    ),
    Part.PRIVACY: (
        *("controller", "joint_arrangement", "data_types", "legal_basis", "legal_basis_reason"),
        *("transfer", "transfer_reason", "profiling", "children"),
        *("privacy_measures", "privacy", "should_we"),
    ),
    Part.DPIA: ("criteria", "dpia", "dpia_reason", "dpia_url", "dpia_on", "residual_risk"),
    Part.SECURITY: (
        *("multi_factor", "own_log_ins", "agency_owns"),
        *("recovery", "leavers", "security"),
    ),
    Part.DESIGN: ("alt_text", "captions", "contrast", "own_page", "universal_design"),
    Part.ARCHIVING: (
        *("archive_method", "whole_threads", "terms_limits"),
        *("archive_responsible", "archiving"),
    ),
    Part.ETHICS: ("advertising", "advertising_reason", "politics", "provider_moderation"),
    Part.RISKS: (),
}

# Everything that is written about a channel, beside its reach and the rows.
ASSESSMENT_FIELDS = tuple(name for fields in PART_FIELDS.values() for name in fields)
