"""The database itself keeps a rule as it was: what records say about a day must stay true."""

from django.db import migrations

FORBID = """
CREATE FUNCTION law_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.valid_from IS NULL AND NEW.key = OLD.key THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.key = OLD.key AND NEW.valid_from = OLD.valid_from
        AND NEW.reference = OLD.reference AND NEW.reference_nn = OLD.reference_nn
        AND (OLD.valid_to IS NULL OR NEW.valid_to = OLD.valid_to) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a rule that has been in force stays as it was'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER law_no_change BEFORE UPDATE OR DELETE ON law_lawrule
    FOR EACH ROW EXECUTE FUNCTION law_refuse();
"""

ALLOW = """
DROP TRIGGER law_no_change ON law_lawrule;
DROP FUNCTION law_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("law", "0001_initial"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
