"""How a channel is closed."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import HandleAfter
from difi_sosial.channels.models.decisions import Decision
from difi_sosial.core.db import TimeStamped


class ClosingPlan(TimeStamped):
    """What followers are told, when it ends, where they are sent, and what becomes of the name."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="closing_plan")
    edition = models.PositiveIntegerField(default=1)
    notice_nb = models.TextField(_("melding til følgerne på bokmål"))
    notice_nn = models.TextField(_("melding til følgerne på nynorsk"))
    # Made before the channel is opened; the day is set before the closing is announced.
    last_day = models.DateField(_("siste dag"), null=True, blank=True)
    followers_to = models.CharField(_("hit sender vi følgerne"), max_length=300)
    handle = models.CharField(_("kontonavnet"), max_length=10, choices=HandleAfter)
    changed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("plan for nedlegging")
        verbose_name_plural = _("planer for nedlegging")
        constraints = (
            CheckConstraint(
                condition=~Q(notice_nb="") & ~Q(notice_nn="") & ~Q(followers_to=""),
                name="closing_plan_is_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.decision.channel)


PLAN_FIELDS = ("notice_nb", "notice_nn", "last_day", "followers_to", "handle")
