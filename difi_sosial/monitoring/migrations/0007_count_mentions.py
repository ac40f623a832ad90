"""Counts of mentions by day, source, watch and status, kept by the database in every transaction."""

import django.db.models.deletion
from django.db import migrations, models

KIND = "(m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status"
WITH_WATCH = "m JOIN monitoring_watchversion v ON v.id = m.watch_version_id"
INTO = "INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)"
COUNT = f"""
CREATE FUNCTION monitoring_count_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {INTO} SELECT {KIND}, count(*) FROM fresh {WITH_WATCH} GROUP BY 1, 2, 3, 4;
    ELSIF TG_OP = 'DELETE' THEN
        {INTO} SELECT {KIND}, -count(*) FROM gone {WITH_WATCH} GROUP BY 1, 2, 3, 4;
    ELSE
        {INTO}
        SELECT day, source_id, watch_id, status, sum(n) FROM (
            SELECT {KIND}, 1 FROM fresh {WITH_WATCH}
            UNION ALL SELECT {KIND}, -1 FROM gone {WITH_WATCH}
        ) AS moved (day, source_id, watch_id, status, n)
        GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER mention_counted_in AFTER INSERT ON monitoring_mention
    REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_count_mentions();
CREATE TRIGGER mention_counted_out AFTER DELETE ON monitoring_mention
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_count_mentions();
CREATE TRIGGER mention_counted_anew AFTER UPDATE ON monitoring_mention
    REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_count_mentions();
{INTO} SELECT {KIND}, count(*) FROM monitoring_mention {WITH_WATCH} GROUP BY 1, 2, 3, 4;
"""  # noqa: S608 - only the constants above
FORGET = """
DROP TRIGGER mention_counted_in ON monitoring_mention;
DROP TRIGGER mention_counted_out ON monitoring_mention;
DROP TRIGGER mention_counted_anew ON monitoring_mention;
DROP FUNCTION monitoring_count_mentions();
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_patience_with_slow_hosts")]
    operations = [
        migrations.CreateModel(
            name="MentionCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("triaged", "Sortert"),
                            ("assigned", "Tildelt"),
                            ("answered", "Besvart"),
                            ("referred", "Sendt til fagavdeling"),
                            ("no_answer", "Krever ikke svar"),
                            ("assessed", "Journalvurdert"),
                            ("closed", "Lukket"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("count", models.IntegerField(verbose_name="antall")),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.source",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "antall omtaler",
                "verbose_name_plural": "antall omtaler",
                "indexes": [models.Index(fields=["day"], name="mention_count_day")],
            },
        ),
        migrations.RunSQL(COUNT, FORGET),
    ]
