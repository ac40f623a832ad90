"""The database itself refuses to change a closed year, and the bytes of any stored file."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION journal_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched smallint[] := ARRAY[]::smallint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.year; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.year; END IF;
    IF EXISTS (SELECT 1 FROM journal_series WHERE year = ANY (touched) AND state = 'closed') THEN
        RAISE EXCEPTION 'the year is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION journal_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed year stays closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION journal_refuse_blob() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stored files do not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_entry_of_closed_year BEFORE INSERT OR UPDATE OR DELETE
    ON journal_registryentry FOR EACH ROW EXECUTE FUNCTION journal_refuse_closed();
CREATE TRIGGER journal_case_of_closed_year BEFORE INSERT OR UPDATE OR DELETE
    ON journal_casefile FOR EACH ROW EXECUTE FUNCTION journal_refuse_closed();
CREATE TRIGGER journal_series_stays_closed BEFORE UPDATE OR DELETE
    ON journal_series FOR EACH ROW EXECUTE FUNCTION journal_refuse_reopening();
CREATE TRIGGER journal_blob_unchanged BEFORE UPDATE OR DELETE
    ON journal_blob FOR EACH ROW EXECUTE FUNCTION journal_refuse_blob();
"""

THAW = """
DROP TRIGGER journal_blob_unchanged ON journal_blob;
DROP TRIGGER journal_series_stays_closed ON journal_series;
DROP TRIGGER journal_case_of_closed_year ON journal_casefile;
DROP TRIGGER journal_entry_of_closed_year ON journal_registryentry;
DROP FUNCTION journal_refuse_blob();
DROP FUNCTION journal_refuse_reopening();
DROP FUNCTION journal_refuse_closed();
"""


class Migration(migrations.Migration):
    dependencies = (("journal", "0001_initial"),)

    operations = (migrations.RunSQL(FREEZE, THAW),)
