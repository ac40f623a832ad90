"""Advice on the text that is turned down with a reason, or taken up again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.models import GuidelineVersion, LintDismissal
from difi_sosial.guidelines.rules import Finding
from difi_sosial.people.models import User


@transaction.atomic
def dismiss_advice(
    *,
    version: GuidelineVersion,
    anchor: str,
    rule: str,
    digest: str,
    reason: str,
    by: User,
    at: datetime,
) -> LintDismissal:
    """Turn a piece of advice down, with a reason; it comes back when the words change.

    Raises Invalid without a reason or when the advice is not there, NotAllowed, WrongState.
    """
    version = _advised(version, by)
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor dere ikke følger rådet."))
    found = _found(version, anchor, rule, digest)
    dismissal, is_new = LintDismissal.objects.get_or_create(
        guideline=version.guideline,
        anchor=anchor,
        rule=rule,
        digest=digest,
        defaults={
            "excerpt": found.excerpt,
            "reason": reason.strip(),
            "dismissed_by": by,
            "dismissed_at": at,
        },
    )
    if is_new:
        _told(Event.GUIDELINE_ADVICE_DISMISSED, version, dismissal, by=by, at=at)
    return dismissal


@transaction.atomic
def restore_advice(*, version: GuidelineVersion, pk: int, by: User, at: datetime) -> None:
    """Take a turned-down piece of advice up again. Raises NotAllowed, WrongState."""
    version = _advised(version, by)
    for dismissal in LintDismissal.objects.filter(guideline=version.guideline, pk=pk):
        _told(Event.GUIDELINE_ADVICE_RESTORED, version, dismissal, by=by, at=at)
        dismissal.delete()


def _found(version: GuidelineVersion, anchor: str, rule: str, digest: str) -> Finding:
    """The finding as the text gives it now. Raises Invalid when it no longer does."""
    for item in queries.advice(version):
        known = (item.section.anchor, item.finding.rule, item.finding.digest)
        if known == (anchor, rule, digest):
            return item.finding
    raise Invalid(_("Rådet gjelder ikke lenger: Teksten er endret. Last siden på nytt."))


def _advised(version: GuidelineVersion, by: User) -> GuidelineVersion:
    version = lock(version)
    if not rules.may_write(by, version):
        raise NotAllowed(_("Du kan ikke vurdere råd her. Be en rådgiver om det."))
    if version.is_frozen:
        raise WrongState(_("Versjonen er godkjent, og rådene til den kan ikke endres."))
    return version


def _told(
    event: Event, version: GuidelineVersion, dismissal: LintDismissal, *, by: User, at: datetime
) -> None:
    after = {"rule": dismissal.rule, "section": dismissal.anchor, "excerpt": dismissal.excerpt}
    audit.record(event, by=by, thing=version, at=at, after=after, reason=dismissal.reason)
