"""Names of outsiders, and what others wrote on a page, can be forgotten when their time is up.

The database still refuses every other change of a look at a profile.
"""

from django.db import migrations, models

LOOSEN = """
CREATE FUNCTION channels_check_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['seen', 'forgotten_at'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
        AND NEW.seen = '' AND (to_jsonb(OLD) - free) = (to_jsonb(NEW) - free) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'looks at a profile are never changed' USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER channels_check_frozen ON channels_profilecheck;
CREATE TRIGGER channels_check_frozen BEFORE UPDATE OR DELETE ON channels_profilecheck
    FOR EACH ROW EXECUTE FUNCTION channels_check_frozen();
"""
TIGHTEN = """
DROP TRIGGER channels_check_frozen ON channels_profilecheck;
DROP FUNCTION channels_check_frozen();
CREATE TRIGGER channels_check_frozen BEFORE UPDATE OR DELETE ON channels_profilecheck
    FOR EACH ROW EXECUTE FUNCTION channels_proof_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0013_editions_of_accounts_and_sentences"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="administrator",
            name="administrator_inside_or_outside",
        ),
        migrations.AddField(
            model_name="administrator",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="profilecheck",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="administrator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), ("name", ""), ("user__isnull", False)),
                    models.Q(
                        models.Q(("forgotten_at", None), ("user__isnull", True)),
                        models.Q(("name", ""), _negated=True),
                        models.Q(("email", ""), _negated=True),
                    ),
                    models.Q(
                        ("email", ""),
                        ("forgotten_at__isnull", False),
                        ("name", ""),
                        ("removed_at__isnull", False),
                        ("user__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="administrator_inside_or_outside",
            ),
        ),
        migrations.RunSQL(LOOSEN, TIGHTEN),
    ]
