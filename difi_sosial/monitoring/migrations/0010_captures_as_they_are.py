"""Captures are packed before they are stored; PostgreSQL need not try to pack them again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0009_versions_stay")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE monitoring_capture ALTER COLUMN packed SET STORAGE EXTERNAL",
            "ALTER TABLE monitoring_capture ALTER COLUMN packed SET STORAGE EXTENDED",
        )
    ]
