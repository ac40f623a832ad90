"""Editions, so that two who change an account or a sentence at once see each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0012_profile_text_editors"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="edition",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="profilesentence",
            name="edition",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
