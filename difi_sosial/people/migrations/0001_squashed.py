"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION delegation_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.ended_at IS NULL AND EXISTS (
        SELECT 1 FROM people_delegation
        WHERE id <> NEW.id AND ended_at IS NULL
            AND from_on <= NEW.until_on AND until_on >= NEW.from_on
            AND (principal_id IN (NEW.principal_id, NEW.deputy_id)
                OR deputy_id = NEW.principal_id))
    THEN
        RAISE EXCEPTION 'nobody stands in for a stand-in, and nobody has two at once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION delegation_power_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM people_delegation
        WHERE id = NEW.delegation_id
            AND NEW.given_by_id IN (principal_id, deputy_id, made_by_id))
    THEN
        RAISE EXCEPTION 'a third person gives a stand-in what they lack'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_guard
    BEFORE INSERT OR UPDATE ON people_delegation
    FOR EACH ROW
    EXECUTE FUNCTION delegation_guard();
CREATE TRIGGER delegation_power_guard
    BEFORE INSERT OR UPDATE ON people_power
    FOR EACH ROW
    EXECUTE FUNCTION delegation_power_guard();
"""

LIFT = """
DROP TRIGGER delegation_guard ON people_delegation;
DROP TRIGGER delegation_power_guard ON people_power;
DROP FUNCTION delegation_guard();
DROP FUNCTION delegation_power_guard();
"""


class Migration(FirstMigration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_letters_and_calendar"),
        ("people", "0003_single_keys"),
        ("people", "0004_delegations"),
        ("people", "0005_guard_delegations"),
        ("people", "0006_giver_is_not_maker"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="navn")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.unit",
                        verbose_name="overordnet enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "enhet",
                "verbose_name_plural": "enheter",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-postadresse"),
                ),
                ("name", models.CharField(max_length=150, verbose_name="navn")),
                ("title", models.CharField(blank=True, max_length=150, verbose_name="stilling")),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                (
                    "letter_pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Samlet én gang om dagen, kl. 07.00"),
                            ("none", "Ikke send"),
                        ],
                        default="at-once",
                        max_length=10,
                        verbose_name="e-post om oppgaver",
                    ),
                ),
                (
                    "reminder_pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Samlet én gang om dagen, kl. 07.00"),
                            ("none", "Ikke send"),
                        ],
                        default="at-once",
                        max_length=10,
                        verbose_name="påminnelser",
                    ),
                ),
                (
                    "has_keys",
                    models.BooleanField(default=False, verbose_name="hurtigtaster i omtalene"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="kan logge inn")),
                ("is_staff", models.BooleanField(default=False)),
                ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="lagt til")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="people.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_any_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("letter_pace", "none"), _negated=True),
                        name="user_gets_letters",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="laget")),
                ("fetched_on", models.DateField(null=True, verbose_name="sist hentet")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kalender",
                "verbose_name_plural": "kalendere",
            },
        ),
        migrations.CreateModel(
            name="Delegation",
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
                ("from_on", models.DateField(verbose_name="fra og med")),
                ("until_on", models.DateField(verbose_name="til og med")),
                ("reason", models.CharField(max_length=200, verbose_name="grunn")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="avsluttet")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortreder",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="den som er borte",
                    ),
                ),
            ],
            options={
                "verbose_name": "stedfortreder",
                "verbose_name_plural": "stedfortredere",
                "ordering": ("-from_on", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("deputy")), _negated=True),
                        name="delegation_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="delegation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="delegation_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="delegation_ended_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Leser"),
                            ("adviser", "Kommunikasjonsrådgiver"),
                            ("head", "Kommunikasjonssjef"),
                            ("manager", "Godkjennende leder"),
                            ("archivist", "Arkivar"),
                            ("dpo", "Personvernombud"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rolle",
                "verbose_name_plural": "roller",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "role"), name="grant_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("subject", models.CharField(max_length=300, verbose_name="emne")),
                ("text", models.TextField(verbose_name="tekst")),
                ("path", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField(verbose_name="skrevet")),
                ("in_digest", models.BooleanField(default=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="forsøk")),
                ("next_attempt_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sendt")),
                ("given_up_at", models.DateTimeField(null=True, verbose_name="oppgitt")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="hvorfor")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mottaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "brev",
                "verbose_name_plural": "brev",
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["next_attempt_at"],
                        name="letter_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "recipient"), name="letter_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None), ("given_up_at", None), _connector="OR"
                        ),
                        name="letter_not_sent_and_given_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Power",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("permission", models.CharField(max_length=40, verbose_name="tillatelse")),
                ("given_at", models.DateTimeField()),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="powers",
                        to="people.delegation",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "myndighet",
                "verbose_name_plural": "myndigheter",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delegation", "permission"), name="power_given_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
