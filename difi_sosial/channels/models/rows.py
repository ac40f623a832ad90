"""The rows of an assessment: reach, risks, exceptions from the rule for devices, and advice."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import ReachLevel
from difi_sosial.channels.enums.assessment import Consequence, Fit, Likelihood, Part, Stance
from difi_sosial.channels.models.assessment import Assessment
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.core.db import both_or_neither


class Reach(models.Model):
    """One cell of the matrix: how well a channel reaches a target group, and how we know."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="reaches")
    # The row of the strategy that the cell was written for. A later version of the strategy copies
    # the group's key, and the cell follows the key.
    target_group = models.ForeignKey("strategy.TargetGroup", models.PROTECT, related_name="+")
    target_group_key = models.UUIDField(editable=False)
    level = models.PositiveSmallIntegerField(_("rekkevidde"), choices=ReachLevel)
    fit = models.PositiveSmallIntegerField(
        _("hvor godt bruken passer"), choices=Fit, null=True, blank=True
    )
    message_fit = models.PositiveSmallIntegerField(
        _("hvor godt budskapet passer"), choices=Fit, null=True, blank=True
    )
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("år"), null=True, blank=True, validators=[MaxValueValidator(2100)]
    )
    reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("rekkevidde")
        verbose_name_plural = _("rekkevidder")
        constraints = (
            UniqueConstraint(fields=["channel", "target_group_key"], name="reach_once"),
            CheckConstraint(condition=Q(level__lte=ReachLevel.MUCH), name="reach_level"),
            CheckConstraint(condition=Q(fit=None) | Q(fit__lte=Fit.WELL), name="reach_fit"),
            CheckConstraint(
                condition=Q(message_fit=None) | Q(message_fit__lte=Fit.WELL),
                name="reach_message_fit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} – {self.target_group}: {self.level}"


class Risk(models.Model):
    """What can go wrong in a channel, how grave it is, and what is done about it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="risks")
    position = models.PositiveSmallIntegerField(default=0)
    event = models.CharField(_("hva kan skje"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(_("sannsynlighet"), choices=Likelihood)
    consequence = models.PositiveSmallIntegerField(_("konsekvens"), choices=Consequence)
    measure = models.TextField(_("tiltak"), blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=150, blank=True)
    likelihood_after = models.PositiveSmallIntegerField(
        _("sannsynlighet etter tiltak"), choices=Likelihood, null=True, blank=True
    )
    consequence_after = models.PositiveSmallIntegerField(
        _("konsekvens etter tiltak"), choices=Consequence, null=True, blank=True
    )

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risikoer")
        ordering = ("assessment", "position", "pk")
        constraints = (
            both_or_neither("likelihood_after", "consequence_after", name="risk_after_both"),
            CheckConstraint(
                condition=Q(likelihood__range=(1, 4), consequence__range=(1, 4)), name="risk_steps"
            ),
        )

    def __str__(self) -> str:
        return self.event


class DeviceException(models.Model):
    """A person may use the channel on a device where the rule says no, until a day."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="exceptions")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.CharField(_("hvem"), max_length=150)
    device = models.CharField(_("hvilken enhet"), max_length=150)
    reason = models.TextField(_("hvorfor"))
    until = models.DateField(_("til og med"))

    class Meta:
        verbose_name = _("unntak fra enhetsregelen")
        verbose_name_plural = _("unntak fra enhetsregelen")
        ordering = ("assessment", "position", "pk")

    def __str__(self) -> str:
        return f"{self.person}: {self.device}"


class DpoOpinion(models.Model):
    """What the data protection officer advises about a channel (GDPR arts 35(2) and 39).

    Advice, never an approval. The database refuses to change or remove it (migration 0005).
    `assessment_edition` is the edition of the assessment that the officer had before them.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="opinions")
    stance = models.CharField(_("råd"), max_length=20, choices=Stance)
    text = models.TextField(_("uttalelse"))
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    assessment_edition = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("uttalelse fra personvernombudet")
        verbose_name_plural = _("uttalelser fra personvernombudet")
        ordering = ("-at", "-pk")
        constraints = (
            CheckConstraint(condition=~Q(text=""), name="opinion_has_text"),
            CheckConstraint(condition=Q(stance__in=Stance.values), name="opinion_known_stance"),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_stance_display()}"


REACH_FIELDS = ("level", "fit", "message_fit", "source", "year", "reason")
RISK_FIELDS = (
    *("event", "likelihood", "consequence", "measure", "responsible"),
    *("likelihood_after", "consequence_after"),
)
EXCEPTION_FIELDS = ("person", "device", "reason", "until")
# Parts that hold rows: the name of the relation, and the columns of a row.
PART_ROWS: dict[Part, tuple[str, tuple[str, ...]]] = {
    Part.SECURITY: ("exceptions", EXCEPTION_FIELDS),
    Part.RISKS: ("risks", RISK_FIELDS),
}
