"""What was sent in before there were hearings says so; what is in force gets its day of review."""

from django.db import migrations

TELL = """
UPDATE strategy_strategyversion SET skip_reason = 'Sendt til godkjenning før portalen hadde høring.'
WHERE state = 'submitted' AND skip_reason = '';
UPDATE strategy_strategyversion SET review_on = coalesce(next_review, in_force_on + 365)
WHERE state = 'in_force' AND review_on IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = (("strategy", "0005_way_of_a_version"),)

    operations = (migrations.RunSQL(TELL, migrations.RunSQL.noop),)
