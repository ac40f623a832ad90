"""The database itself refuses to change or remove an opinion of the data protection officer."""

from django.db import migrations

FORBID = """
CREATE FUNCTION channels_opinion_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opinions are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER channels_opinion_no_change BEFORE UPDATE OR DELETE ON channels_dpoopinion
    FOR EACH ROW EXECUTE FUNCTION channels_opinion_refuse();
"""

ALLOW = """
DROP TRIGGER channels_opinion_no_change ON channels_dpoopinion;
DROP FUNCTION channels_opinion_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("channels", "0004_assessment_parts"),)

    operations = (migrations.RunSQL(FORBID, ALLOW),)
