"""House rules and facts of an approved version stay as they were, as its sections do."""

from django.db import migrations

FORBID = """
CREATE TRIGGER guideline_house_rule_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_houserule
    FOR EACH ROW EXECUTE FUNCTION guideline_section_guard();

CREATE FUNCTION guideline_fact_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM guidelines_guidelineversion v
        JOIN guidelines_section s ON s.version_id = v.id
        WHERE v.approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND s.id = OLD.section_id)
                OR (TG_OP <> 'DELETE' AND s.id = NEW.section_id)))
    THEN
        RAISE EXCEPTION 'the facts of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guideline_fact_guard
    BEFORE INSERT OR UPDATE OR DELETE ON guidelines_sectionfact
    FOR EACH ROW EXECUTE FUNCTION guideline_fact_guard();
"""

ALLOW = """
DROP TRIGGER guideline_fact_guard ON guidelines_sectionfact;
DROP FUNCTION guideline_fact_guard();
DROP TRIGGER guideline_house_rule_guard ON guidelines_houserule;
"""


class Migration(migrations.Migration):
    dependencies = (("guidelines", "0006_clauses_facts_and_house_rules"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
