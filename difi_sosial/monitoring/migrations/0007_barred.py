"""What was deleted by right is known again; work that went on left a class that nobody would close.

A head that nobody works with any more kept its class of work in hand, and so its words for ever.
"""

from django.db import migrations, models

NOBODYS = """
UPDATE monitoring_mention SET retention = 'ordinary', retain_from = found_at
WHERE retention = 'open' AND status = 'new'"""


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0006_lighter"),
    ]

    operations = [
        migrations.AddField(
            model_name="tombstone",
            name="barred",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="tombstone",
            index=models.Index(
                condition=models.Q(("barred__isnull", False)),
                fields=["source_key"],
                name="tombstone_that_bars",
            ),
        ),
        migrations.RunSQL(NOBODYS, migrations.RunSQL.noop),
    ]
