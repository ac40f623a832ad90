"""Less to keep for each mention: two indexes that others begin with, and no packing in vain."""

import django.db.models.deletion
from django.db import migrations, models

# The words to search for hardly grow smaller by packing, which PostgreSQL tries for every row that
# is larger than two kilobytes, and each search in them has to unpack.
NOT_PACKED = "ALTER TABLE monitoring_mention ALTER COLUMN search SET STORAGE EXTERNAL"
PACKED = "ALTER TABLE monitoring_mention ALTER COLUMN search SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0005_finding_class"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mention",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="monitoring.source",
            ),
        ),
        migrations.AlterField(
            model_name="run",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="runs",
                to="monitoring.source",
            ),
        ),
        migrations.RunSQL(NOT_PACKED, PACKED),
    ]
