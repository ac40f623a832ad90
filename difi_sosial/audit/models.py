"""One event, linked to the one before it by a hash."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit import enums

NO_HASH = "0" * 64


def kinds() -> list[tuple[str, Any]]:
    """The closed list; a function, so that a new kind of event needs no migration."""
    return enums.Event.choices


class Event(models.Model):
    """What happened. The database refuses UPDATE, DELETE and TRUNCATE (migration 0002)."""

    number = models.BigIntegerField(_("nummer"), unique=True)
    at = models.DateTimeField(_("tidspunkt"), db_index=True)
    kind = models.CharField(_("hendelse"), max_length=40, choices=kinds, db_index=True)
    actor_key = models.CharField(max_length=80, blank=True)
    actor_name = models.CharField(_("hvem"), max_length=200)
    thing_type = models.CharField(max_length=80)
    thing_key = models.CharField(max_length=80)
    thing_name = models.CharField(_("hva"), max_length=300)
    before = models.JSONField(_("før"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("etter"), null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("begrunnelse"), blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ("-number",)
        indexes = (models.Index(fields=["thing_type", "thing_key", "-number"], name="audit_thing"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.get_kind_display()}: {self.thing_name}"

    def content(self) -> bytes:
        """The bytes that the hash is made of: every field but the hash itself, in a fixed order."""
        facts: dict[str, Any] = {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if field.name not in {"id", "hash", "at"}
        }
        facts["at"] = self.at.timestamp()
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
        return text.encode()

    def expected_hash(self) -> str:
        """SHA-256 of the content, as 64 hex digits."""
        return hashlib.sha256(self.content()).hexdigest()


class Head(models.Model):
    """How far the chain goes: one row, sealed with a key that the database does not hold.

    Without it the newest events could be taken away and the rest would still be a whole chain.
    """

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="audit_one_head"),)

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
