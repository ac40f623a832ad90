"""The database guards the rest of an approved version, and who has a part in its approval."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A stand-in takes a step only in the days of the absence, with a power that none who wrote gave.
STEP = """
CREATE OR REPLACE FUNCTION guideline_approval_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parties bigint[] := array_remove(ARRAY[NEW.approved_by_id, NEW.on_behalf_of_id], NULL);
    writers bigint[];
    day date;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'a step of an approval that is taken stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.version_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.version_id)))
    THEN
        RAISE EXCEPTION 'the steps of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT array_agg(person) INTO writers FROM (
        SELECT user_id AS person FROM guidelines_guidelineversion_authors
            WHERE guidelineversion_id = NEW.version_id
        UNION SELECT submitted_by_id FROM guidelines_guidelineversion
            WHERE id = NEW.version_id AND submitted_by_id IS NOT NULL) wrote;
    IF parties && writers THEN
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
    day := (NEW.approved_at AT TIME ZONE 'Europe/Oslo')::date;
    IF NEW.on_behalf_of_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM people_delegation d
        JOIN people_power p ON p.delegation_id = d.id
        WHERE d.principal_id = NEW.on_behalf_of_id AND d.deputy_id = NEW.approved_by_id
            AND day BETWEEN d.from_on AND d.until_on
            AND (d.ended_at IS NULL OR d.ended_at > NEW.approved_at)
            AND p.permission = CASE NEW.approver
                WHEN 'head' THEN 'guideline-lead' ELSE 'guideline-approve' END
            AND NOT ARRAY[d.made_by_id, p.given_by_id] && COALESCE(writers, '{}'))
    THEN
        RAISE EXCEPTION 'only a stand-in takes a step on behalf of another, and in those days'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
STEP_BEFORE = """
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
# Every step taken, by nobody who wrote, on behalf of whom the step says; and the employees heard
# through one who did not write.
APPROVED = """
CREATE OR REPLACE FUNCTION guideline_all_steps_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    writers bigint[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round
                AND approved_by_id = NEW.approved_by_id
                AND on_behalf_of_id IS NOT DISTINCT FROM NEW.approved_for_id)
        OR EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round AND approved_at IS NULL)
    THEN
        RAISE EXCEPTION 'a guideline version is approved when every step is taken'
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT array_agg(user_id) || NEW.submitted_by_id::bigint INTO writers
        FROM guidelines_guidelineversion_authors WHERE guidelineversion_id = NEW.id;
    IF EXISTS (SELECT 1 FROM guidelines_approval
        WHERE version_id = NEW.id AND round = NEW.round
            AND (approved_by_id = ANY (writers) OR on_behalf_of_id = ANY (writers)))
    THEN
        RAISE EXCEPTION 'an author never has a part in the approval'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM hearing_invitation i
        JOIN hearing_hearing h ON h.id = i.hearing_id
        WHERE h.subject = 'guidelines.version:' || NEW.id AND h.state = 'closed'
            AND i.is_representative AND i.person_id <> ALL (writers))
    THEN
        RAISE EXCEPTION 'a guideline version is approved when the employees are heard'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
APPROVED_BEFORE = """
CREATE OR REPLACE FUNCTION guideline_all_steps_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
# Whatever is not named here stays as it was approved, columns to come among it. An approved version
# moves forward only; the day it counts from is set by its entering into force, never before the
# approved one, and the day it counted to by its leaving.
WHOLE = """
CREATE FUNCTION guideline_whole_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept text[] := ARRAY['state', 'in_force_from', 'in_force_until', 'review_on',
        'review_opened_at', 'updated_at', 'frozen'];
BEGIN
    IF to_jsonb(NEW) - kept IS DISTINCT FROM to_jsonb(OLD) - kept THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('approved', 'in_force'), ('approved', 'withdrawn'), ('in_force', 'superseded'),
        ('in_force', 'expired'), ('in_force', 'withdrawn'))
    THEN
        RAISE EXCEPTION 'an approved guideline version moves forward only'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.in_force_from IS DISTINCT FROM OLD.in_force_from AND (
        NEW.in_force_from < OLD.in_force_from
        OR (OLD.state, NEW.state) <> ('approved', 'in_force'))
    THEN
        RAISE EXCEPTION 'the first day of an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.in_force_until IS DISTINCT FROM OLD.in_force_until AND (
        OLD.state <> 'in_force' OR NEW.state = 'in_force')
    THEN
        RAISE EXCEPTION 'the day a guideline version left force is set once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_whole_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION guideline_whole_guard();

CREATE FUNCTION guideline_authors_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.guidelineversion_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.guidelineversion_id)))
    THEN
        RAISE EXCEPTION 'the authors of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guideline_authors_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_guidelineversion_authors
    FOR EACH ROW EXECUTE FUNCTION guideline_authors_guard();
-- Why it was returned on its way stands too; the function asks for the version of a row.
CREATE TRIGGER guideline_return_reason_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_returnreason
    FOR EACH ROW EXECUTE FUNCTION guideline_section_guard();

CREATE FUNCTION guideline_born_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a guideline version is approved step by step'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER guideline_born_draft
    BEFORE INSERT ON guidelines_guidelineversion
    FOR EACH ROW WHEN (NEW.approved_at IS NOT NULL) EXECUTE FUNCTION guideline_born_draft();
"""
WHOLE_BEFORE = """
DROP TRIGGER guideline_born_draft ON guidelines_guidelineversion;
DROP FUNCTION guideline_born_draft();
DROP TRIGGER guideline_return_reason_guard ON guidelines_returnreason;
DROP TRIGGER guideline_authors_guard ON guidelines_guidelineversion_authors;
DROP FUNCTION guideline_authors_guard();
DROP TRIGGER guideline_whole_guard ON guidelines_guidelineversion;
DROP FUNCTION guideline_whole_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0016_guard_period"),
        ("hearing", "0004_guard_representatives"),
        ("people", "0006_giver_is_not_maker"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="guidelineversion",
            name="returned_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="left",
            field=models.CharField(blank=True, default="", editable=False, max_length=36),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_for__isnull", True),
                    models.Q(
                        ("returned_by__isnull", False),
                        models.Q(("returned_for", models.F("returned_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guideline_returned_for_another",
            ),
        ),
        migrations.RunSQL(STEP, STEP_BEFORE),
        migrations.RunSQL(APPROVED, APPROVED_BEFORE),
        migrations.RunSQL(WHOLE, WHOLE_BEFORE),
    ]
