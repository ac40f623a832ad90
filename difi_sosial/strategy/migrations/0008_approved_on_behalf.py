import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0007_heard_or_told_why_not"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="strategyversion",
            name="approved_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_for", None),
                    models.Q(
                        ("approved_by__isnull", False),
                        models.Q(("approved_for", models.F("approved_by")), _negated=True),
                        models.Q(("approved_for", models.F("author")), _negated=True),
                        models.Q(
                            ("sent_by", None),
                            models.Q(("approved_for", models.F("sent_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(("approved_for", models.F("submitted_by")), _negated=True),
                        models.Q(
                            ("editor_ids__contains", [models.F("approved_for")]), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="strategy_approved_for_another",
            ),
        ),
    ]
