"""Who is asked on behalf of the employees."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hearing", "0002_freeze_closed"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="is_representative",
            field=models.BooleanField(default=False),
        ),
    ]
