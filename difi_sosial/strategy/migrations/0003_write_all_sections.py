"""The columns and rows of all eighteen sections, and measured values of the goals."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP_WORDS = """
ALTER TABLE strategy_goal DISABLE TRIGGER strategy_goal_frozen;
UPDATE strategy_goal SET source = left(concat_ws(', ',
    CASE WHEN baseline <> '' THEN 'i dag: ' || baseline END,
    CASE WHEN target <> '' THEN 'måltall: ' || target END), 300);
ALTER TABLE strategy_goal ENABLE TRIGGER strategy_goal_frozen;
"""
TO_NUMBERS = "".join(
    rf"""
ALTER TABLE strategy_goal ALTER COLUMN {column} DROP NOT NULL;
ALTER TABLE strategy_goal ALTER COLUMN {column} TYPE numeric(14, 2) USING (
    replace((regexp_match({column}, '(\d{{1,3}}(?: \d{{3}}){{1,3}}|\d{{1,12}})'))[1], ' ', '')
    || coalesce('.' || (regexp_match({column}, '^\D*[\d ]*\d[.,](\d{{1,6}})'))[1], '')
)::numeric(14, 2);
"""
    for column in ("baseline", "target")
)
TO_WORDS = "".join(
    f"""
ALTER TABLE strategy_goal ALTER COLUMN {column} TYPE varchar(100) USING coalesce({column}::text, '');
ALTER TABLE strategy_goal ALTER COLUMN {column} SET NOT NULL;
"""
    for column in ("baseline", "target")
)


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0002_freeze_approved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("task", models.CharField(max_length=200, verbose_name="oppgave")),
                ("does", models.CharField(blank=True, max_length=200, verbose_name="gjør den")),
                (
                    "answers",
                    models.CharField(blank=True, max_length=200, verbose_name="svarer for den"),
                ),
                (
                    "consulted",
                    models.CharField(blank=True, max_length=200, verbose_name="blir spurt først"),
                ),
                (
                    "informed",
                    models.CharField(blank=True, max_length=200, verbose_name="får vite om det"),
                ),
            ],
            options={
                "verbose_name": "oppgave",
                "verbose_name_plural": "oppgaver",
                "ordering": ("version", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("goal_key", models.UUIDField()),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="verdi"),
                ),
                ("measured_on", models.DateField(verbose_name="målt")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "måling",
                "verbose_name_plural": "målinger",
                "ordering": ("strategy", "measured_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Misconception",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.TextField(verbose_name="det folk tror")),
                ("truth", models.TextField(blank=True, verbose_name="det som er riktig")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=300, verbose_name="der det står"),
                ),
            ],
            options={
                "verbose_name": "feil som går igjen",
                "verbose_name_plural": "feil som går igjen",
                "ordering": ("version", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("description", models.TextField(verbose_name="hva kan gå galt")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1 – svært lite sannsynlig"),
                            (2, "2 – lite sannsynlig"),
                            (3, "3 – kan skje"),
                            (4, "4 – sannsynlig"),
                            (5, "5 – svært sannsynlig"),
                        ],
                        null=True,
                        verbose_name="sannsynlighet",
                    ),
                ),
                (
                    "consequence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1 – ubetydelig"),
                            (2, "2 – liten"),
                            (3, "3 – merkbar"),
                            (4, "4 – alvorlig"),
                            (5, "5 – svært alvorlig"),
                        ],
                        null=True,
                        verbose_name="konsekvens",
                    ),
                ),
                ("measure", models.TextField(blank=True, verbose_name="tiltak")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=150, verbose_name="ansvarlig"),
                ),
            ],
            options={
                "verbose_name": "risiko",
                "verbose_name_plural": "risikoer",
                "ordering": ("version", "position", "pk"),
            },
        ),
        migrations.AddField(
            model_name="goal",
            name="baseline_on",
            field=models.DateField(blank=True, null=True, verbose_name="målt"),
        ),
        migrations.AddField(
            model_name="goal",
            name="source",
            field=models.CharField(blank=True, max_length=300, verbose_name="kilde for målingen"),
        ),
        migrations.AddField(
            model_name="goal",
            name="unit",
            field=models.CharField(blank=True, max_length=50, verbose_name="enhet"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="advertising",
            field=models.TextField(blank=True, verbose_name="annonsering"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="bokmaal_percent",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="andel bokmål i prosent",
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="channel_plan",
            field=models.TextField(blank=True, verbose_name="kanaler vi vil vurdere"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="channels_not",
            field=models.TextField(blank=True, verbose_name="kanaler vi ikke vil bruke"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="crisis_override",
            field=models.TextField(blank=True, verbose_name="hvem overtar i en krise"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="crisis_plan",
            field=models.TextField(blank=True, verbose_name="beredskapsplanen"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="crisis_use",
            field=models.TextField(blank=True, verbose_name="sosiale medier i en krise"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="evaluation_when",
            field=models.TextField(blank=True, verbose_name="når og hvem"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="heard",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("unions", "Tillitsvalgte og verneombud"),
                        ("dpo", "Personvernombudet"),
                        ("archive", "Arkivet"),
                        ("legal", "Jurister"),
                        ("security", "De som har ansvar for informasjonssikkerhet"),
                        ("subject", "Fagavdelingene"),
                        ("users", "Brukere og organisasjonene deres"),
                        ("council", "Styre, råd eller kommunestyre"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="hvem som er hørt",
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="heard_text",
            field=models.TextField(blank=True, verbose_name="innspillene, og hva de førte til"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="nynorsk_percent",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="andel nynorsk i prosent",
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="other_languages",
            field=models.TextField(blank=True, verbose_name="andre språk og tegnspråk"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="overall_strategy",
            field=models.TextField(
                blank=True, verbose_name="forholdet til andre strategier og planer"
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="pilot_plan",
            field=models.TextField(blank=True, verbose_name="hva som skal prøves"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="pilot_stop",
            field=models.TextField(blank=True, verbose_name="når piloten blir stoppet"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="pilot_success",
            field=models.TextField(blank=True, verbose_name="når piloten har lyktes"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="pilot_until",
            field=models.DateField(blank=True, null=True, verbose_name="piloten varer til"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="plain_language",
            field=models.TextField(blank=True, verbose_name="klarspråk"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="principles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("openness", "Åpenhet: folk får innsyn i det dere gjør"),
                        ("participation", "Medvirkning: de som blir berørt, blir tatt med"),
                        ("reach-all", "Nå alle: informasjonen når fram til dem den gjelder"),
                        ("active", "Aktiv: dere forteller uten å bli spurt, og i tide"),
                        ("line", "Linje: den som har ansvar for saken, snakker om den"),
                        (
                            "coherence",
                            "Helhet: det dere sier, henger sammen med det andre i staten sier",
                        ),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="prinsipper i kommunikasjonspolitikken",
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="publication",
            field=models.TextField(blank=True, verbose_name="publisering"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="resources_today",
            field=models.TextField(blank=True, verbose_name="ressursene i dag"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="sami",
            field=models.TextField(blank=True, verbose_name="samisk"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="sittings",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="stop_criteria",
            field=models.TextField(blank=True, verbose_name="hva som får oss til å slutte"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="skal gjelde fra"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="valid_to",
            field=models.DateField(blank=True, null=True, verbose_name="skal gjelde til"),
        ),
        # A number and a date can be drawn, a sentence cannot. What was written is kept in words.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(KEEP_WORDS + TO_NUMBERS, TO_WORDS)],
            state_operations=[
                migrations.AlterField(
                    model_name="goal",
                    name="baseline",
                    field=models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="i dag"
                    ),
                ),
                migrations.AlterField(
                    model_name="goal",
                    name="target",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="måltall",
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="strategyversion",
            name="budget",
            field=models.TextField(blank=True, verbose_name="budsjett"),
        ),
        migrations.AlterField(
            model_name="strategyversion",
            name="evaluation",
            field=models.TextField(blank=True, verbose_name="hva som skal måles"),
        ),
        migrations.AlterField(
            model_name="strategyversion",
            name="mandate",
            field=models.TextField(blank=True, verbose_name="oppdraget"),
        ),
        migrations.AlterField(
            model_name="strategyversion",
            name="situation",
            field=models.TextField(blank=True, verbose_name="kanalene i dag"),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="strategy_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="duties",
                to="strategy.strategyversion",
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="measurement",
            name="strategy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measurements",
                to="strategy.strategy",
            ),
        ),
        migrations.AddField(
            model_name="misconception",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="misconceptions",
                to="strategy.strategyversion",
            ),
        ),
        migrations.AddField(
            model_name="risk",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="risks",
                to="strategy.strategyversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="duty_key_once"),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.UniqueConstraint(
                fields=("strategy", "goal_key", "measured_on"), name="measurement_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="misconception",
            constraint=models.UniqueConstraint(
                fields=("version", "key"), name="misconception_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="risk_key_once"),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("likelihood", None), ("likelihood__range", (1, 5)), _connector="OR"
                ),
                name="risk_likelihood_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("consequence", None), ("consequence__range", (1, 5)), _connector="OR"
                ),
                name="risk_consequence_one_to_five",
            ),
        ),
    ]
