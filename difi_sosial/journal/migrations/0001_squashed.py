"""Every table of the app in one step; takes the place of the migrations it names."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION journal_refuse_blob()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'stored files do not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION journal_refuse_closed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    touched smallint[] := ARRAY[]::smallint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.year; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.year; END IF;
    IF EXISTS (SELECT 1 FROM journal_series WHERE year = ANY (touched) AND state = 'closed') THEN
        RAISE EXCEPTION 'the year is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION journal_refuse_reopening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed year stays closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER journal_blob_unchanged
    BEFORE DELETE OR UPDATE ON journal_blob
    FOR EACH ROW
    EXECUTE FUNCTION journal_refuse_blob();
CREATE TRIGGER journal_case_of_closed_year
    BEFORE INSERT OR DELETE OR UPDATE ON journal_casefile
    FOR EACH ROW
    EXECUTE FUNCTION journal_refuse_closed();
CREATE TRIGGER journal_entry_of_closed_year
    BEFORE INSERT OR DELETE OR UPDATE ON journal_registryentry
    FOR EACH ROW
    EXECUTE FUNCTION journal_refuse_closed();
CREATE TRIGGER journal_series_stays_closed
    BEFORE DELETE OR UPDATE ON journal_series
    FOR EACH ROW
    EXECUTE FUNCTION journal_refuse_reopening();
"""

LIFT = """
DROP TRIGGER journal_blob_unchanged ON journal_blob;
DROP TRIGGER journal_case_of_closed_year ON journal_casefile;
DROP TRIGGER journal_entry_of_closed_year ON journal_registryentry;
DROP TRIGGER journal_series_stays_closed ON journal_series;
DROP FUNCTION journal_refuse_blob();
DROP FUNCTION journal_refuse_closed();
DROP FUNCTION journal_refuse_reopening();
"""


