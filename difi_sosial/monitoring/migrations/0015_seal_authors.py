"""Names of authors are encrypted; what stands in clear text is encrypted and taken away."""

import json

from django.db import migrations, models

from difi_sosial.core.crypto import decrypt, encrypt, pseudonym
from difi_sosial.core.db import save_many

BATCH = 1000


def seal(apps, schema_editor):
    """Also gives each author the key of a channel, where it was that of a connector."""
    mentions = apps.get_model("monitoring", "Mention")
    named = mentions.objects.exclude(author_name="", author_handle="").order_by("pk")
    columns = ("pk", "author_name", "author_handle", "source__channel_id")
    last = 0
    while rows := list(named.filter(pk__gt=last).values_list(*columns)[:BATCH]):
        save_many(mentions, [_sealed(*row) for row in rows])
        last = rows[-1][0]


def _sealed(pk, name, handle, channel):
    plain = (handle or name).removeprefix("@").strip()
    return {
        "pk": pk,
        "author_sealed": encrypt(json.dumps([name, handle], ensure_ascii=False)),
        "author_key": pseudonym(f"{channel}:{plain}") if plain else "",
    }


def unseal(apps, schema_editor):
    mentions = apps.get_model("monitoring", "Mention")
    for mention in mentions.objects.exclude(author_sealed="").iterator(chunk_size=BATCH):
        mention.author_name, mention.author_handle = json.loads(decrypt(mention.author_sealed))
        mention.save(update_fields=["author_name", "author_handle"])


class Migration(migrations.Migration):
    dependencies = (("monitoring", "0014_fold_copies_and_keep_exchanges"),)

    operations = (
        migrations.AddField(
            "mention", "author_sealed", models.TextField(blank=True, editable=False, default="")
        ),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField("mention", "author_name"),
        migrations.RemoveField("mention", "author_handle"),
        migrations.AlterField(
            "mention", "author_sealed", models.TextField(blank=True, editable=False)
        ),
    )
