"""The database itself refuses to change the text of an approved version, or its rows.

Only what happens to the version afterwards may be written: where it is in the workflow and when.
Everything else is frozen by name of what may change, so that a new column is frozen from its first day.
"""

from django.db import migrations

FREEZE = """
CREATE FUNCTION strategy_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'in_force_on', 'superseded_at', 'withdrawn_by_id', 'withdrawn_at',
                         'withdraw_reason', 'updated_at'];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'an approved strategy version is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION strategy_row_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.version_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.version_id; END IF;
    IF EXISTS (SELECT 1 FROM strategy_strategyversion
               WHERE id = ANY (touched) AND approved_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the rows of an approved strategy version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER strategy_version_frozen BEFORE UPDATE OR DELETE ON strategy_strategyversion
    FOR EACH ROW EXECUTE FUNCTION strategy_version_frozen();
CREATE TRIGGER strategy_goal_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_goal
    FOR EACH ROW EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_targetgroup_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_targetgroup
    FOR EACH ROW EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_keymessage_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_keymessage
    FOR EACH ROW EXECUTE FUNCTION strategy_row_frozen();
"""

THAW = """
DROP TRIGGER strategy_keymessage_frozen ON strategy_keymessage;
DROP TRIGGER strategy_targetgroup_frozen ON strategy_targetgroup;
DROP TRIGGER strategy_goal_frozen ON strategy_goal;
DROP TRIGGER strategy_version_frozen ON strategy_strategyversion;
DROP FUNCTION strategy_row_frozen();
DROP FUNCTION strategy_version_frozen();
"""


class Migration(migrations.Migration):
    dependencies = (("strategy", "0001_initial"),)

    operations = (migrations.RunSQL(FREEZE, THAW),)
