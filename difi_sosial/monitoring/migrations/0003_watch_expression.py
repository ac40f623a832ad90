"""A watch version holds one expression instead of two lists of terms.

What the lists meant is written as an expression: any of these, and none of those. The watch's own
language field never narrowed anything; languages are now part of the expression.
"""

from django.db import migrations, models
from django.db.models import Q


def quoted(term):
    """A term as the expression language reads it: always in quotes, the star outside them."""
    bare = term.rstrip("*").strip().replace('"', "")
    return f'"{bare}"*' if term.endswith("*") else f'"{bare}"'


def write_expressions(apps, schema_editor):
    version_model = apps.get_model("monitoring", "WatchVersion")
    schema_editor.execute(
        "ALTER TABLE monitoring_watchversion DISABLE TRIGGER watch_version_is_frozen"
    )
    for version in version_model.objects.all():
        wanted = " OR ".join(quoted(term) for term in version.any_of if term.strip("* "))
        unwanted = "".join(f" AND NOT {quoted(term)}" for term in version.none_of)
        version.expression = f"({wanted}){unwanted}" if unwanted else wanted
        version.save(update_fields=["expression"])
    schema_editor.execute(
        "ALTER TABLE monitoring_watchversion ENABLE TRIGGER watch_version_is_frozen"
    )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_freeze_watch_versions")]

    operations = [
        migrations.AddField(
            "watchversion",
            "expression",
            models.TextField(verbose_name="søkeuttrykk", default=""),
            preserve_default=False,
        ),
        migrations.RunPython(write_expressions),
        migrations.RemoveConstraint("watchversion", "watch_version_has_terms"),
        migrations.RemoveField("watchversion", "any_of"),
        migrations.RemoveField("watchversion", "none_of"),
        migrations.RemoveField("watch", "language"),
        migrations.AddConstraint(
            "watchversion",
            models.CheckConstraint(condition=~Q(expression=""), name="watch_version_has_terms"),
        ),
    ]
