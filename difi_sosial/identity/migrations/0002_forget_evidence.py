"""Evidence may go when its case is over; before that, and changed, never."""

from django.db import migrations

RULE = """
CREATE FUNCTION identity_evidence_needed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM identity_impersonation c WHERE c.finding_id = OLD.finding_id
            AND c.state NOT IN ('told', 'closed', 'dismissed')
    ) THEN
        RAISE EXCEPTION 'evidence of an open case is never deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER identity_evidence_frozen ON identity_evidence;
CREATE TRIGGER identity_evidence_frozen
    BEFORE UPDATE ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
CREATE TRIGGER identity_evidence_needed
    BEFORE DELETE ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION identity_evidence_needed();
"""

BACK = """
DROP TRIGGER identity_evidence_needed ON identity_evidence;
DROP FUNCTION identity_evidence_needed();
DROP TRIGGER identity_evidence_frozen ON identity_evidence;
CREATE TRIGGER identity_evidence_frozen
    BEFORE DELETE OR UPDATE ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_squashed")]

    operations = [migrations.RunSQL(RULE, BACK)]
