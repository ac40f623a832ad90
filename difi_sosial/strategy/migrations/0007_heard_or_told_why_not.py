"""Nothing goes to approval unheard without a written reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("strategy", "0006_reasons_and_reviews"),)

    operations = [
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True),
                    ("heard_at__isnull", False),
                    models.Q(("skip_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="strategy_heard_or_told_why_not",
            ),
        ),
    ]
