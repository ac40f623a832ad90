"""Every table of the app in one step; takes the place of the migrations it names."""

from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION law_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.valid_from IS NULL AND NEW.key = OLD.key THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.key = OLD.key AND NEW.valid_from = OLD.valid_from
        AND NEW.reference = OLD.reference AND NEW.reference_nn = OLD.reference_nn
        AND (OLD.valid_to IS NULL OR NEW.valid_to = OLD.valid_to) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a rule that has been in force stays as it was'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER law_no_change
    BEFORE DELETE OR UPDATE ON law_lawrule
    FOR EACH ROW
    EXECUTE FUNCTION law_refuse();
"""

LIFT = """
DROP TRIGGER law_no_change ON law_lawrule;
DROP FUNCTION law_refuse();
"""


class Migration(FirstMigration):
    replaces = [
        ("law", "0001_initial"),
        ("law", "0002_freeze_rules"),
        ("law", "0003_checked_against_sources"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LawRule",
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
                ("key", models.SlugField(verbose_name="nøkkel")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("privacy-basis", "Behandlingsgrunnlag"),
                            ("privacy", "Personvern"),
                            ("dpia", "Personvernkonsekvenser og personvernombud"),
                            ("children", "Barn og unge"),
                            ("expression", "Ytringsfrihet"),
                            ("secrecy", "Taushetsplikt"),
                            ("case", "Saksbehandling og veiledning"),
                            ("access", "Innsyn"),
                            ("archive", "Arkiv"),
                            ("journal", "Journal"),
                            ("language", "Språk"),
                            ("design", "Universell utforming"),
                            ("security", "Sikkerhet"),
                            ("crime", "Straff og trygghet for ansatte"),
                            ("advertising", "Reklame, valg og opphavsrett"),
                            ("crisis", "Beredskap"),
                        ],
                        max_length=20,
                        verbose_name="tema",
                    ),
                ),
                (
                    "title_nb",
                    models.CharField(max_length=200, verbose_name="hva regelen sier (bokmål)"),
                ),
                (
                    "title_nn",
                    models.CharField(max_length=200, verbose_name="hva regelen sier (nynorsk)"),
                ),
                ("reference", models.CharField(max_length=200, verbose_name="henvisning (bokmål)")),
                (
                    "reference_nn",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="henvisning (nynorsk)"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="lenke")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="gjelder fra")),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="gjelder til og med"),
                ),
                ("note", models.TextField(blank=True, verbose_name="merknad (bokmål)")),
                ("note_nn", models.TextField(blank=True, verbose_name="merknad (nynorsk)")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="kontrollert")),
                (
                    "checked_against",
                    models.CharField(blank=True, max_length=200, verbose_name="kontrollert mot"),
                ),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regler",
                "ordering": (
                    "topic",
                    "key",
                    models.OrderBy(models.F("valid_from"), nulls_last=True),
                ),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                [
                                    "privacy-basis",
                                    "privacy",
                                    "dpia",
                                    "children",
                                    "expression",
                                    "secrecy",
                                    "case",
                                    "access",
                                    "archive",
                                    "journal",
                                    "language",
                                    "design",
                                    "security",
                                    "crime",
                                    "advertising",
                                    "crisis",
                                ],
                            )
                        ),
                        name="law_known_topic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            models.Q(
                                ("valid_from__isnull", False),
                                ("valid_to__gte", models.F("valid_from")),
                            ),
                            _connector="OR",
                        ),
                        name="law_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_against", ""), ("checked_on", None)),
                            models.Q(
                                ("checked_on__isnull", False),
                                models.Q(("checked_against", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="law_check_has_day_and_source",
                    ),
                    models.UniqueConstraint(fields=("key", "valid_from"), name="law_once_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_from__isnull", False), ("valid_to", None)),
                        fields=("key",),
                        name="law_one_running",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_from", None)),
                        fields=("key",),
                        name="law_one_coming",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
