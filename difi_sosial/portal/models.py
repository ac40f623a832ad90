"""What the agency has read in the first step."""

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
