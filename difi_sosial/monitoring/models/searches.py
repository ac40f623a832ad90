"""Searches that somebody has kept."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped


class SavedSearch(TimeStamped):
    """A filter over the list of mentions with a name and an address of its own.

    `query` is the filter as it stands in the list's address. Deleted ones are kept for some days,
    so that deleting can be undone.
    """

    name = models.CharField(_("navn"), max_length=80)
    query = models.TextField(_("søk"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_shared = models.BooleanField(_("delt med kollegene"), default=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("lagret søk")
        verbose_name_plural = _("lagrede søk")
        ordering = ("name", "pk")
        constraints = (
            UniqueConstraint(
                fields=("owner", "name"),
                condition=Q(deleted_at=None),
                name="saved_search_name_once",
            ),
            CheckConstraint(condition=~Q(query=""), name="saved_search_says_something"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """An address that holds whatever becomes of the list's own."""
        return reverse("monitoring:search-open", args=[self.pk])
