"""Every account has an address of its own in the public register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("channels", "0007_fill_account_slugs"),)

    operations = (
        migrations.AlterField(
            model_name="account",
            name="slug",
            field=models.SlugField(
                editable=False, max_length=100, unique=True, verbose_name="kortnavn"
            ),
        ),
    )
