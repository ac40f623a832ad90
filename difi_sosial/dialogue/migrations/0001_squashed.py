"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration


class Migration(FirstMigration):
    replaces = [
        ("dialogue", "0001_initial"),
        ("dialogue", "0002_triage_channel"),
        ("dialogue", "0003_fill_triage_channel"),
        ("dialogue", "0004_bulk_acts"),
    ]

    initial = True

    dependencies = [
        ("channels", "0001_squashed"),
        ("journal", "0001_squashed"),
        ("monitoring", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("sort", "Sorter"),
                            ("assign", "Tildel"),
                            ("leave", "Ikke relevant: krever ikke svar"),
                            ("close", "Ferdig: lukk"),
                        ],
                        max_length=10,
                        verbose_name="handling",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="gjort")),
                ("left_out", models.PositiveIntegerField(default=0, verbose_name="tatt ut")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="angret")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "handling på flere omtaler",
                "verbose_name_plural": "handlinger på flere omtaler",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="bulk_undone_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Triage",
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
                ("mention_uuid", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("triaged", "Sortert"),
                            ("assigned", "Tildelt"),
                            ("answered", "Besvart"),
                            ("referred", "Sendt til fagavdeling"),
                            ("no_answer", "Krever ikke svar"),
                            ("assessed", "Journalvurdert"),
                            ("closed", "Lukket"),
                        ],
                        default="new",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("question", "Spørsmål"),
                            ("criticism", "Kritikk"),
                            ("praise", "Ros"),
                            ("factual_error", "Faktafeil"),
                            ("complaint", "Klage"),
                            ("tip", "Tips"),
                            ("case_like", "Ligner en sak"),
                            ("news", "Nyhet eller omtale"),
                            ("spam", "Spam"),
                            ("harassment", "Sjikane"),
                            ("hate", "Hatefull ytring"),
                            ("threat", "Trussel"),
                        ],
                        max_length=16,
                        verbose_name="type",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Lav"), (2, "Vanlig"), (3, "Haster")],
                        default=2,
                        verbose_name="hast",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="internt notat")),
                ("assigned_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="svarfrist")),
                (
                    "responded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="første respons"),
                ),
                ("closing_reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tildelt",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
                    ),
                ),
                (
                    "mention",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="triage",
                        to="monitoring.mention",
                    ),
                ),
                (
                    "referred_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppfølging",
                "verbose_name_plural": "oppfølginger",
                "indexes": [
                    models.Index(fields=["assigned_to", "state"], name="triage_assigned"),
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["channel", "due_at"],
                        name="triage_promised",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("assigned_at__isnull", False), ("assigned_to__isnull", False)
                            ),
                            models.Q(("assigned_at__isnull", True), ("assigned_to__isnull", True)),
                            _connector="OR",
                        ),
                        name="triage_assigned_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "new"), models.Q(("kind", ""), _negated=True), _connector="OR"
                        ),
                        name="triage_sorted_has_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "referred"), _negated=True),
                            ("referred_to__isnull", False),
                            _connector="OR",
                        ),
                        name="triage_referred_has_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("is_undone", models.BooleanField(default=False)),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="dialogue.bulkact",
                    ),
                ),
                (
                    "triage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dialogue.triage",
                    ),
                ),
            ],
            options={
                "verbose_name": "omtale i handlingen",
                "verbose_name_plural": "omtaler i handlingen",
                "constraints": [
                    models.UniqueConstraint(fields=("act", "triage"), name="bulk_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_case_document", models.BooleanField(verbose_name="er et saksdokument")),
                (
                    "came_in_or_went_out",
                    models.BooleanField(verbose_name="har kommet inn eller gått ut"),
                ),
                ("is_handled", models.BooleanField(verbose_name="blir saksbehandlet")),
                ("has_value", models.BooleanField(verbose_name="har verdi som dokumentasjon")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("registry_entry", "Journalføres"),
                            ("case_system", "Går videre til en sak i fagsystemet"),
                            ("record_note", "Arkiveres uten journalføring"),
                            ("not_archived", "Arkiveres ikke"),
                        ],
                        max_length=16,
                        verbose_name="resultat",
                    ),
                ),
                ("reason", models.TextField(verbose_name="begrunnelse")),
                ("rule", models.CharField(max_length=200, verbose_name="regel")),
                ("assessed_at", models.DateTimeField(verbose_name="vurdert")),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.registryentry",
                    ),
                ),
                (
                    "triage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="dialogue.triage",
                    ),
                ),
            ],
            options={
                "verbose_name": "journalvurdering",
                "verbose_name_plural": "journalvurderinger",
                "ordering": ("-assessed_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("came_in_or_went_out", True),
                                ("has_value", True),
                                ("is_case_document", True),
                                ("is_handled", True),
                                ("result__in", ["registry_entry", "case_system"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("came_in_or_went_out", True),
                                    ("has_value", True),
                                    ("is_case_document", True),
                                    ("is_handled", True),
                                    _negated=True,
                                ),
                                models.Q(
                                    ("result__in", ["registry_entry", "case_system"]), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_result_follows_conditions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry__isnull", False), ("result", "registry_entry")),
                            models.Q(
                                models.Q(("result", "registry_entry"), _negated=True),
                                ("entry__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_entry_when_journaled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="assessment_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="svaret")),
                ("language", models.CharField(default="nb", max_length=2, verbose_name="målform")),
                (
                    "url",
                    models.URLField(blank=True, max_length=1000, verbose_name="lenke til svaret"),
                ),
                ("published_at", models.DateTimeField(verbose_name="publisert")),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "triage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="dialogue.triage",
                    ),
                ),
            ],
            options={
                "verbose_name": "svar",
                "verbose_name_plural": "svar",
                "ordering": ("published_at", "pk"),
            },
        ),
    ]
