"""A finding that is held back is never emptied, and none of its cases deleted."""

from django.db import migrations

RULE = """
CREATE FUNCTION portal_refuse_held_finding()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM monitoring_hold h WHERE h.lifted_at IS NULL
            AND h.finding_key = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint
    ) THEN
        RAISE EXCEPTION 'a finding on hold is never forgotten'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER portal_finding_on_hold
    BEFORE UPDATE ON identity_finding
    FOR EACH ROW
    WHEN (OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL)
    EXECUTE FUNCTION portal_refuse_held_finding('id');
CREATE TRIGGER portal_case_on_hold
    BEFORE DELETE ON identity_impersonation
    FOR EACH ROW
    EXECUTE FUNCTION portal_refuse_held_finding('finding_id');
"""

BACK = """
DROP TRIGGER portal_case_on_hold ON identity_impersonation;
DROP TRIGGER portal_finding_on_hold ON identity_finding;
DROP FUNCTION portal_refuse_held_finding();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_key_rotation"),
        ("identity", "0004_forget_findings"),
        ("monitoring", "0005_finding_class"),
    ]

    operations = [migrations.RunSQL(RULE, BACK)]
