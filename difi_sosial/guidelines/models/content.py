"""What stands beside the text of a version: facts it took, house rules, advice turned down."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.core.db import TimeStamped
from difi_sosial.guidelines.enums import Fact, LintRule
from difi_sosial.guidelines.models.documents import Guideline, GuidelineVersion, Section


class SectionFact(models.Model):
    """A fact that a clause brought into a section, with the words it had when it was taken."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="facts")
    fact = models.CharField(_("opplysning"), max_length=20, choices=Fact)
    value = models.TextField(_("verdi"), blank=True)
    taken_at = models.DateTimeField(_("hentet"), default=now)

    class Meta:
        verbose_name = _("opplysning i en del")
        verbose_name_plural = _("opplysninger i deler")
        ordering = ("section", "fact")
        constraints = (UniqueConstraint(fields=["section", "fact"], name="section_fact_once"),)

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.value}"


class HouseRule(TimeStamped):
    """One rule for those who write to us. Its number belongs to it through all versions.

    A number is never given to another rule: `Guideline.house_rule_numbers` counts upwards only.
    """

    version = models.ForeignKey(GuidelineVersion, models.CASCADE, related_name="house_rules")
    number = models.PositiveSmallIntegerField(_("nummer"))
    text_nb = models.TextField(_("regel på bokmål"), blank=True)
    text_nn = models.TextField(_("regel på nynorsk"), blank=True)
    legal_ground = models.CharField(_("hjemmel"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"))

    class Meta:
        verbose_name = _("husregel")
        verbose_name_plural = _("husregler")
        ordering = ("version", "order", "number")
        constraints = (
            UniqueConstraint(fields=["version", "number"], name="house_rule_number_once"),
            CheckConstraint(
                condition=~Q(text_nb="", text_nn="") & Q(number__gte=1), name="house_rule_has_text"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.text_nb or self.text_nn}"

    @property
    def key(self) -> str:
        """What the rule is called, for ever: R3."""
        return f"R{self.number}"

    def text(self, language: str) -> str:
        """The rule in this written form, else in the one it has."""
        wanted = self.text_nn if language == "nn" else self.text_nb
        return wanted or self.text_nb or self.text_nn


class LintDismissal(models.Model):
    """Advice that somebody considered and turned down; it holds for as long as the words stand."""

    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="dismissals")
    anchor = models.SlugField(max_length=80)
    rule = models.CharField(_("råd"), max_length=20, choices=LintRule)
    digest = models.CharField(max_length=64)
    excerpt = models.TextField(_("gjelder"))
    reason = models.TextField(_("begrunnelse"))
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("råd som er vurdert")
        verbose_name_plural = _("råd som er vurdert")
        ordering = ("guideline", "-dismissed_at")
        constraints = (
            UniqueConstraint(
                fields=["guideline", "anchor", "rule", "digest"], name="lint_dismissed_once"
            ),
            CheckConstraint(condition=~Q(reason=""), name="lint_dismissed_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.excerpt}"
