"""Who changed which part of an assessment in which edition; kept as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION channels_assessment_change_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'changes of assessments are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER channels_assessment_change_frozen
    BEFORE DELETE OR UPDATE ON channels_assessmentchange
    FOR EACH ROW
    EXECUTE FUNCTION channels_assessment_change_refuse();
"""
BACK = """
DROP TRIGGER channels_assessment_change_frozen ON channels_assessmentchange;
DROP FUNCTION channels_assessment_change_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("maalgrupper", "Målgruppene"),
                            ("bruk", "Bruk og dialog"),
                            ("alternativer", "Alternativer"),
                            ("ressurser", "Ressurser"),
                            ("personvern", "Personvern"),
                            ("personvernkonsekvenser", "Personvernkonsekvenser"),
                            ("sikkerhet", "Sikkerhet og enheter"),
                            ("universell-utforming", "Universell utforming"),
                            ("arkivering", "Arkivering"),
                            ("reklame-og-politikk", "Reklame, politikk og moderering"),
                            ("risiko", "Risiko"),
                        ],
                        max_length=30,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="channels.assessment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "endring i en vurdering",
                "verbose_name_plural": "endringer i vurderinger",
                "ordering": ("assessment", "edition", "part"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "part", "edition"), name="assessment_change_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, BACK),
    ]
