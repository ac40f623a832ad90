"""The traces of the agency on the net."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.monitoring.enums import (
    IdentityAction,
    IdentityKind,
    IdentityState,
    Official,
    Party,
    Stance,
)


class IdentityItem(TimeStamped):
    """One trace of the agency on the net: an account, a look-alike, an article, an actor."""

    kind = models.CharField(_("type"), max_length=1, choices=IdentityKind)
    name = models.CharField(_("navn"), max_length=200)
    url = models.URLField(_("adresse"), max_length=1000, blank=True)
    official = models.CharField(_("offisiell"), max_length=10, choices=Official)
    party = models.CharField(_("hvem står bak"), max_length=20, choices=Party)
    stance = models.CharField(_("holdning"), max_length=10, choices=Stance, blank=True)
    stance_reason = models.TextField(_("hvorfor dette er en offentlig rolle"), blank=True)
    action = models.CharField(_("tiltak"), max_length=10, choices=IdentityAction, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig"),
    )
    deadline = models.DateField(_("frist"), null=True, blank=True)
    checked_on = models.DateField(_("sist kontrollert"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=IdentityState, default=IdentityState.FOUND
    )
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("funn i nettidentiteten")
        verbose_name_plural = _("funn i nettidentiteten")
        ordering = ("kind", "name")
        constraints = (
            UniqueConstraint(F("kind"), F("name"), F("url"), name="identity_item_once"),
            CheckConstraint(
                condition=Q(stance="") | Q(party__in=[Party.ORGANISATION, Party.PUBLIC_ROLE]),
                name="identity_no_stance_of_persons",
            ),
            CheckConstraint(
                condition=Q(stance="") | ~Q(party=Party.PUBLIC_ROLE) | ~Q(stance_reason=""),
                name="identity_public_role_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name