class Migration(FirstMigration):
    replaces = [("journal", "0001_initial"), ("journal", "0002_freeze_closed_years")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "verbose_name": "filinnhold",
                "verbose_name_plural": "filinnhold",
            },
        ),
        migrations.CreateModel(
            name="ExtractionJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Venter"),
                            ("running", "Arbeider"),
                            ("done", "Ferdig"),
                            ("refused", "Avvist"),
                            ("failed", "Feilet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="bestilt")),
                ("requested_by", models.CharField(max_length=150, verbose_name="bestilt av")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="startet")),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="ferdig")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="filer ferdig")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="filer i alt")),
                ("problems", models.JSONField(default=list, verbose_name="funn")),
                (
                    "editions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="sjekksum")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="størrelse")),
            ],
            options={
                "verbose_name": "arkivuttrekk",
                "verbose_name_plural": "arkivuttrekk",
                "ordering": ("-requested_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Fonds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                ("creator_id", models.CharField(max_length=20, verbose_name="organisasjonsnummer")),
                ("creator_name", models.CharField(max_length=200, verbose_name="arkivskaper")),
            ],
            options={
                "verbose_name": "arkiv",
                "verbose_name_plural": "arkiver",
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=10)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "teller",
                "verbose_name_plural": "tellere",
                "constraints": [
                    models.UniqueConstraint(fields=("year", "name"), name="counter_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "access_restriction",
                    models.CharField(max_length=100, verbose_name="tilgangsrestriksjon"),
                ),
                ("legal_basis", models.CharField(max_length=200, verbose_name="hjemmel")),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=300, verbose_name="når den brukes"),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="varighet i år"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="gjelder fra")),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="gjelder til og med"),
                ),
            ],
            options={
                "verbose_name": "skjermingshjemmel",
                "verbose_name_plural": "skjermingshjemler",
                "ordering": ("legal_basis", "valid_from"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="basis_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        fields=("legal_basis", "valid_from"), name="basis_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtractionPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="journal.extractionjob",
                    ),
                ),
            ],
            options={
                "verbose_name": "del av arkivuttrekk",
                "verbose_name_plural": "deler av arkivuttrekk",
                "ordering": ("job", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("job", "number"), name="part_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="år")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                ("scheme_uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Aktiv periode"), ("closed", "Avsluttet periode")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                (
                    "closed_by",
                    models.CharField(
                        blank=True, max_length=150, null=True, verbose_name="avsluttet av"
                    ),
                ),
                (
                    "fonds",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="journal.fonds",
                    ),
                ),
            ],
            options={
                "verbose_name": "arkivdel",
                "verbose_name_plural": "arkivdeler",
                "ordering": ("-year",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="series_closed_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "open")),
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="series_closed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("code", models.CharField(max_length=20, verbose_name="kode")),
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classes",
                        to="journal.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "klasse",
                "verbose_name_plural": "klasser",
                "ordering": ("code",),
                "constraints": [
                    models.UniqueConstraint(fields=("series", "code"), name="class_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_uuid", models.UUIDField()),
                ("field", models.CharField(max_length=40)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="journal.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "loggført endring",
                "verbose_name_plural": "endringslogg",
                "ordering": ("at", "pk"),
                "indexes": [models.Index(fields=["unit_uuid"], name="change_unit")],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("key", models.CharField(max_length=120)),
                ("year", models.PositiveSmallIntegerField(verbose_name="saksår")),
                ("number", models.PositiveIntegerField(verbose_name="saksnummer")),
                ("title", models.CharField(max_length=400, verbose_name="tittel")),
                (
                    "public_title",
                    models.CharField(blank=True, max_length=400, verbose_name="offentlig tittel"),
                ),
                ("opened_on", models.DateField(verbose_name="saksdato")),
                (
                    "unit_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="administrativ enhet"
                    ),
                ),
                (
                    "responsible_name",
                    models.CharField(blank=True, max_length=150, verbose_name="saksansvarlig"),
                ),
                ("last_entry_number", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Under behandling"),
                            ("closed", "Avsluttet"),
                            ("cancelled", "Utgår"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                (
                    "closed_by",
                    models.CharField(
                        blank=True, max_length=150, null=True, verbose_name="avsluttet av"
                    ),
                ),
                (
                    "archive_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="journal.archiveclass",
                        verbose_name="klasse",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="journal.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "sak",
                "verbose_name_plural": "saker",
                "ordering": ("-year", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="case_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("series", "key"),
                        name="case_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="case_closed_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("source_key", models.CharField(max_length=120, unique=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="journalår")),
                ("sequence", models.PositiveIntegerField(verbose_name="løpenummer")),
                ("number", models.PositiveIntegerField(verbose_name="nummer i saken")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("I", "Inngående"),
                            ("U", "Utgående"),
                            ("N", "Internt, følges opp"),
                            ("X", "Internt"),
                        ],
                        max_length=1,
                        verbose_name="type",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Registrert"),
                            ("journaled", "Journalført"),
                            ("archived", "Arkivert"),
                            ("cancelled", "Utgår"),
                        ],
                        default="registered",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="tittel")),
                (
                    "public_title",
                    models.CharField(blank=True, max_length=400, verbose_name="offentlig tittel"),
                ),
                ("journal_date", models.DateField(db_index=True, verbose_name="journaldato")),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="dokumentets dato"),
                ),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="mottatt"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sendt")),
                (
                    "assessed_on",
                    models.DateField(blank=True, null=True, verbose_name="offentlighet vurdert"),
                ),
                (
                    "journaled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="journalført"),
                ),
                (
                    "journaled_by",
                    models.CharField(
                        blank=True, max_length=150, null=True, verbose_name="journalført av"
                    ),
                ),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="arkivert"),
                ),
                (
                    "archived_by",
                    models.CharField(
                        blank=True, max_length=150, null=True, verbose_name="arkivert av"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "cancel_reason",
                    models.TextField(blank=True, verbose_name="begrunnelse for utgår"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="journal.casefile",
                    ),
                ),
            ],
            options={
                "verbose_name": "journalpost",
                "verbose_name_plural": "journalposter",
                "ordering": ("-year", "-sequence"),
                "indexes": [
                    models.Index(fields=["state", "-year", "-sequence"], name="entry_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "sequence"), name="entry_sequence_once"
                    ),
                    models.UniqueConstraint(fields=("case", "number"), name="entry_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("journaled_at__isnull", False), ("journaled_by__isnull", False)
                            ),
                            models.Q(
                                ("journaled_at__isnull", True), ("journaled_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="entry_journaled_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("archived_at__isnull", False), ("archived_by__isnull", False)
                            ),
                            models.Q(("archived_at__isnull", True), ("archived_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="entry_archived_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "archived"), _negated=True),
                            ("archived_at__isnull", False),
                            _connector="OR",
                        ),
                        name="entry_archived_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="entry_cancelled_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentDescription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "role",
                    models.CharField(
                        choices=[("H", "Hoveddokument"), ("V", "Vedlegg")],
                        max_length=1,
                        verbose_name="rolle",
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="tittel")),
                ("document_type", models.CharField(max_length=60, verbose_name="dokumenttype")),
                ("language", models.CharField(default="nb", max_length=10, verbose_name="språk")),
                ("html", models.TextField(blank=True)),
                (
                    "render_state",
                    models.CharField(
                        choices=[
                            ("done", "Klar"),
                            ("waiting", "Venter på PDF/A"),
                            ("failed", "PDF/A feilet"),
                        ],
                        default="done",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("render_error", models.TextField(blank=True, verbose_name="hva som feilet")),
                ("render_attempts", models.PositiveSmallIntegerField(default=0)),
                ("render_after", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "dokument",
                "verbose_name_plural": "dokumenter",
                "ordering": ("entry", "number"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("render_state", "waiting")),
                        fields=["render_after"],
                        name="document_to_render",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "number"), name="document_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "H")),
                        fields=("entry",),
                        name="document_one_main",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrespondenceParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("EA", "Avsender"),
                            ("EM", "Mottaker"),
                            ("EK", "Kopimottaker"),
                            ("GM", "Gruppemottaker"),
                            ("IA", "Intern avsender"),
                            ("IM", "Intern mottaker"),
                        ],
                        max_length=2,
                        verbose_name="rolle",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("unit_name", models.CharField(blank=True, max_length=150, verbose_name="enhet")),
                (
                    "case_handler",
                    models.CharField(blank=True, max_length=150, verbose_name="saksbehandler"),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "part",
                "verbose_name_plural": "parter",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="tekst")),
                ("at", models.DateTimeField(verbose_name="tidspunkt")),
                ("by", models.CharField(max_length=150, verbose_name="av")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "merknad",
                "verbose_name_plural": "merknader",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "access_restriction",
                    models.CharField(max_length=100, verbose_name="tilgangsrestriksjon"),
                ),
                ("legal_basis", models.CharField(max_length=200, verbose_name="hjemmel")),
                (
                    "metadata",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("case_title_words", "Ord i sakens tittel"),
                                ("entry_title_words", "Ord i journalpostens tittel"),
                                ("sender_name", "Avsenders navn"),
                                ("recipient_name", "Mottakers navn"),
                                ("document_title", "Dokumentenes titler"),
                                ("comment_text", "Merknader"),
                                ("temporary", "Midlertidig skjerming"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                        verbose_name="hva som skjermes",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        choices=[("H", "Hele dokumentet"), ("D", "Deler av dokumentet")],
                        max_length=1,
                        verbose_name="dokumentene",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="varighet i år"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="opphører")),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screening",
                        to="journal.casefile",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screening",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "skjerming",
                "verbose_name_plural": "skjerminger",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("entry__isnull", True)),
                            models.Q(("case__isnull", True), ("entry__isnull", False)),
                            _connector="OR",
                        ),
                        name="screening_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("metadata", []), _negated=True),
                        name="screening_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("letter", "Besvart med brev"),
                            ("email", "Besvart med e-post"),
                            ("telephone", "Besvart på telefon"),
                            ("noted", "Tatt til etterretning"),
                            ("information", "Tatt til orientering"),
                        ],
                        max_length=12,
                        verbose_name="måte",
                    ),
                ),
                ("on", models.DateField(verbose_name="dato")),
                ("by", models.CharField(max_length=150, verbose_name="av")),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs_off",
                        to="journal.registryentry",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_off",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "avskrivning",
                "verbose_name_plural": "avskrivninger",
            },
        ),
        migrations.CreateModel(
            name="SourcePost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("platform", models.CharField(max_length=100, verbose_name="plattform")),
                ("post_url", models.URLField(max_length=2000, verbose_name="innleggets adresse")),
                (
                    "account_handle",
                    models.CharField(blank=True, max_length=300, verbose_name="kontonavn"),
                ),
                ("captured_at", models.DateTimeField(verbose_name="hentet")),
                (
                    "sha256",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="sjekksum av originalen"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="source_post",
                        to="journal.registryentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "kilde i sosiale medier",
                "verbose_name_plural": "kilder i sosiale medier",
            },
        ),
        migrations.CreateModel(
            name="DocumentObject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="system-ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=difi_sosial.core.clock.now, verbose_name="opprettet"
                    ),
                ),
                ("created_by", models.CharField(max_length=150, verbose_name="opprettet av")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versjon")),
                (
                    "variant",
                    models.CharField(
                        choices=[("A", "Arkivformat"), ("O", "Sladdet versjon")],
                        max_length=1,
                        verbose_name="variant",
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="filnavn")),
                ("extension", models.CharField(max_length=10, verbose_name="format")),
                ("pronom", models.CharField(max_length=20, verbose_name="PRONOM-ID")),
                ("mime_type", models.CharField(max_length=100, verbose_name="medietype")),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.blob",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="journal.documentdescription",
                    ),
                ),
            ],
            options={
                "verbose_name": "fil",
                "verbose_name_plural": "filer",
                "ordering": ("document", "variant", "version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "variant", "version"), name="object_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conversion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="konvertert")),
                ("by", models.CharField(max_length=150, verbose_name="konvertert av")),
                ("from_format", models.CharField(max_length=60, verbose_name="fra format")),
                ("to_format", models.CharField(max_length=60, verbose_name="til format")),
                ("tool", models.CharField(blank=True, max_length=100, verbose_name="verktøy")),
                (
                    "document_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversions",
                        to="journal.documentobject",
                    ),
                ),
            ],
            options={
                "verbose_name": "konvertering",
                "verbose_name_plural": "konverteringer",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
