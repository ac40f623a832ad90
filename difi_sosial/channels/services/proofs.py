"""Files that prove what stood on a profile: bounded, and kept as they came."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext as _

from difi_sosial.channels.models import Proof
from difi_sosial.core.errors import Invalid
from difi_sosial.people.models import User

LARGEST = 5 * 1024 * 1024
# The first bytes decide, not the name: media type, file ending.
KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png", ".png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg", ".jpg"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp", ".webp"),
    (re.compile(rb"%PDF-"), "application/pdf", ".pdf"),
)
UNSAFE = re.compile(r"[^\w. -]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a form received it."""

    name: str
    content: bytes


def kind_of(content: bytes) -> tuple[str, str] | None:
    """Media type and file ending of a picture or a PDF; None of anything else."""
    found = (kind[1:] for kind in KINDS if kind[0].match(content))
    return next(found, None)


def judged(upload: Upload) -> tuple[str, str]:
    """A safe name and the media type of a file.

    Raises Invalid when it is empty, over 5 MB, or neither picture nor PDF.
    """
    if len(upload.content) > LARGEST:
        raise Invalid(_("Filen er for stor. Den kan være høyst 5 MB."))
    found = kind_of(upload.content)
    if found is None:
        raise Invalid(_("Filen må være et bilde (PNG, JPEG, WebP) eller en PDF."))
    content_type, ending = found
    stem = UNSAFE.sub("-", PurePath(upload.name.replace("\\", "/")).stem)[:100].strip(" .-")
    return (stem or "bevis") + ending, content_type


def keep_proof(upload: Upload, *, by: User, at: datetime) -> Proof:
    """Store a file. Raises Invalid when it is empty, over 5 MB, or neither picture nor PDF."""
    name, content_type = judged(upload)
    return Proof.objects.create(
        sha256=hashlib.sha256(upload.content).hexdigest(),
        name=name,
        content_type=content_type,
        size=len(upload.content),
        content=upload.content,
        uploaded_at=at,
        uploaded_by=by,
    )
