"""Who checked a version, who heard of it and when it is reviewed; and what it was made from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION strategy_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'in_force_on', 'superseded_at', 'withdrawn_by_id', 'withdrawn_at',
                         'withdraw_reason', 'updated_at'MORE];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'an approved strategy version is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
FREEZE = FUNCTION.replace("MORE", ", 'state_since', 'review_on', 'review_opened_at'")
FREEZE_AS_BEFORE = FUNCTION.replace("MORE", "")


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0004_freeze_new_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="strategyversion",
            name="strategy_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="strategyversion",
            name="strategy_known_state",
        ),
        migrations.AddField(
            model_name="strategy",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="varer til"),
        ),
        migrations.AddField(
            model_name="strategy",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="strategy.strategyversion",
                verbose_name="laget fra",
            ),
        ),
        migrations.AddField(
            model_name="strategy",
            name="scope",
            field=models.CharField(
                choices=[
                    ("agency", "Hele virksomheten"),
                    ("unit", "En enhet"),
                    ("campaign", "En kampanje eller et prosjekt"),
                ],
                default="agency",
                max_length=20,
                verbose_name="gjelder",
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="heard_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="hearing_text",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="gjennomgås"),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="review_opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="skip_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="skipped_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="skipped_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="strategyversion",
            name="state_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="strategyversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Kladd"),
                    ("quality", "Til faglig kvalitetssikring"),
                    ("hearing", "På høring"),
                    ("submitted", "Til godkjenning"),
                    ("returned", "Returnert"),
                    ("approved", "Godkjent"),
                    ("in_force", "Gjeldende"),
                    ("superseded", "Erstattet"),
                    ("withdrawn", "Trukket tilbake"),
                ],
                default="draft",
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "quality", "hearing", "submitted", "returned"))
                ),
                fields=("strategy",),
                name="strategy_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "quality",
                            "hearing",
                            "submitted",
                            "returned",
                            "approved",
                            "in_force",
                            "superseded",
                            "withdrawn",
                        ],
                    )
                ),
                name="strategy_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                    _connector="OR",
                ),
                name="strategy_sent_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skipped_at__isnull", False), ("skipped_by__isnull", False)),
                    models.Q(("skipped_at__isnull", True), ("skipped_by__isnull", True)),
                    _connector="OR",
                ),
                name="strategy_skipped_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by", models.F("sent_by")), _negated=True),
                    ("approved_by", None),
                    _connector="OR",
                ),
                name="strategy_approver_not_sender",
            ),
        ),
        migrations.RunSQL(FREEZE, FREEZE_AS_BEFORE),
    ]
