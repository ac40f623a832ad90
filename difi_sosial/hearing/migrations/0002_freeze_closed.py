"""The database itself refuses to change what was said in a hearing that is closed."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION hearing_row_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.hearing_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.hearing_id; END IF;
    IF EXISTS (SELECT 1 FROM hearing_hearing WHERE id = ANY (touched) AND state <> 'open') THEN
        RAISE EXCEPTION 'a closed hearing is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION hearing_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'a closed hearing is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER hearing_frozen BEFORE UPDATE OR DELETE ON hearing_hearing
    FOR EACH ROW EXECUTE FUNCTION hearing_frozen();
CREATE TRIGGER hearing_input_frozen BEFORE INSERT OR UPDATE OR DELETE ON hearing_input
    FOR EACH ROW EXECUTE FUNCTION hearing_row_frozen();
CREATE TRIGGER hearing_invitation_frozen BEFORE INSERT OR UPDATE OR DELETE ON hearing_invitation
    FOR EACH ROW EXECUTE FUNCTION hearing_row_frozen();
"""

THAW = """
DROP TRIGGER hearing_invitation_frozen ON hearing_invitation;
DROP TRIGGER hearing_input_frozen ON hearing_input;
DROP TRIGGER hearing_frozen ON hearing_hearing;
DROP FUNCTION hearing_frozen();
DROP FUNCTION hearing_row_frozen();
"""


class Migration(migrations.Migration):
    dependencies = (("hearing", "0001_first_hearings"),)

    operations = (migrations.RunSQL(FREEZE, THAW),)
