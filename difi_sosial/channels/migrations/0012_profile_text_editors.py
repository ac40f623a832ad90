"""Everybody who has written in a profile text, so that none of them approves it.

Of texts from before this only the last writer is known; approved ones are frozen and stay so.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

FILL = """
UPDATE channels_profiletext SET editor_ids = ARRAY[adapted_by_id]
WHERE adapted_by_id IS NOT NULL AND approved_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("channels", "0011_decisions_to_closing")]

    operations = [
        migrations.AddField(
            model_name="profiletext",
            name="editor_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="profiletext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("editor_ids__contains", [models.F("approved_by")]), _negated=True),
                    ("approved_by", None),
                    _connector="OR",
                ),
                name="profile_never_approved_by_editor",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
