"""What the agency has read in the first step, and how far a change of keys has come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from difi_sosial.portal.enums import Lesson


class LessonRead(models.Model):
    """Somebody has read a lesson on the agency's behalf."""

    lesson = models.CharField(_("side"), max_length=20, choices=Lesson, unique=True)
    read_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("lest"))

    class Meta:
        verbose_name = _("lest side")
        verbose_name_plural = _("leste sider")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(lesson__in=Lesson.values), name="lesson_read_known_lesson"
            ),
        )

    def __str__(self) -> str:
        return self.get_lesson_display()


class KeyRotation(models.Model):
    """Moving everything at rest to a new encryption key: where it is, and what it has moved.

    Keys are named by what `core.crypto.key_ids` calls them. `tallies` are of the round that goes
    on, or was the last: rows, those an old key had made, and those that none opens, by what they
    are. `moved` is for all rounds.
    """

    key = models.CharField(max_length=12)
    older = ArrayField(models.CharField(max_length=12))
    begun_at = models.DateTimeField(_("begynt"))
    ended_at = models.DateTimeField(_("ferdig"), null=True)
    part = models.CharField(max_length=200, blank=True)
    last = models.BigIntegerField(default=0)
    tallies = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("bytte av krypteringsnøkkel")
        verbose_name_plural = _("bytter av krypteringsnøkkel")
        constraints = (
            models.UniqueConstraint(fields=["key", "older"], name="key_rotation_once"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(part="", last=0),
                name="key_rotation_ended_whole",
            ),
        )

    def __str__(self) -> str:
        return _("Nøkkel %(key)s") % {"key": self.key}
