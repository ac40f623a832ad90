"""The line under a task: what is missing, in few words."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

SHOWN = 2


def hint_of(missing: Sequence[str | Promise]) -> str:
    """The first that are missing, and how many more there are."""
    said = [str(message) for message in missing[:SHOWN]]
    left = len(missing) - len(said)
    return " ".join([*said, _("Og %(count)s til.") % {"count": left}] if left else said)
