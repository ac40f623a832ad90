"""The same guideline in bokmål and in nynorsk."""

from django.utils.translation import gettext as _

from difi_sosial.core.errors import Invalid
from difi_sosial.guidelines.models import Guideline


def pair(guideline: Guideline, twin: Guideline | None) -> None:
    """Let two guidelines be the same in two written forms; None lets them stand alone.

    `guideline` is locked, and the caller saves it. Raises Invalid when both have the same form, or
    when the other one has a twin already.
    """
    old = guideline.twin
    if old == twin:
        return
    if twin is not None:
        if twin.language == guideline.language:
            raise Invalid(_("Velg en retningslinje på den andre målformen."))
        if twin.twin is not None:
            raise Invalid(_("«%(title)s» hører alt sammen med en annen.") % {"title": twin.title})
    if old is not None and old.translation_of_id == guideline.pk:
        Guideline.objects.filter(pk=old.pk).update(translation_of=None)
        guideline.refresh_from_db(fields=["translation_of"])
        guideline._state.fields_cache.pop("translation", None)
    guideline.translation_of = twin
