"""The map of the net identity gets an app of its own, and takes its table with it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0012_mention_revisions"),)

    operations = (
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("identityitem", "identity_finding"),
            ],
            state_operations=[migrations.DeleteModel("identityitem")],
        ),
    )
