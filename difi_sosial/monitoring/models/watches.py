"""What the agency listens for, and why it may."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import now
from difi_sosial.core.db import TimeStamped
from difi_sosial.monitoring.enums import NamesRole
from difi_sosial.monitoring.expressions import Node, parse, to_ask_for


class Watch(TimeStamped):
    """Something the agency listens for, and why it may. What exactly is in its versions."""

    name = models.CharField(_("navn"), max_length=100, unique=True)
    purpose = models.TextField(_("formål"))
    legal_basis = models.TextField(_("behandlingsgrunnlag"))
    is_active = models.BooleanField(_("aktiv"), default=True)
    # Listens to every source, also those that are added later.
    everywhere = models.BooleanField(_("alle kilder"), default=False)
    version = models.ForeignKey(
        "monitoring.WatchVersion", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("overvåking")
        verbose_name_plural = _("overvåkinger")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class WatchVersion(models.Model):
    """What a watch looked for, as it was used. Never changed or deleted: a change makes another."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("versjon"))
    expression = models.TextField(_("søkeuttrykk"))
    # As it was written when it names term sets; `expression` has their words in it.
    typed = models.TextField(_("slik det ble skrevet"), blank=True)
    reason = models.TextField(_("hvorfor"), blank=True)
    # Names of persons among the terms, and why they are searched for all the same.
    names = ArrayField(models.TextField(), default=list, blank=True)
    names_role = models.CharField(max_length=10, choices=NamesRole, blank=True)
    names_reason = models.TextField(_("hvorfor navnet trengs"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("versjon av overvåking")
        verbose_name_plural = _("versjoner av overvåking")
        ordering = ("watch", "-number")
        constraints = (
            UniqueConstraint(fields=("watch", "number"), name="watch_version_number_once"),
            CheckConstraint(condition=~Q(expression=""), name="watch_version_has_terms"),
            CheckConstraint(
                condition=Q(names=[]) | (~Q(names_reason="") & ~Q(names_role="")),
                name="watch_version_names_have_reason",
            ),
        )

    def __str__(self) -> str:
        return _("%(watch)s, versjon %(number)s") % {"watch": self.watch, "number": self.number}

    @cached_property
    def tree(self) -> Node:
        """The expression as it is judged."""
        return parse(self.expression)

    @property
    def shown(self) -> str:
        """The expression as a person wrote it, with the names of its term sets."""
        return self.typed or self.expression

    @cached_property
    def asked_terms(self) -> tuple[str, ...]:
        """What a server is asked for; a star stands for any ending."""
        terms = to_ask_for(self.tree) or ()
        return tuple(f"{term.text}*" if term.prefix else term.text for term in terms)
