"""Evidence that goes leaves a stone in the deletion log's churchyard, and is never held back then.

Two apps that do not know each other meet here, above both.
"""

from django.db import migrations

RULE = """
CREATE FUNCTION portal_refuse_held_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM monitoring_hold h
        WHERE h.lifted_at IS NULL AND h.finding_key = OLD.finding_id
    ) THEN
        RAISE EXCEPTION 'evidence on hold is never deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION portal_bury_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO monitoring_tombstone (mention_uuid, source_key, gone_at)
    SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(gone.id), 12, '0'))::uuid, 0, now()
    FROM gone;
    RETURN NULL;
END $$;
CREATE TRIGGER portal_evidence_on_hold
    BEFORE DELETE ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION portal_refuse_held_evidence();
CREATE TRIGGER portal_evidence_buried
    AFTER DELETE ON identity_evidence REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT
    EXECUTE FUNCTION portal_bury_evidence();
"""

BACK = """
DROP TRIGGER portal_evidence_buried ON identity_evidence;
DROP TRIGGER portal_evidence_on_hold ON identity_evidence;
DROP FUNCTION portal_bury_evidence();
DROP FUNCTION portal_refuse_held_evidence();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_squashed"),
        ("identity", "0002_forget_evidence"),
        ("monitoring", "0002_proofs"),
    ]

    operations = [migrations.RunSQL(RULE, BACK)]
