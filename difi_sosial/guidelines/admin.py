"""A read-only look at guidelines for those who run the portal."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from difi_sosial.guidelines.models import (
    Asked,
    Campaign,
    Clause,
    Guideline,
    GuidelineVersion,
    HouseRule,
    LintDismissal,
    ReaderQuestion,
    Receipt,
    Section,
    SectionFact,
    SectionTemplate,
)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Nothing is changed here: the services do that, and leave their events."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.register(
    [
        Asked,
        Campaign,
        Clause,
        Guideline,
        GuidelineVersion,
        HouseRule,
        LintDismissal,
        ReaderQuestion,
        Receipt,
        Section,
        SectionFact,
        SectionTemplate,
    ],
    ReadOnly,
)
