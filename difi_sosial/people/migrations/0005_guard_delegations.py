"""The database itself refuses two stand-ins at once for one person, and a chain of stand-ins."""

from django.db import migrations

FORBID = """
CREATE FUNCTION delegation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ended_at IS NULL AND EXISTS (
        SELECT 1 FROM people_delegation
        WHERE id <> NEW.id AND ended_at IS NULL
            AND from_on <= NEW.until_on AND until_on >= NEW.from_on
            AND (principal_id IN (NEW.principal_id, NEW.deputy_id)
                OR deputy_id = NEW.principal_id))
    THEN
        RAISE EXCEPTION 'nobody stands in for a stand-in, and nobody has two at once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_guard
    BEFORE INSERT OR UPDATE ON people_delegation
    FOR EACH ROW EXECUTE FUNCTION delegation_guard();

CREATE FUNCTION delegation_power_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM people_delegation
        WHERE id = NEW.delegation_id AND NEW.given_by_id IN (principal_id, deputy_id))
    THEN
        RAISE EXCEPTION 'a third person gives a stand-in what they lack'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_power_guard
    BEFORE INSERT OR UPDATE ON people_power
    FOR EACH ROW EXECUTE FUNCTION delegation_power_guard();
"""

ALLOW = """
DROP TRIGGER delegation_power_guard ON people_power;
DROP FUNCTION delegation_power_guard();
DROP TRIGGER delegation_guard ON people_delegation;
DROP FUNCTION delegation_guard();
"""


class Migration(migrations.Migration):
    dependencies = (("people", "0004_delegations"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
