"""The newest mentions are found by when they were found."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0008_spending_and_token_expiry"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="mention",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["found_at"], name="mention_found"
            ),
        ),
    ]
