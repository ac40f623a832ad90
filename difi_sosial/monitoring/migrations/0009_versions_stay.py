"""A watch version is never deleted, so a mention's is looked for once in a statement, not in a row.

A foreign key locks the version for each mention that is stored. The workers that poll store many at
once, nearly all of them found by the same few versions, and stood in each other's way there.
"""

import django.db.models.deletion
from django.db import migrations, models

STAND = """
CREATE OR REPLACE FUNCTION monitoring_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a watch version is never changed or deleted; make a new one'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
DROP TRIGGER watch_version_is_frozen ON monitoring_watchversion;
CREATE TRIGGER watch_version_is_frozen
    BEFORE DELETE OR UPDATE ON monitoring_watchversion
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_change();
CREATE FUNCTION monitoring_require_versions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT watch_version_id AS id FROM fresh) named
        WHERE NOT EXISTS (SELECT FROM monitoring_watchversion v WHERE v.id = named.id)
    ) THEN
        RAISE EXCEPTION 'a mention is found by a watch version that is there'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER mention_found_by AFTER INSERT ON monitoring_mention REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_require_versions();
CREATE FUNCTION monitoring_require_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM monitoring_watchversion v WHERE v.id = NEW.watch_version_id) THEN
        RAISE EXCEPTION 'a mention is found by a watch version that is there'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER mention_found_by_another
    BEFORE UPDATE OF watch_version_id ON monitoring_mention
    FOR EACH ROW
    WHEN (old.watch_version_id <> new.watch_version_id)
    EXECUTE FUNCTION monitoring_require_version();
"""

FALL = """
DROP TRIGGER mention_found_by_another ON monitoring_mention;
DROP TRIGGER mention_found_by ON monitoring_mention;
DROP FUNCTION monitoring_require_version();
DROP FUNCTION monitoring_require_versions();
DROP TRIGGER watch_version_is_frozen ON monitoring_watchversion;
CREATE TRIGGER watch_version_is_frozen
    BEFORE UPDATE ON monitoring_watchversion
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0008_room_for_changes")]

    operations = [
        migrations.AlterField(
            model_name="mention",
            name="watch_version",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="monitoring.watchversion",
            ),
        ),
        migrations.RunSQL(STAND, FALL),
    ]
