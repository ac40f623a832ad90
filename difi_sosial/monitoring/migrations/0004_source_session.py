from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_watch_expression")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="encrypted_session",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
    ]
