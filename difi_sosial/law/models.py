"""Rules with their days."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.law.enums import Topic


class LawRule(TimeStamped):
    """A rule as it is called and where it stands, from one day to another, both counted in.

    No `valid_from`: adopted or proposed, and coming. The database refuses to change the key, the
    reference or the first day of a row that has one, and to remove it (migration 0002).
    """

    key = models.SlugField(_("nøkkel"), max_length=50)
    topic = models.CharField(_("tema"), max_length=20, choices=Topic)
    title_nb = models.CharField(_("hva regelen sier (bokmål)"), max_length=200)
    title_nn = models.CharField(_("hva regelen sier (nynorsk)"), max_length=200)
    reference = models.CharField(_("henvisning (bokmål)"), max_length=200)
    reference_nn = models.CharField(_("henvisning (nynorsk)"), max_length=200, blank=True)
    url = models.URLField(_("lenke"), blank=True, max_length=300)
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til og med"), null=True, blank=True)
    note = models.TextField(_("merknad (bokmål)"), blank=True)
    note_nn = models.TextField(_("merknad (nynorsk)"), blank=True)
    # When somebody held the row against a source, and which; until then it may be wrong.
    checked_on = models.DateField(_("kontrollert"), null=True, blank=True)
    checked_against = models.CharField(_("kontrollert mot"), blank=True, max_length=200)
    # Set when a person changed the row here; the file it came from then leaves it alone.
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("regel")
        verbose_name_plural = _("regler")
        ordering = ("topic", "key", F("valid_from").asc(nulls_last=True))
        constraints = (
            CheckConstraint(condition=Q(topic__in=Topic.values), name="law_known_topic"),
            CheckConstraint(
                condition=Q(valid_to=None)
                | Q(valid_from__isnull=False, valid_to__gte=F("valid_from")),
                name="law_ends_after_start",
            ),
            CheckConstraint(
                condition=Q(checked_on=None, checked_against="")
                | (Q(checked_on__isnull=False) & ~Q(checked_against="")),
                name="law_check_has_day_and_source",
            ),
            UniqueConstraint(fields=["key", "valid_from"], name="law_once_a_day"),
            UniqueConstraint(
                fields=["key"],
                condition=Q(valid_from__isnull=False, valid_to=None),
                name="law_one_running",
            ),
            UniqueConstraint(fields=["key"], condition=Q(valid_from=None), name="law_one_coming"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The reference in the reader's language form."""
        return (self.reference_nn if get_language() == "nn" else "") or self.reference

    @property
    def title(self) -> str:
        """What the rule says, in the reader's language form."""
        return self.title_nn if get_language() == "nn" else self.title_nb

    @property
    def remark(self) -> str:
        """The note in the reader's language form where somebody has written it."""
        return (self.note_nn if get_language() == "nn" else "") or self.note

    def is_in_force(self, day: date) -> bool:
        """Whether the rule applies on this day."""
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)
