"""Who speaks for the employees did not ask, and has the time that was promised."""

from django.db import migrations

FORBID = """
CREATE FUNCTION hearing_representative_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearing_hearing
        WHERE id = NEW.hearing_id AND opened_by_id = NEW.person_id)
    THEN
        RAISE EXCEPTION 'who asks does not answer on behalf of the employees'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_representative_guard
    BEFORE INSERT OR UPDATE ON hearing_invitation
    FOR EACH ROW WHEN (NEW.is_representative) EXECUTE FUNCTION hearing_representative_guard();

CREATE FUNCTION hearing_time_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.closed_at AT TIME ZONE 'Europe/Oslo')::date <= NEW.deadline
        AND EXISTS (SELECT 1 FROM hearing_invitation
            WHERE hearing_id = NEW.id AND is_representative)
        AND EXISTS (SELECT 1 FROM hearing_invitation i
            JOIN people_user u ON u.id = i.person_id
            WHERE i.hearing_id = NEW.id AND i.no_remarks_at IS NULL
                AND (u.is_active OR i.is_representative)
                AND NOT EXISTS (SELECT 1 FROM hearing_input
                    WHERE hearing_id = NEW.id AND person_id = i.person_id))
    THEN
        RAISE EXCEPTION 'a hearing of the employees lasts to its deadline, or till all have answered'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_time_guard
    BEFORE UPDATE ON hearing_hearing
    FOR EACH ROW WHEN (OLD.state = 'open' AND NEW.state = 'closed')
    EXECUTE FUNCTION hearing_time_guard();

CREATE FUNCTION hearing_promise_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearing_invitation WHERE hearing_id = NEW.id AND is_representative)
    THEN
        RAISE EXCEPTION 'the deadline that the employees were given is only moved ahead'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_promise_guard
    BEFORE UPDATE ON hearing_hearing
    FOR EACH ROW WHEN (NEW.deadline < OLD.deadline) EXECUTE FUNCTION hearing_promise_guard();
"""

ALLOW = """
DROP TRIGGER hearing_promise_guard ON hearing_hearing;
DROP FUNCTION hearing_promise_guard();
DROP TRIGGER hearing_time_guard ON hearing_hearing;
DROP FUNCTION hearing_time_guard();
DROP TRIGGER hearing_representative_guard ON hearing_invitation;
DROP FUNCTION hearing_representative_guard();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("hearing", "0003_representatives"),
        ("people", "0006_giver_is_not_maker"),
    )

    operations = (migrations.RunSQL(FORBID, ALLOW),)
