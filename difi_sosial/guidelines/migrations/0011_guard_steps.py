"""The database itself refuses an approval with a step left, or taken by one who wrote."""

from django.db import migrations

FORBID = """
CREATE FUNCTION guideline_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'a step of an approval that is taken stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.approved_by_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM guidelines_guidelineversion_authors
            WHERE guidelineversion_id = NEW.version_id AND user_id = NEW.approved_by_id)
        OR EXISTS (SELECT 1 FROM guidelines_guidelineversion
            WHERE id = NEW.version_id AND submitted_by_id = NEW.approved_by_id))
    THEN
        RAISE EXCEPTION 'an author never takes a step of the approval'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_approval_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_approval
    FOR EACH ROW EXECUTE FUNCTION guideline_approval_guard();

CREATE FUNCTION guideline_all_steps_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round
                AND approved_by_id = NEW.approved_by_id)
        OR EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round AND approved_at IS NULL)
    THEN
        RAISE EXCEPTION 'a guideline version is approved when every step is taken'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_all_steps_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW WHEN (OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL)
    EXECUTE FUNCTION guideline_all_steps_guard();
"""

ALLOW = """
DROP TRIGGER guideline_all_steps_guard ON guidelines_guidelineversion;
DROP FUNCTION guideline_all_steps_guard();
DROP TRIGGER guideline_approval_guard ON guidelines_approval;
DROP FUNCTION guideline_approval_guard();
"""


class Migration(migrations.Migration):
    dependencies = (("guidelines", "0010_steps_of_approval"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
