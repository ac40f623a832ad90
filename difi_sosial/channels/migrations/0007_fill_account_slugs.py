"""Accounts from before the public register get their address there: channel and handle."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.text import slugify


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    account_model = apps.get_model("channels", "Account")
    taken: set[str] = set()
    for account in account_model.objects.select_related("channel").order_by("pk"):
        start = slugify(f"{account.channel.slug} {account.handle}")[:90] or "konto"
        slug = start if start not in taken else f"{start}-{account.pk}"
        taken.add(slug)
        account_model.objects.filter(pk=account.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = (("channels", "0006_accounts_and_profile_texts"),)

    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
