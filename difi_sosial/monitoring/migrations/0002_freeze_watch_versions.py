"""The database refuses to change a watch version: it says what was searched for when."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION monitoring_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a watch version is never changed; make a new one'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER watch_version_is_frozen BEFORE UPDATE ON monitoring_watchversion
    FOR EACH ROW EXECUTE FUNCTION monitoring_refuse_change();
"""
THAW = """
DROP TRIGGER watch_version_is_frozen ON monitoring_watchversion;
DROP FUNCTION monitoring_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
