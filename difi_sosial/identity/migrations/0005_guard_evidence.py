"""The database itself keeps evidence and history as they were, and demands evidence of a report.

The checksum of evidence is computed from the bytes and compared: nobody can write another. What a
check saw is frozen with the check, and an impersonation cannot be reported without evidence.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION identity_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER identity_evidence_frozen BEFORE UPDATE OR DELETE ON identity_evidence
    FOR EACH ROW EXECUTE FUNCTION identity_refuse();
CREATE TRIGGER identity_step_frozen BEFORE UPDATE OR DELETE ON identity_impersonationstep
    FOR EACH ROW EXECUTE FUNCTION identity_refuse();

CREATE FUNCTION identity_evidence_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sha256 <> encode(sha256(NEW.content), 'hex') OR NEW.size <> length(NEW.content) THEN
        RAISE EXCEPTION 'the checksum of evidence is that of its bytes'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identity_evidence_checked BEFORE INSERT ON identity_evidence
    FOR EACH ROW EXECUTE FUNCTION identity_evidence_checked();

CREATE FUNCTION identity_round_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_now record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    state_now text;
BEGIN
    SELECT state INTO state_now FROM identity_check WHERE id = row_now.check_round_id;
    IF state_now IS DISTINCT FROM 'open' THEN
        RAISE EXCEPTION 'a check that is sent in is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN row_now;
END $$;
CREATE TRIGGER identity_sighting_frozen BEFORE INSERT OR UPDATE OR DELETE ON identity_sighting
    FOR EACH ROW EXECUTE FUNCTION identity_round_open();
CREATE TRIGGER identity_part_frozen BEFORE INSERT OR UPDATE OR DELETE ON identity_part
    FOR EACH ROW EXECUTE FUNCTION identity_round_open();

CREATE FUNCTION identity_check_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('noted', 'cancelled') THEN
        RAISE EXCEPTION 'a check that is over is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER identity_check_frozen BEFORE UPDATE OR DELETE ON identity_check
    FOR EACH ROW EXECUTE FUNCTION identity_check_frozen();

CREATE FUNCTION identity_reported_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('reported', 'followed_up', 'removed', 'not_removed', 'told')
        AND NOT EXISTS (SELECT 1 FROM identity_evidence WHERE finding_id = NEW.finding_id) THEN
        RAISE EXCEPTION 'an impersonation is reported with evidence'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identity_reported_with_evidence BEFORE INSERT OR UPDATE ON identity_impersonation
    FOR EACH ROW EXECUTE FUNCTION identity_reported_with_evidence();
"""

OPEN = """
DROP TRIGGER identity_reported_with_evidence ON identity_impersonation;
DROP FUNCTION identity_reported_with_evidence();
DROP TRIGGER identity_check_frozen ON identity_check;
DROP FUNCTION identity_check_frozen();
DROP TRIGGER identity_part_frozen ON identity_part;
DROP TRIGGER identity_sighting_frozen ON identity_sighting;
DROP FUNCTION identity_round_open();
DROP TRIGGER identity_evidence_checked ON identity_evidence;
DROP FUNCTION identity_evidence_checked();
DROP TRIGGER identity_step_frozen ON identity_impersonationstep;
DROP TRIGGER identity_evidence_frozen ON identity_evidence;
DROP FUNCTION identity_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("identity", "0004_findings_alone"),)

    operations = (migrations.RunSQL(GUARD, OPEN),)
