"""The employees are heard before a guideline is approved."""

from django.conf import settings
from django.db import migrations, models

# What waited for approval without the employees being heard goes back to those who wrote it.
BACK_TO_DRAFT = """
UPDATE guidelines_guidelineversion
    SET state = 'draft', submitted_by_id = NULL, submitted_at = NULL
    WHERE state = 'submitted';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0008_receipts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="guidelineversion",
            name="guideline_one_open_version",
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="heard_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="hørt"),
        ),
        migrations.AlterField(
            model_name="guidelineversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Kladd"),
                    ("hearing", "På høring"),
                    ("submitted", "Til godkjenning"),
                    ("returned", "Returnert"),
                    ("approved", "Godkjent"),
                    ("in_force", "Gjeldende"),
                    ("superseded", "Erstattet"),
                    ("withdrawn", "Trukket tilbake"),
                ],
                default="draft",
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.RunSQL(BACK_TO_DRAFT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "hearing", "submitted", "returned", "approved"))
                ),
                fields=("guideline",),
                name="guideline_one_open_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True),
                    ("heard_at__isnull", False),
                    _connector="OR",
                ),
                name="guideline_submitted_was_heard",
            ),
        ),
    ]
