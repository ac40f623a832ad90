"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
import difi_sosial.hearing.models
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION hearing_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'a closed hearing is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION hearing_promise_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearing_invitation WHERE hearing_id = NEW.id AND is_representative)
    THEN
        RAISE EXCEPTION 'the deadline that the employees were given is only moved ahead'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION hearing_time_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF (NEW.closed_at AT TIME ZONE 'Europe/Oslo')::date <= NEW.deadline
        AND EXISTS (SELECT 1 FROM hearing_invitation
            WHERE hearing_id = NEW.id AND is_representative)
        AND EXISTS (SELECT 1 FROM hearing_invitation i
            JOIN people_user u ON u.id = i.person_id
            WHERE i.hearing_id = NEW.id AND i.no_remarks_at IS NULL
                AND (u.is_active OR i.is_representative)
                AND NOT EXISTS (SELECT 1 FROM hearing_input
                    WHERE hearing_id = NEW.id AND person_id = i.person_id))
    THEN
        RAISE EXCEPTION 'a hearing of the employees lasts to its deadline, or till all have answered'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION hearing_row_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    touched bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.hearing_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.hearing_id; END IF;
    IF EXISTS (SELECT 1 FROM hearing_hearing WHERE id = ANY (touched) AND state <> 'open') THEN
        RAISE EXCEPTION 'a closed hearing is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION hearing_representative_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearing_hearing
        WHERE id = NEW.hearing_id AND opened_by_id = NEW.person_id)
    THEN
        RAISE EXCEPTION 'who asks does not answer on behalf of the employees'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_frozen
    BEFORE DELETE OR UPDATE ON hearing_hearing
    FOR EACH ROW
    EXECUTE FUNCTION hearing_frozen();
CREATE TRIGGER hearing_promise_guard
    BEFORE UPDATE ON hearing_hearing
    FOR EACH ROW
    WHEN ((new.deadline < old.deadline))
    EXECUTE FUNCTION hearing_promise_guard();
CREATE TRIGGER hearing_time_guard
    BEFORE UPDATE ON hearing_hearing
    FOR EACH ROW
    WHEN ((((old.state)::text = 'open'::text) AND ((new.state)::text = 'closed'::text)))
    EXECUTE FUNCTION hearing_time_guard();
CREATE TRIGGER hearing_input_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON hearing_input
    FOR EACH ROW
    EXECUTE FUNCTION hearing_row_frozen();
CREATE TRIGGER hearing_invitation_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON hearing_invitation
    FOR EACH ROW
    EXECUTE FUNCTION hearing_row_frozen();
CREATE TRIGGER hearing_representative_guard
    BEFORE INSERT OR UPDATE ON hearing_invitation
    FOR EACH ROW
    WHEN (new.is_representative)
    EXECUTE FUNCTION hearing_representative_guard();
"""

LIFT = """
DROP TRIGGER hearing_frozen ON hearing_hearing;
DROP TRIGGER hearing_promise_guard ON hearing_hearing;
DROP TRIGGER hearing_time_guard ON hearing_hearing;
DROP TRIGGER hearing_input_frozen ON hearing_input;
DROP TRIGGER hearing_invitation_frozen ON hearing_invitation;
DROP TRIGGER hearing_representative_guard ON hearing_invitation;
DROP FUNCTION hearing_frozen();
DROP FUNCTION hearing_promise_guard();
DROP FUNCTION hearing_time_guard();
DROP FUNCTION hearing_row_frozen();
DROP FUNCTION hearing_representative_guard();
"""


class Migration(FirstMigration):
    replaces = [
        ("hearing", "0001_first_hearings"),
        ("hearing", "0002_freeze_closed"),
        ("hearing", "0003_representatives"),
        ("hearing", "0004_guard_representatives"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("subject", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300, verbose_name="tittel")),
                ("path", models.CharField(max_length=200)),
                ("question", models.TextField(verbose_name="spørsmål")),
                ("parts", models.JSONField(default=list)),
                (
                    "lead",
                    models.CharField(choices=difi_sosial.hearing.models.permissions, max_length=40),
                ),
                ("deadline", models.DateField(verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Åpen"),
                            ("closed", "Avsluttet"),
                            ("cancelled", "Avbrutt"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.TextField(blank=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "høring",
                "verbose_name_plural": "høringer",
                "ordering": ("-opened_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("subject",),
                        name="hearing_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed", "cancelled"])),
                        name="hearing_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="hearing_closed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_closed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Input",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("part", models.CharField(blank=True, max_length=60, verbose_name="gjelder")),
                ("text", models.TextField(verbose_name="innspill")),
                ("given_at", models.DateTimeField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("is_late", models.BooleanField(default=False)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Tatt til følge"),
                            ("partly", "Delvis tatt til følge"),
                            ("rejected", "Ikke tatt til følge"),
                        ],
                        max_length=20,
                        verbose_name="resultat",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                ("answer_edition", models.PositiveIntegerField(default=0)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inputs",
                        to="hearing.hearing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "innspill",
                "verbose_name_plural": "innspill",
                "ordering": ("given_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="hearing_answered_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("verdict", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("verdict__in", ["accepted", "partly", "rejected"]),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hearing_answer_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="hearing_input_has_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("no_remarks_at", models.DateTimeField(null=True)),
                ("is_representative", models.BooleanField(default=False)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="hearing.hearing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "invitert",
                "verbose_name_plural": "inviterte",
                "ordering": ("person__name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("hearing", "person"), name="hearing_asked_once")
                ],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
