"""The last day of a version is approved with its text, and stands like it."""

from django.db import migrations

FORBID = """
CREATE FUNCTION guideline_period_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the last day of an approved guideline version is frozen'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER guideline_period_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW WHEN (
        OLD.approved_at IS NOT NULL AND NEW.valid_until IS DISTINCT FROM OLD.valid_until)
    EXECUTE FUNCTION guideline_period_guard();
CREATE FUNCTION guideline_route_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'how guidelines were approved is never rewritten'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER guideline_route_guard
    BEFORE UPDATE OR DELETE ON guidelines_routechange
    FOR EACH ROW EXECUTE FUNCTION guideline_route_guard();
"""

ALLOW = """
DROP TRIGGER guideline_route_guard ON guidelines_routechange;
DROP FUNCTION guideline_route_guard();
DROP TRIGGER guideline_period_guard ON guidelines_guidelineversion;
DROP FUNCTION guideline_period_guard();
"""


class Migration(migrations.Migration):
    dependencies = (("guidelines", "0015_route_reminders_and_period"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
