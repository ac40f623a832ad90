"""Whoever chose a stand-in does not also give them what they lack: that takes two persons."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION delegation_power_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM people_delegation
        WHERE id = NEW.delegation_id
            AND NEW.given_by_id IN (principal_id, deputy_id%(maker)s))
    THEN
        RAISE EXCEPTION 'a third person gives a stand-in what they lack'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("people", "0005_guard_delegations"),)

    operations = (migrations.RunSQL(GUARD % {"maker": ", made_by_id"}, GUARD % {"maker": ""}),)
