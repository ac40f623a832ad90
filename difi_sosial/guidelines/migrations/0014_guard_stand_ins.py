"""The database holds four eyes for stand-ins too: who acts and who is represented are both free."""

from django.db import migrations

STEP = """
CREATE OR REPLACE FUNCTION guideline_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parties bigint[] := array_remove(ARRAY[NEW.approved_by_id, NEW.on_behalf_of_id], NULL);
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'a step of an approval that is taken stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF EXISTS (SELECT 1 FROM guidelines_guidelineversion_authors
            WHERE guidelineversion_id = NEW.version_id AND user_id = ANY (parties))
        OR EXISTS (SELECT 1 FROM guidelines_guidelineversion
            WHERE id = NEW.version_id AND submitted_by_id = ANY (parties))
    THEN
        RAISE EXCEPTION 'an author never takes a step of the approval, nor does a stand-in for one'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM guidelines_approval
        WHERE version_id = NEW.version_id AND round = NEW.round AND id <> NEW.id
            AND (approved_by_id = ANY (parties) OR on_behalf_of_id = ANY (parties)))
    THEN
        RAISE EXCEPTION 'nobody has a part in two steps of one approval'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.on_behalf_of_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM people_delegation
        WHERE principal_id = NEW.on_behalf_of_id AND deputy_id = NEW.approved_by_id)
    THEN
        RAISE EXCEPTION 'only a stand-in takes a step on behalf of another'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
STEP_BEFORE = """
CREATE OR REPLACE FUNCTION guideline_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
VERSION = """
CREATE FUNCTION guideline_stand_in_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_at IS NOT NULL AND NEW.approved_for_id IS DISTINCT FROM OLD.approved_for_id
    THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NULL AND NEW.approved_for_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM guidelines_guidelineversion_authors
        WHERE guidelineversion_id = NEW.id AND user_id = NEW.approved_for_id)
    THEN
        RAISE EXCEPTION 'nobody approves a guideline version on behalf of its author'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_stand_in_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW EXECUTE FUNCTION guideline_stand_in_guard();
"""
VERSION_BEFORE = """
DROP TRIGGER guideline_stand_in_guard ON guidelines_guidelineversion;
DROP FUNCTION guideline_stand_in_guard();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("guidelines", "0013_approved_on_behalf"),
        ("people", "0005_guard_delegations"),
    )

    operations = (
        migrations.RunSQL(STEP, STEP_BEFORE),
        migrations.RunSQL(VERSION, VERSION_BEFORE),
    )
