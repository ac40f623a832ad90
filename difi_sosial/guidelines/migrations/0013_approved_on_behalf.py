import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0012_excused_readers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="on_behalf_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="approved_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_behalf_of", None),
                    models.Q(
                        ("approved_by__isnull", False),
                        models.Q(("on_behalf_of", models.F("approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guideline_step_for_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_for__isnull", True),
                    models.Q(
                        ("approved_by__isnull", False),
                        models.Q(("approved_for", models.F("submitted_by")), _negated=True),
                        models.Q(("approved_for", models.F("approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guideline_approved_for_another",
            ),
        ),
    ]
