"""What is seen to before a channel is opened."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import OpeningItem
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.channels.models.decisions import Decision


class OpeningCheck(models.Model):
    """A line of the opening checklist that a person has ticked, with a note on how."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="opening_checks")
    item = models.CharField(max_length=20, choices=OpeningItem)
    note = models.TextField(_("hvordan"))
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("punkt på åpningslisten")
        verbose_name_plural = _("punkter på åpningslisten")
        constraints = (
            UniqueConstraint(fields=["decision", "item"], name="opening_check_once"),
            CheckConstraint(condition=~Q(note=""), name="opening_check_has_note"),
        )

    def __str__(self) -> str:
        return f"{self.decision.channel}: {self.get_item_display()}"


class ArchiveTrial(models.Model):
    """The archive method of a channel tried once, with evidence that something was captured."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="archive_trials")
    method = models.TextField(_("slik gjorde vi det"))
    entry = models.ForeignKey(
        "journal.RegistryEntry", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Where the captured content lies when it is not a registry entry here.
    reference = models.CharField(_("hvor det ligger"), max_length=300, blank=True)
    note = models.TextField(_("hva vi lærte"), blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("prøve av arkivmetoden")
        verbose_name_plural = _("prøver av arkivmetoden")
        ordering = ("-at", "-pk")
        constraints = (
            CheckConstraint(
                condition=Q(entry__isnull=False) | ~Q(reference=""),
                name="archive_trial_has_evidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.method[:60]}"
