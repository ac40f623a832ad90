"""Who is told of what is found, sets of terms and sources, and names among the terms."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0004_source_session"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Hver dag"),
                            ("weekly", "Hver uke"),
                            ("never", "Ikke om nye omtaler"),
                        ],
                        max_length=10,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("surges", models.BooleanField(default=False, verbose_name="uvanlig mange")),
                ("little", models.BooleanField(default=False, verbose_name="uvanlig få")),
                ("made_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                ("told_until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "varsel",
                "verbose_name_plural": "varsler",
                "ordering": ("watch__name", "-made_at"),
            },
        ),
        migrations.CreateModel(
            name="AlertHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiet_from",
                    models.TimeField(default=datetime.time(20, 0), verbose_name="stille fra"),
                ),
                (
                    "quiet_to",
                    models.TimeField(default=datetime.time(7, 0), verbose_name="stille til"),
                ),
                (
                    "workdays_only",
                    models.BooleanField(default=True, verbose_name="bare på virkedager"),
                ),
            ],
            options={
                "verbose_name": "tider for varsler",
                "verbose_name_plural": "tider for varsler",
            },
        ),
        migrations.CreateModel(
            name="AlertLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Hver dag"),
                            ("weekly", "Hver uke"),
                            ("never", "Ikke om nye omtaler"),
                        ],
                        max_length=10,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("parts", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
            ],
            options={
                "verbose_name": "varselbrev",
                "verbose_name_plural": "varselbrev",
                "ordering": ("-made_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                        choices=[("surge", "Uvanlig mange"), ("little", "Uvanlig få")],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("usual", models.FloatField()),
                ("low", models.PositiveIntegerField()),
                ("high", models.PositiveIntegerField()),
                ("limit", models.FloatField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("silent_sources", models.PositiveIntegerField(default=0)),
                ("found_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
            ],
            options={
                "verbose_name": "uvanlig mengde",
                "verbose_name_plural": "uvanlige mengder",
                "ordering": ("-until", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="SourceSet",
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
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
            ],
            options={
                "verbose_name": "kildesett",
                "verbose_name_plural": "kildesett",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="TermSet",
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
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("expression", models.TextField(verbose_name="søkeuttrykk")),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
            ],
            options={
                "verbose_name": "ordsett",
                "verbose_name_plural": "ordsett",
                "ordering": ("name",),
            },
        ),
        migrations.AddField(
            model_name="source",
            name="adapts",
            field=models.BooleanField(default=True, verbose_name="tilpasser seg"),
        ),
        migrations.AddField(
            model_name="source",
            name="pace_minutes",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="watch",
            name="everywhere",
            field=models.BooleanField(default=False, verbose_name="alle kilder"),
        ),
        migrations.AddField(
            model_name="watchversion",
            name="names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="watchversion",
            name="names_reason",
            field=models.TextField(blank=True, verbose_name="hvorfor navnet trengs"),
        ),
        migrations.AddField(
            model_name="watchversion",
            name="names_role",
            field=models.CharField(
                blank=True,
                choices=[("public", "En person i offentlig rolle"), ("private", "En privatperson")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="watchversion",
            name="reason",
            field=models.TextField(blank=True, verbose_name="hvorfor"),
        ),
        migrations.AddField(
            model_name="watchversion",
            name="typed",
            field=models.TextField(blank=True, verbose_name="slik det ble skrevet"),
        ),
        migrations.AddConstraint(
            model_name="watchversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("names", []),
                    models.Q(
                        models.Q(("names_reason", ""), _negated=True),
                        models.Q(("names_role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="watch_version_names_have_reason",
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="watch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="monitoring.watch",
            ),
        ),
        migrations.AddField(
            model_name="alerthours",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="alertletter",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="watch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="monitoring.watch",
            ),
        ),
        migrations.AddField(
            model_name="sourceset",
            name="sources",
            field=models.ManyToManyField(
                related_name="sets", to="monitoring.source", verbose_name="kilder"
            ),
        ),
        migrations.AddField(
            model_name="sourceset",
            name="watches",
            field=models.ManyToManyField(
                blank=True,
                related_name="source_sets",
                to="monitoring.watch",
                verbose_name="overvåkinger",
            ),
        ),
        migrations.AddConstraint(
            model_name="termset",
            constraint=models.CheckConstraint(
                condition=models.Q(("expression", ""), _negated=True), name="term_set_has_terms"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("person", "watch"),
                name="alert_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), ("ended_at__gte", models.F("made_at")), _connector="OR"
                ),
                name="alert_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertletter",
            constraint=models.UniqueConstraint(
                fields=("person", "pace", "until"), name="alert_letter_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="alertletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gt", 0)), name="alert_letter_never_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["-found_at"], name="finding_newest"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("watch", "kind", "day"), name="finding_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__lt", models.F("until"))), name="finding_has_a_time"
            ),
        ),
    ]
