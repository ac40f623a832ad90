"""The database itself refuses to change an approved profile text, or to lose a look at it.

Only what happens to the text afterwards may be written: where it is published, and when it goes.
"""

from django.db import migrations

FREEZE = """
CREATE FUNCTION channels_profile_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'published_at', 'published_by_id', 'published_url', 'proof_id',
                         'outdated_at', 'outdated_facts', 'superseded_at', 'updated_at'];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'an approved profile text is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER channels_profile_frozen BEFORE UPDATE OR DELETE ON channels_profiletext
    FOR EACH ROW EXECUTE FUNCTION channels_profile_frozen();
CREATE FUNCTION channels_proof_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'proofs and looks at a profile are never changed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER channels_proof_frozen BEFORE UPDATE OR DELETE ON channels_proof
    FOR EACH ROW EXECUTE FUNCTION channels_proof_frozen();
CREATE TRIGGER channels_check_frozen BEFORE UPDATE OR DELETE ON channels_profilecheck
    FOR EACH ROW EXECUTE FUNCTION channels_proof_frozen();
"""

THAW = """
DROP TRIGGER channels_check_frozen ON channels_profilecheck;
DROP TRIGGER channels_proof_frozen ON channels_proof;
DROP FUNCTION channels_proof_frozen();
DROP TRIGGER channels_profile_frozen ON channels_profiletext;
DROP FUNCTION channels_profile_frozen();
"""


class Migration(migrations.Migration):
    dependencies = (("channels", "0008_account_slug_unique"),)

    operations = (migrations.RunSQL(FREEZE, THAW),)
