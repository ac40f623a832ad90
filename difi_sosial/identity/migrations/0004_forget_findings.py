"""What is rated, when to look next, and findings and cases that are forgotten when they are over.

A step goes with its case, when that is over. What a frozen check noted of a finding goes when the
finding itself is emptied.
"""

from django.conf import settings
from django.db import migrations, models

RULE = """
CREATE FUNCTION identity_step_needed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM identity_impersonation c
        WHERE c.id = OLD.case_id AND c.state NOT IN ('told', 'closed', 'dismissed')
    ) THEN
        RAISE EXCEPTION 'a step of an open case is never deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER identity_step_frozen ON identity_impersonationstep;
CREATE TRIGGER identity_step_frozen
    BEFORE UPDATE ON identity_impersonationstep
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
CREATE TRIGGER identity_step_needed
    BEFORE DELETE ON identity_impersonationstep
    FOR EACH ROW
    EXECUTE FUNCTION identity_step_needed();
CREATE FUNCTION identity_sighting_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.facts = '{}' AND NEW.changes = '{}'
        AND to_jsonb(NEW) - 'facts' - 'changes' = to_jsonb(OLD) - 'facts' - 'changes'
        AND EXISTS (
            SELECT 1 FROM identity_finding f
            WHERE f.id = NEW.finding_id AND f.forgotten_at IS NOT NULL
        )
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM identity_check c WHERE c.id = NEW.check_round_id AND c.state = 'open'
    ) THEN
        RAISE EXCEPTION 'a check that is sent in is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER identity_sighting_frozen ON identity_sighting;
CREATE TRIGGER identity_sighting_frozen
    BEFORE INSERT OR DELETE ON identity_sighting
    FOR EACH ROW
    EXECUTE FUNCTION identity_round_open();
CREATE TRIGGER identity_sighting_kept
    BEFORE UPDATE ON identity_sighting
    FOR EACH ROW
    EXECUTE FUNCTION identity_sighting_open();
"""

BACK = """
DROP TRIGGER identity_sighting_kept ON identity_sighting;
DROP FUNCTION identity_sighting_open();
DROP TRIGGER identity_sighting_frozen ON identity_sighting;
CREATE TRIGGER identity_sighting_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON identity_sighting
    FOR EACH ROW
    EXECUTE FUNCTION identity_round_open();
DROP TRIGGER identity_step_needed ON identity_impersonationstep;
DROP FUNCTION identity_step_needed();
DROP TRIGGER identity_step_frozen ON identity_impersonationstep;
CREATE TRIGGER identity_step_frozen
    BEFORE DELETE OR UPDATE ON identity_impersonationstep
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0001_squashed"),
        ("identity", "0003_tone_and_mark"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="deletion_key",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="next_check_on",
            field=models.DateField(blank=True, null=True, verbose_name="neste kontroll"),
        ),
        migrations.AddField(
            model_name="finding",
            name="ratings",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="antall vurderinger"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="score",
            field=models.DecimalField(
                blank=True, decimal_places=1, max_digits=3, null=True, verbose_name="karakter"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="unanswered",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="vurderinger uten svar"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "g"),
                    models.Q(("ratings", None), ("score", None), ("unanswered", None)),
                    _connector="OR",
                ),
                name="identity_rated_places_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score", None),
                    models.Q(("score__gte", 0), ("score__lte", 10)),
                    _connector="OR",
                ),
                name="identity_score_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unanswered", None),
                    ("ratings", None),
                    ("unanswered__lte", models.F("ratings")),
                    _connector="OR",
                ),
                name="identity_unanswered_are_ratings",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deletion_key", None), ("forgotten_at", None)),
                    models.Q(
                        ("account", None),
                        ("accuracy", ""),
                        ("followers", None),
                        ("forgotten_at__isnull", False),
                        ("language", ""),
                        ("last_active_on", None),
                        ("next_check_on", None),
                        ("note", ""),
                        ("party", "unknown"),
                        ("platform", ""),
                        ("privacy_note", ""),
                        ("ratings", None),
                        ("relevance", ""),
                        ("risk", ""),
                        ("score", None),
                        ("stance", ""),
                        ("stance_reason", ""),
                        ("state", "gone"),
                        ("tone", ""),
                        ("unanswered", None),
                        ("url", ""),
                    ),
                    _connector="OR",
                ),
                name="identity_forgotten_whole",
            ),
        ),
        migrations.RunSQL(RULE, BACK),
    ]
