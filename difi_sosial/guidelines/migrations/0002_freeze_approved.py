"""The database itself keeps an approved version as it was, and approver and authors apart."""

from django.db import migrations

FORBID = """
CREATE FUNCTION guideline_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.approved_at IS NOT NULL THEN
            RAISE EXCEPTION 'an approved guideline version is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.approved_at IS NOT NULL AND
        (NEW.guideline_id, NEW.number, NEW.title, NEW.frozen, NEW.checksum,
         NEW.submitted_by_id, NEW.submitted_at, NEW.approved_by_id, NEW.approved_at)
        IS DISTINCT FROM
        (OLD.guideline_id, OLD.number, OLD.title, OLD.frozen, OLD.checksum,
         OLD.submitted_by_id, OLD.submitted_at, OLD.approved_by_id, OLD.approved_at)
    THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NULL AND NEW.approved_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM guidelines_guidelineversion_authors
        WHERE guidelineversion_id = NEW.id AND user_id = NEW.approved_by_id)
    THEN
        RAISE EXCEPTION 'an author never approves their own guideline version'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_version_guard
    BEFORE UPDATE OR DELETE ON guidelines_guidelineversion
    FOR EACH ROW EXECUTE FUNCTION guideline_version_guard();

CREATE FUNCTION guideline_section_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.version_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.version_id)))
    THEN
        RAISE EXCEPTION 'the sections of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_section_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_section
    FOR EACH ROW EXECUTE FUNCTION guideline_section_guard();
"""

ALLOW = """
DROP TRIGGER guideline_section_guard ON guidelines_section;
DROP FUNCTION guideline_section_guard();
DROP TRIGGER guideline_version_guard ON guidelines_guidelineversion;
DROP FUNCTION guideline_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = (("guidelines", "0001_initial"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
