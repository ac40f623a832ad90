"""One mention for the same post from many places; and what else came with it.

Search finds Sámi words without their marks, an alert may be of a saved search, and captures keep
what was sent and heard. Only the first of several that are one is counted.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARKED = "áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒÁÀÂČÇĐÉÈÊËǤǦÍÌÎÏǨŃÑŊÓÒÔŠŚŦÚÙÛÜÝŽǮƷ"
BARE = "aaaccdeeeeggiiiiknnnooosstuuuuyzzzAAACCDEEEEGGIIIIKNNNOOOSSTUUUUYZZZ"
KIND = "(m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status"
JOINED = "m JOIN monitoring_watchversion v ON v.id = m.watch_version_id"
INTO = "INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)"


def bare(name):
    """A field without marks; translate takes longer than the index itself, so only at need."""
    letters = models.Value(MARKED), models.Value(BARE)
    text = models.TextField()
    translated = models.Func(name, *letters, function="translate", output_field=text)
    has_marks = models.Q((f"{name}__regex", f"[{MARKED}]"))
    return models.Case(
        models.When(has_marks, then=translated), default=models.F(name), output_field=text
    )


def counting(rows):
    return f"""
CREATE OR REPLACE FUNCTION monitoring_count_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {INTO} SELECT {KIND}, count(*) FROM fresh {rows} GROUP BY 1, 2, 3, 4;
    ELSIF TG_OP = 'DELETE' THEN
        {INTO} SELECT {KIND}, -count(*) FROM gone {rows} GROUP BY 1, 2, 3, 4;
    ELSE
        {INTO}
        SELECT day, source_id, watch_id, status, sum(n) FROM (
            SELECT {KIND}, 1 FROM fresh {rows}
            UNION ALL SELECT {KIND}, -1 FROM gone {rows}
        ) AS moved (day, source_id, watch_id, status, n)
        GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END
$$;
"""  # noqa: S608 - only the constants above


COUNT_HEADS = counting(f"{JOINED} WHERE m.head_id IS NULL")
COUNT_ALL = counting(JOINED)


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0013_findings_move_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FoldChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("join", "Slått sammen"), ("split", "Skilt ut")],
                        max_length=5,
                        verbose_name="handling",
                    ),
                ),
                (
                    "moved",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "sammenslåing av omtaler",
                "verbose_name_plural": "sammenslåinger av omtaler",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="alert",
            name="search",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="monitoring.savedsearch",
            ),
        ),
        migrations.AddField(
            model_name="capture",
            name="exchange",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="mention",
            name="head",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="monitoring.mention",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="is_parted",
            field=models.BooleanField(db_default=False, editable=False),
        ),
        migrations.AddField(
            model_name="mention",
            name="same_link",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="mention",
            name="same_text",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="mention",
            name="shares",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="delt"),
        ),
        migrations.AlterField(
            model_name="alert",
            name="watch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="monitoring.watch",
            ),
        ),
        # A generated column cannot be changed, only made anew: this writes the whole table.
        migrations.RemoveIndex("mention", "mention_search"),
        migrations.RemoveField("mention", "search"),
        migrations.AddField(
            model_name="mention",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "title", "text", config="norwegian"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        bare("title"),
                        bare("text"),
                        config="simple",
                    ),
                    django.contrib.postgres.search.SearchConfig("norwegian"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="mention_search"
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("head__isnull", False)), fields=["head"], name="mention_head"
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("same_link__isnull", False)),
                fields=["same_link"],
                name="mention_same_link",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("same_text__isnull", False)),
                fields=["same_text"],
                name="mention_same_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("person", "search"),
                name="alert_of_search_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("little", False),
                        ("search__isnull", False),
                        ("surges", False),
                        ("watch", None),
                    ),
                    models.Q(("search", None), ("watch__isnull", False)),
                    _connector="OR",
                ),
                name="alert_of_watch_or_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("head", models.F("id")), _negated=True),
                name="mention_no_copy_of_itself",
            ),
        ),
        migrations.AddField(
            model_name="foldchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="foldchange",
            name="head",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="monitoring.mention",
            ),
        ),
        migrations.AddField(
            model_name="foldchange",
            name="mention",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="monitoring.mention",
            ),
        ),
        migrations.AddField(
            model_name="foldchange",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="foldchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    _connector="OR",
                ),
                name="fold_undone_whole",
            ),
        ),
        migrations.RunSQL(COUNT_HEADS, COUNT_ALL),
    ]
