"""Room on each page for the next state of its sources.

A source is written three times for each time it is asked, and twice of these no index is told, if
the new row fits on the page of the old one. Pages that are full already get their room as rows
leave them.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_barred")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE monitoring_source SET (fillfactor = 40)",
            "ALTER TABLE monitoring_source RESET (fillfactor)",
        )
    ]
