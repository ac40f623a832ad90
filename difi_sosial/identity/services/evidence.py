"""Evidence: a file that somebody uploads, or the page as the portal fetches it. Never changed."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.channels.services.proofs import LARGEST, Upload, judged, kind_of
from difi_sosial.core import http
from difi_sosial.core.errors import Invalid, OutsideError
from difi_sosial.identity.enums import CASE_OVER, EvidenceKind, Kind
from difi_sosial.identity.models import Evidence, Finding, Impersonation, ImpersonationStep
from difi_sosial.identity.services.guard import guard, still_there
from difi_sosial.people.models import User

PATIENCE = 15.0  # seconds that a person waits for the other side


@transaction.atomic
def keep_file(
    *, finding: Finding, upload: Upload, by: User, at: datetime, url: str = "", note: str = ""
) -> Evidence:
    """Keep a picture or a PDF. Raises Invalid when it is empty, too large or something else."""
    _allow(finding, by)
    name, content_type = judged(upload)
    return _keep(
        finding,
        Evidence(
            kind=EvidenceKind.UPLOAD,
            url=url or finding.url,
            name=name,
            content_type=content_type,
            content=upload.content,
            note=note,
        ),
        by,
        at,
    )


def fetch_copy(*, finding: Finding, by: User, at: datetime) -> Evidence:
    """Keep the page at the finding's address as it answers now, byte for byte.

    No transaction is open while the other side thinks. Raises Invalid when nothing can be
    fetched: then a screenshot is the way.
    """
    _allow(finding, by)
    if not finding.url:
        raise Invalid(_("Funnet har ingen adresse. Skriv adressen først."))
    try:
        answer = http.get(finding.url, max_bytes=LARGEST, deadline=PATIENCE)
    except OutsideError as error:
        message = _("Siden lot seg ikke hente. Ta et skjermbilde og legg det ved i stedet.")
        raise Invalid(message) from error
    if not answer.body:
        raise Invalid(_("Siden var tom. Ta et skjermbilde og legg det ved i stedet."))
    host = (urlsplit(answer.url).hostname or "side")[:100]
    kept = Evidence(
        kind=EvidenceKind.FETCHED,
        url=answer.url[:1000],
        name=f"kopi-{host}{_ending(answer.body)}",
        content_type=answer.content_type[:100] or "application/octet-stream",
        content=answer.body,
    )
    with transaction.atomic():
        return _keep(finding, kept, by, answer.fetched_at)


def download_name(evidence: Evidence) -> str:
    """A plain name whose ending tells what the bytes are, whatever the file was called."""
    return f"bevis-{evidence.pk}{_ending(bytes(evidence.content))}"


@transaction.atomic
def note_download(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Somebody took a copy of evidence out of the portal; it may hold what strangers wrote."""
    record(Event.EVIDENCE_FETCHED, by=by, thing=evidence.finding, at=at, after={"id": evidence.pk})


@transaction.atomic
def forget_evidence(*, before: datetime, held: Collection[int], most: int) -> list[int]:
    """Delete at most `most` proofs that nothing has needed since `before`; their keys.

    That is from the last step of a case about the finding; with no case, from when it was taken.
    `held` are the keys of findings that are held back. A finding that somebody works with now is
    left alone. The caller accounts for what went, in the same transaction.
    """
    cases = Impersonation.objects.filter(finding=OuterRef("finding"))
    steps = ImpersonationStep.objects.filter(case__finding=OuterRef("finding"), at__gt=before)
    found = Evidence.objects.filter(
        ~Exists(cases.exclude(state__in=CASE_OVER)), ~Exists(steps), taken_at__lte=before
    ).exclude(finding__in=held)
    rows = found.select_related("finding").select_for_update(
        of=("self", "finding"), skip_locked=True
    )
    pks = [one.pk for one in rows.only("pk", "finding__id").order_by("pk")[:most]]
    Evidence.objects.filter(pk__in=pks).delete()
    return pks


def _ending(content: bytes) -> str:
    """The ending of a picture or a PDF; anything else was fetched as a page."""
    kind = kind_of(content)
    return kind[1] if kind else ".html"


def _allow(finding: Finding, by: User) -> None:
    guard(by)
    still_there(finding)
    if finding.kind == Kind.EMPLOYEE:
        raise Invalid(_("En egen registrering skal kunne slettes, og får ikke bevis."))


def _keep(finding: Finding, evidence: Evidence, by: User, at: datetime) -> Evidence:
    evidence.finding, evidence.by, evidence.taken_at = finding, by, at
    evidence.size = len(evidence.content)
    evidence.sha256 = hashlib.sha256(evidence.content).hexdigest()
    evidence.save(force_insert=True)
    after = {"sha256": evidence.sha256, "kind": evidence.kind}
    record(Event.EVIDENCE_KEPT, by=by, thing=finding, at=at, after=after)
    return evidence
