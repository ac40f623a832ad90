"""A source is never deleted, so a mention's is looked for once in a statement, as its version is.

A source that is no longer asked is paused: its mentions and its runs say where they came from. That
was the custom and is now the law; the foreign key asked for the source of each mention.
"""

import django.db.models.deletion
from django.db import migrations, models

# What a mention is held against, for all new ones at once and for one that is changed.
LOOKED_FOR = """
CREATE OR REPLACE FUNCTION monitoring_require_versions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT {columns} FROM fresh) named WHERE {many}) THEN
        RAISE EXCEPTION '{rule}' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION monitoring_require_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF {one} THEN
        RAISE EXCEPTION '{rule}' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER mention_found_by_another ON monitoring_mention;
CREATE TRIGGER mention_found_by_another
    BEFORE UPDATE OF {columns} ON monitoring_mention
    FOR EACH ROW
    WHEN ({changed})
    EXECUTE FUNCTION monitoring_require_version();
"""
TABLES = {"watch_version_id": "monitoring_watchversion", "source_id": "monitoring_source"}


def looked_for(*columns: str, rule: str) -> str:
    """The functions that look for what these columns of a mention name."""
    there = "NOT EXISTS (SELECT FROM {} t WHERE t.id = {}.{})"
    facts = [(TABLES[column], column) for column in columns]
    return LOOKED_FOR.format(
        columns=", ".join(columns),
        many=" OR ".join(there.format(table, "named", column) for table, column in facts),
        one=" OR ".join(there.format(table, "NEW", column) for table, column in facts),
        changed=" OR ".join(f"old.{column} <> new.{column}" for column in columns),
        rule=rule,
    )


BOTH = looked_for(
    "watch_version_id",
    "source_id",
    rule="a mention has a source and is found by a watch version that is there",
)
VERSION = looked_for("watch_version_id", rule="a mention is found by a watch version that is there")
STAND = """
CREATE FUNCTION monitoring_refuse_loss()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a source is never deleted or numbered anew; pause it'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER source_stays
    BEFORE DELETE ON monitoring_source
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_loss();
CREATE TRIGGER sources_stay
    BEFORE TRUNCATE ON monitoring_source
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_refuse_loss();
-- After: before each update of a source, whatever it changes, its row would be locked for us.
CREATE TRIGGER source_keeps_its_number
    AFTER UPDATE OF id ON monitoring_source
    FOR EACH ROW
    WHEN (old.id <> new.id)
    EXECUTE FUNCTION monitoring_refuse_loss();
"""
# In the order in which a worker that is still at work takes them.
LOCKS = "LOCK TABLE monitoring_source, monitoring_mention IN ACCESS EXCLUSIVE MODE"
FALL = """
DROP TRIGGER source_keeps_its_number ON monitoring_source;
DROP TRIGGER sources_stay ON monitoring_source;
DROP TRIGGER source_stays ON monitoring_source;
DROP FUNCTION monitoring_refuse_loss();
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0010_captures_as_they_are")]

    operations = [
        migrations.RunSQL(LOCKS, LOCKS),
        migrations.AlterField(
            model_name="mention",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="monitoring.source",
            ),
        ),
        migrations.RunSQL(STAND, FALL),
        migrations.RunSQL(BOTH, VERSION),
    ]
