"""Registry entries (journalposter) and what belongs to each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import both_or_neither
from difi_sosial.journal.enums import EntryKind, EntryState, PartyKind, SignOffMethod
from difi_sosial.journal.models.archive import CaseFile, Made


class RegistryEntry(Made):
    """A registry entry (journalpost).

    ``created_at`` is the time of registration and ``journal_date`` its day; ``document_date`` is
    the document's own date and is never filled in from them.
    """

    case = models.ForeignKey(CaseFile, models.PROTECT, related_name="entries")
    source_key = models.CharField(max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("journalår"))
    sequence = models.PositiveIntegerField(_("løpenummer"))
    number = models.PositiveIntegerField(_("nummer i saken"))
    kind = models.CharField(_("type"), max_length=1, choices=EntryKind)
    state = models.CharField(
        _("status"), max_length=12, choices=EntryState, default=EntryState.REGISTERED
    )
    title = models.CharField(_("tittel"), max_length=400)
    public_title = models.CharField(_("offentlig tittel"), max_length=400, blank=True)
    journal_date = models.DateField(_("journaldato"), db_index=True)
    document_date = models.DateField(_("dokumentets dato"), null=True, blank=True)
    received_at = models.DateTimeField(_("mottatt"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    assessed_on = models.DateField(_("offentlighet vurdert"), null=True, blank=True)
    journaled_at = models.DateTimeField(_("journalført"), null=True, blank=True)
    journaled_by = models.CharField(_("journalført av"), max_length=150, null=True, blank=True)  # noqa: DJ001 - empty or both
    archived_at = models.DateTimeField(_("arkivert"), null=True, blank=True)
    archived_by = models.CharField(_("arkivert av"), max_length=150, null=True, blank=True)  # noqa: DJ001 - empty or both
    revision = models.PositiveIntegerField(default=0)
    cancel_reason = models.TextField(_("begrunnelse for utgår"), blank=True)

    class Meta:
        verbose_name = _("journalpost")
        verbose_name_plural = _("journalposter")
        ordering = ("-year", "-sequence")
        constraints = (
            models.UniqueConstraint(fields=["year", "sequence"], name="entry_sequence_once"),
            models.UniqueConstraint(fields=["case", "number"], name="entry_number_once"),
            both_or_neither("journaled_at", "journaled_by", name="entry_journaled_both"),
            both_or_neither("archived_at", "archived_by", name="entry_archived_both"),
            models.CheckConstraint(
                condition=~Q(state=EntryState.ARCHIVED) | Q(archived_at__isnull=False),
                name="entry_archived_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.CANCELLED) | ~Q(cancel_reason=""),
                name="entry_cancelled_has_reason",
            ),
        )
        indexes = (models.Index(fields=["state", "-year", "-sequence"], name="entry_state"),)

    def __str__(self) -> str:
        # Never the title: this is what the log keeps, and a title may be screened later.
        return self.entry_id

    @property
    def entry_id(self) -> str:
        """Number as archivists write it: 2025/12-3. Needs ``case``."""
        return f"{self.case.folder_id}-{self.number}"

    @property
    def running_number(self) -> str:
        """The running number of the journal: 14/2025."""
        return f"{self.sequence}/{self.year}"


class CorrespondenceParty(models.Model):
    """A sender or recipient (korrespondansepart)."""

    entry = models.ForeignKey(RegistryEntry, models.CASCADE, related_name="parties")
    kind = models.CharField(_("rolle"), max_length=2, choices=PartyKind)
    name = models.CharField(_("navn"), max_length=200)
    unit_name = models.CharField(_("enhet"), max_length=150, blank=True)
    case_handler = models.CharField(_("saksbehandler"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class SourcePost(models.Model):
    """Where a social-media record comes from."""

    entry = models.OneToOneField(RegistryEntry, models.CASCADE, related_name="source_post")
    platform = models.CharField(_("plattform"), max_length=100)
    post_url = models.URLField(_("innleggets adresse"), max_length=2000)
    account_handle = models.CharField(_("kontonavn"), max_length=300, blank=True)
    captured_at = models.DateTimeField(_("hentet"))
    sha256 = models.CharField(_("sjekksum av originalen"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("kilde i sosiale medier")
        verbose_name_plural = _("kilder i sosiale medier")

    def __str__(self) -> str:
        return self.post_url


class SignOff(models.Model):
    """That an incoming document is dealt with (avskrivning)."""

    entry = models.OneToOneField(RegistryEntry, models.CASCADE, related_name="sign_off")
    method = models.CharField(_("måte"), max_length=12, choices=SignOffMethod)
    on = models.DateField(_("dato"))
    by = models.CharField(_("av"), max_length=150)
    answer = models.ForeignKey(
        RegistryEntry, models.PROTECT, null=True, blank=True, related_name="signs_off"
    )

    class Meta:
        verbose_name = _("avskrivning")
        verbose_name_plural = _("avskrivninger")

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.on}"


class Comment(models.Model):
    """A comment (merknad) to an entry."""

    entry = models.ForeignKey(RegistryEntry, models.CASCADE, related_name="comments")
    text = models.TextField(_("tekst"))
    at = models.DateTimeField(_("tidspunkt"))
    by = models.CharField(_("av"), max_length=150)

    class Meta:
        verbose_name = _("merknad")
        verbose_name_plural = _("merknader")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:80]
