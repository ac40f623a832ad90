"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock


class Migration(migrations.Migration):
    replaces = [("people", "0001_initial"), ("people", "0002_letters_and_calendar")]

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
    ]
