"""Tell each follow-up the channel of its mention."""

from django.db import migrations

# The mentions that are still here know their channel; of those that are gone nobody does.
FILL = """
UPDATE dialogue_triage AS triage SET channel_id = source.channel_id
FROM monitoring_mention AS mention JOIN monitoring_source AS source ON source.id = mention.source_id
WHERE mention.id = triage.mention_id
"""


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0002_triage_channel")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
