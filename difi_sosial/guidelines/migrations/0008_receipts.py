"""Who is asked to confirm a version, and receipts that the database itself keeps as they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE FUNCTION guideline_receipt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'a receipt is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT v.checksum, v.in_force_until, c.closed_at INTO version
    FROM guidelines_asked a
    JOIN guidelines_campaign c ON c.id = a.campaign_id
    JOIN guidelines_guidelineversion v ON v.id = c.version_id
    WHERE a.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.asked_id ELSE OLD.asked_id END;
    IF TG_OP = 'INSERT' THEN
        IF NEW.checksum IS DISTINCT FROM version.checksum OR version.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'a receipt is for the version that is asked about, while it is'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF version.in_force_until IS NULL OR version.closed_at IS NULL THEN
        RAISE EXCEPTION 'a receipt is kept while its version is in force'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER guideline_receipt_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_receipt
    FOR EACH ROW EXECUTE FUNCTION guideline_receipt_guard();

CREATE FUNCTION guideline_asked_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.campaign_id, NEW.person_id) IS DISTINCT FROM (OLD.campaign_id, OLD.person_id) THEN
        RAISE EXCEPTION 'who was asked, and about what, is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_asked_guard
    BEFORE UPDATE ON guidelines_asked
    FOR EACH ROW EXECUTE FUNCTION guideline_asked_guard();

CREATE FUNCTION guideline_campaign_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.version_id, NEW.question) IS DISTINCT FROM (OLD.version_id, OLD.question) THEN
        RAISE EXCEPTION 'what people are asked to confirm is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_campaign_guard
    BEFORE UPDATE ON guidelines_campaign
    FOR EACH ROW EXECUTE FUNCTION guideline_campaign_guard();
"""

LET_GO = """
DROP TRIGGER guideline_campaign_guard ON guidelines_campaign;
DROP FUNCTION guideline_campaign_guard();
DROP TRIGGER guideline_asked_guard ON guidelines_asked;
DROP FUNCTION guideline_asked_guard();
DROP TRIGGER guideline_receipt_guard ON guidelines_receipt;
DROP FUNCTION guideline_receipt_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0007_freeze_rules_and_facts"),
        ("people", "0002_letters_and_calendar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=300, verbose_name="det de bekrefter")),
                ("message", models.TextField(blank=True, verbose_name="melding")),
                ("deadline", models.DateField(verbose_name="frist")),
                ("everyone", models.BooleanField(default=False, verbose_name="alle")),
                ("roles", models.JSONField(default=list, verbose_name="roller")),
                ("started_at", models.DateTimeField(verbose_name="startet")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                ("closed_note", models.TextField(blank=True, verbose_name="merknad")),
                ("asked_total", models.PositiveIntegerField(blank=True, null=True)),
                ("confirmed_total", models.PositiveIntegerField(blank=True, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "persons",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="personer"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        related_name="+", to="people.unit", verbose_name="enheter"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "les og bekreft",
                "verbose_name_plural": "les og bekreft",
                "ordering": ("-started_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="spurt")),
                ("deadline", models.DateField(verbose_name="frist")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="guidelines.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "spurt person",
                "verbose_name_plural": "spurte personer",
                "ordering": ("campaign", "person__name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ReaderQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="spørsmål")),
                ("at", models.DateTimeField(verbose_name="spurt")),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="besvart"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="guidelines.asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørsmål fra leser",
                "verbose_name_plural": "spørsmål fra lesere",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checksum", models.CharField(max_length=64, verbose_name="sjekksum")),
                (
                    "statement",
                    models.CharField(max_length=300, verbose_name="det som ble bekreftet"),
                ),
                (
                    "since",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="endret siden versjon"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="bekreftet")),
                (
                    "asked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="guidelines.asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "bekreftelse",
                "verbose_name_plural": "bekreftelser",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("version",),
                name="campaign_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="campaign_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("closed_note", "")),
                    models.Q(
                        ("closed_at__isnull", False), models.Q(("closed_note", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="campaign_closed_with_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_total__isnull", False), ("closed_at__isnull", False)),
                    models.Q(("asked_total__isnull", True), ("closed_at__isnull", True)),
                    _connector="OR",
                ),
                name="campaign_closed_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("confirmed_total__isnull", False)),
                    models.Q(("closed_at__isnull", True), ("confirmed_total__isnull", True)),
                    _connector="OR",
                ),
                name="campaign_closed_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_at", None), ("closed_at__isnull", False), _connector="OR"
                ),
                name="campaign_forgotten_is_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.UniqueConstraint(fields=("campaign", "person"), name="asked_once"),
        ),
        migrations.AddConstraint(
            model_name="readerquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="reader_question_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    _connector="OR",
                ),
                name="reader_question_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="reader_question_has_answer",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
