"""Every table of the app in one step; takes the place of the migrations it names."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION monitoring_refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'what was decided, held and deleted is never rewritten'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE FUNCTION monitoring_refuse_letting_go()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM monitoring_hold h WHERE h.id = OLD.hold_id AND h.lifted_at IS NULL
    ) THEN
        RAISE EXCEPTION 'lift the hold first'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE FUNCTION monitoring_refuse_revising()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'an earlier revision of a mention is never changed'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE FUNCTION monitoring_bury()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO monitoring_tombstone (mention_uuid, source_key, gone_at)
    SELECT uuid, source_id, now() FROM gone;
    RETURN NULL;
END
$$;
CREATE FUNCTION monitoring_count_mentions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count) SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, count(*) FROM fresh m JOIN monitoring_watchversion v ON v.id = m.watch_version_id WHERE m.head_id IS NULL GROUP BY 1, 2, 3, 4;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count) SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, -count(*) FROM gone m JOIN monitoring_watchversion v ON v.id = m.watch_version_id WHERE m.head_id IS NULL GROUP BY 1, 2, 3, 4;
    ELSE
        INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)
        SELECT day, source_id, watch_id, status, sum(n) FROM (
            SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, 1 FROM fresh m JOIN monitoring_watchversion v ON v.id = m.watch_version_id WHERE m.head_id IS NULL
            UNION ALL SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, -1 FROM gone m JOIN monitoring_watchversion v ON v.id = m.watch_version_id WHERE m.head_id IS NULL
        ) AS moved (day, source_id, watch_id, status, n)
        GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION monitoring_refuse_held()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM monitoring_hold h WHERE h.lifted_at IS NULL AND (
            h.source_id = OLD.source_id
            OR h.watch_id = (
                SELECT v.watch_id FROM monitoring_watchversion v WHERE v.id = OLD.watch_version_id)
            OR EXISTS (
                SELECT 1 FROM monitoring_heldmention m
                WHERE m.hold_id = h.id AND m.mention_id = OLD.id))
    ) THEN
        RAISE EXCEPTION 'a mention on hold is never deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE FUNCTION monitoring_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a watch version is never changed; make a new one'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER deletion_is_frozen
    BEFORE DELETE OR UPDATE ON monitoring_deletion
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER held_until_lifted
    BEFORE DELETE ON monitoring_heldmention
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_letting_go();
CREATE TRIGGER hold_is_kept
    BEFORE DELETE ON monitoring_hold
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER hold_stays_lifted
    BEFORE UPDATE ON monitoring_hold
    FOR EACH ROW
    WHEN (((old.lifted_at IS NOT NULL) AND (NOT (old.search_id IS DISTINCT FROM new.search_id))))
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER mention_revision_is_frozen
    BEFORE UPDATE ON monitoring_mentionrevision
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_revising();
CREATE TRIGGER mention_buried AFTER DELETE ON monitoring_mention REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_bury();
CREATE TRIGGER mention_counted_anew AFTER UPDATE ON monitoring_mention REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_count_mentions();
CREATE TRIGGER mention_counted_in AFTER INSERT ON monitoring_mention REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_count_mentions();
CREATE TRIGGER mention_counted_out AFTER DELETE ON monitoring_mention REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT
    EXECUTE FUNCTION monitoring_count_mentions();
CREATE TRIGGER mention_on_hold
    BEFORE DELETE ON monitoring_mention
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_held();
CREATE TRIGGER retention_rule_is_frozen
    BEFORE DELETE OR UPDATE ON monitoring_retentionrule
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER tombstone_is_accounted_for_once
    BEFORE UPDATE ON monitoring_tombstone
    FOR EACH ROW
    WHEN (((old.deletion_id IS NOT NULL) OR (new.mention_uuid <> old.mention_uuid) OR (new.source_key <> old.source_key) OR (new.gone_at <> old.gone_at)))
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER tombstone_stands
    BEFORE DELETE ON monitoring_tombstone
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_rewriting();
CREATE TRIGGER watch_version_is_frozen
    BEFORE UPDATE ON monitoring_watchversion
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_change();
"""

LIFT = """
DROP TRIGGER deletion_is_frozen ON monitoring_deletion;
DROP TRIGGER held_until_lifted ON monitoring_heldmention;
DROP TRIGGER hold_is_kept ON monitoring_hold;
DROP TRIGGER hold_stays_lifted ON monitoring_hold;
DROP TRIGGER mention_revision_is_frozen ON monitoring_mentionrevision;
DROP TRIGGER mention_buried ON monitoring_mention;
DROP TRIGGER mention_counted_anew ON monitoring_mention;
DROP TRIGGER mention_counted_in ON monitoring_mention;
DROP TRIGGER mention_counted_out ON monitoring_mention;
DROP TRIGGER mention_on_hold ON monitoring_mention;
DROP TRIGGER retention_rule_is_frozen ON monitoring_retentionrule;
DROP TRIGGER tombstone_is_accounted_for_once ON monitoring_tombstone;
DROP TRIGGER tombstone_stands ON monitoring_tombstone;
DROP TRIGGER watch_version_is_frozen ON monitoring_watchversion;
DROP FUNCTION monitoring_refuse_rewriting();
DROP FUNCTION monitoring_refuse_letting_go();
DROP FUNCTION monitoring_refuse_revising();
DROP FUNCTION monitoring_bury();
DROP FUNCTION monitoring_count_mentions();
DROP FUNCTION monitoring_refuse_held();
DROP FUNCTION monitoring_refuse_change();
"""


class Migration(FirstMigration):
    replaces = [
        ("monitoring", "0001_initial"),
        ("monitoring", "0002_freeze_watch_versions"),
        ("monitoring", "0003_watch_expression"),
        ("monitoring", "0004_source_session"),
        ("monitoring", "0005_alerts_and_sets"),
        ("monitoring", "0006_patience_with_slow_hosts"),
        ("monitoring", "0007_count_mentions"),
        ("monitoring", "0008_spending_and_token_expiry"),
        ("monitoring", "0009_mention_found_index"),
        ("monitoring", "0010_saved_searches"),
        ("monitoring", "0011_files_taken_in"),
        ("monitoring", "0012_mention_revisions"),
        ("monitoring", "0013_findings_move_out"),
        ("monitoring", "0014_fold_copies_and_keep_exchanges"),
        ("monitoring", "0015_seal_authors"),
        ("monitoring", "0016_keep_and_delete"),
    ]

    initial = True

    dependencies = [
        ("channels", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiet_from",
                    models.TimeField(default=datetime.time(20, 0), verbose_name="stille fra"),
                ),
                (
                    "quiet_to",
                    models.TimeField(default=datetime.time(7, 0), verbose_name="stille til"),
                ),
                (
                    "workdays_only",
                    models.BooleanField(default=True, verbose_name="bare på virkedager"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tider for varsler",
                "verbose_name_plural": "tider for varsler",
            },
        ),
        migrations.CreateModel(
            name="AlertLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Hver dag"),
                            ("weekly", "Hver uke"),
                            ("never", "Ikke om nye omtaler"),
                        ],
                        max_length=10,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("parts", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "varselbrev",
                "verbose_name_plural": "varselbrev",
                "ordering": ("-made_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "pace", "until"), name="alert_letter_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)), name="alert_letter_never_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="slettet")),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("ordinary", "Vanlig omtale"),
                            ("irrelevant", "Trengte ikke oppfølging"),
                            ("open", "Under oppfølging"),
                            ("followed_up", "Fulgt opp og lukket"),
                            ("evidence", "Trussel eller hets"),
                            ("record", "Journalført eller bevaringsverdig"),
                        ],
                        max_length=12,
                        verbose_name="klasse",
                    ),
                ),
                ("rule", models.TextField(verbose_name="regel")),
                ("source_key", models.BigIntegerField()),
                ("source_name", models.CharField(max_length=100, verbose_name="kilde")),
                ("count", models.PositiveIntegerField(verbose_name="antall")),
                ("digest", models.CharField(max_length=64, verbose_name="sjekksum")),
                (
                    "captures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "shared",
                    models.PositiveIntegerField(
                        default=0, verbose_name="originaler andre omtaler bygger på"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sletting",
                "verbose_name_plural": "slettinger",
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="deletion_of_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("ordinary", "Vanlig omtale"),
                            ("irrelevant", "Trengte ikke oppfølging"),
                            ("open", "Under oppfølging"),
                            ("followed_up", "Fulgt opp og lukket"),
                            ("evidence", "Trussel eller hets"),
                            ("record", "Journalført eller bevaringsverdig"),
                        ],
                        max_length=12,
                        verbose_name="klasse",
                    ),
                ),
                ("days", models.PositiveIntegerField(verbose_name="dager")),
                ("legal_basis", models.TextField(verbose_name="hjemmel")),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("valid_from", models.DateField(verbose_name="gjelder fra")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lagringstid",
                "verbose_name_plural": "lagringstider",
                "ordering": ("retention", "-valid_from", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("retention", "record"), _negated=True),
                        name="retention_record_is_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1)), name="retention_a_day_at_least"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="retention_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=80, verbose_name="navn")),
                ("query", models.TextField(verbose_name="søk")),
                (
                    "is_shared",
                    models.BooleanField(default=False, verbose_name="delt med kollegene"),
                ),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lagret søk",
                "verbose_name_plural": "lagrede søk",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at", None)),
                        fields=("owner", "name"),
                        name="saved_search_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True),
                        name="saved_search_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("connector", models.SlugField()),
                ("holder", models.CharField(max_length=32)),
                ("period_from", models.DateField()),
                ("units", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "forbruk",
                "verbose_name_plural": "forbruk",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("connector", "holder", "period_from"), name="spending_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("expression", models.TextField(verbose_name="søkeuttrykk")),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
            ],
            options={
                "verbose_name": "ordsett",
                "verbose_name_plural": "ordsett",
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expression", ""), _negated=True),
                        name="term_set_has_terms",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mention_uuid", models.UUIDField(unique=True)),
                ("source_key", models.BigIntegerField()),
                ("gone_at", models.DateTimeField()),
                (
                    "deletion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tombstones",
                        to="monitoring.deletion",
                    ),
                ),
            ],
            options={
                "verbose_name": "slettet omtale",
                "verbose_name_plural": "slettede omtaler",
                "indexes": [
                    models.Index(
                        condition=models.Q(("deletion", None)),
                        fields=["gone_at"],
                        name="tombstone_without_line",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="navn")),
                ("purpose", models.TextField(verbose_name="formål")),
                ("legal_basis", models.TextField(verbose_name="behandlingsgrunnlag")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                ("everywhere", models.BooleanField(default=False, verbose_name="alle kilder")),
            ],
            options={
                "verbose_name": "overvåking",
                "verbose_name_plural": "overvåkinger",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at-once", "Med en gang"),
                            ("daily", "Hver dag"),
                            ("weekly", "Hver uke"),
                            ("never", "Ikke om nye omtaler"),
                        ],
                        max_length=10,
                        verbose_name="hvor ofte",
                    ),
                ),
                ("surges", models.BooleanField(default=False, verbose_name="uvanlig mange")),
                ("little", models.BooleanField(default=False, verbose_name="uvanlig få")),
                ("made_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                ("told_until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.savedsearch",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "varsel",
                "verbose_name_plural": "varsler",
                "ordering": ("watch__name", "-made_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "watch"),
                        name="alert_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "search"),
                        name="alert_of_search_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("little", False),
                                ("search__isnull", False),
                                ("surges", False),
                                ("watch", None),
                            ),
                            models.Q(("search", None), ("watch__isnull", False)),
                            _connector="OR",
                        ),
                        name="alert_of_watch_or_search",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("ended_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="alert_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("surge", "Uvanlig mange"), ("little", "Uvanlig få")],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("usual", models.FloatField()),
                ("low", models.PositiveIntegerField()),
                ("high", models.PositiveIntegerField()),
                ("limit", models.FloatField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("silent_sources", models.PositiveIntegerField(default=0)),
                ("found_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "uvanlig mengde",
                "verbose_name_plural": "uvanlige mengder",
                "ordering": ("-until", "-pk"),
                "indexes": [models.Index(fields=["-found_at"], name="finding_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("watch", "kind", "day"), name="finding_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lt", models.F("until"))),
                        name="finding_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="navn")),
                ("connector", models.SlugField(verbose_name="leses med")),
                ("settings", models.JSONField(default=dict)),
                ("encrypted_token", models.TextField(blank=True, editable=False)),
                ("token_set_at", models.DateTimeField(editable=False, null=True)),
                (
                    "token_expires_on",
                    models.DateField(blank=True, null=True, verbose_name="tokenet går ut"),
                ),
                ("encrypted_session", models.TextField(blank=True, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Aktiv"), ("paused", "På pause")],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("pause_reason", models.TextField(blank=True)),
                (
                    "interval_minutes",
                    models.PositiveIntegerField(
                        default=15, verbose_name="minutter mellom hver henting"
                    ),
                ),
                ("adapts", models.BooleanField(default=True, verbose_name="tilpasser seg")),
                ("pace_minutes", models.PositiveIntegerField(editable=False, null=True)),
                ("due_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                ("lease", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("handed_at", models.DateTimeField(editable=False, null=True)),
                ("slow_until", models.DateTimeField(editable=False, null=True)),
                ("cursor", models.JSONField(default=dict, editable=False)),
                ("etag", models.TextField(blank=True, editable=False)),
                ("last_modified", models.TextField(blank=True, editable=False)),
                ("body_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("read_with", models.CharField(blank=True, editable=False, max_length=64)),
                ("last_tried_at", models.DateTimeField(editable=False, null=True)),
                ("last_ok_at", models.DateTimeField(editable=False, null=True)),
                ("last_new_at", models.DateTimeField(editable=False, null=True)),
                ("failures", models.PositiveIntegerField(default=0, editable=False)),
                ("trouble", models.CharField(blank=True, editable=False, max_length=30)),
                ("last_error", models.TextField(blank=True, editable=False)),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, editable=False, size=None
                    ),
                ),
                ("quota_left", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channel",
                    ),
                ),
                (
                    "watches",
                    models.ManyToManyField(
                        related_name="sources", to="monitoring.watch", verbose_name="overvåkinger"
                    ),
                ),
            ],
            options={
                "verbose_name": "kilde",
                "verbose_name_plural": "kilder",
                "ordering": ("name",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "active")),
                        fields=["due_at"],
                        name="source_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease__isnull", False), ("lease_until__isnull", False)),
                            models.Q(("lease__isnull", True), ("lease_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="source_lease_both_or_neither",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pause_reason", ""), ("state", "active")),
                            models.Q(
                                ("state", "paused"), models.Q(("pause_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="source_pause_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("interval_minutes__gte", 1)),
                        name="source_interval_minimum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WatchVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="versjon")),
                ("expression", models.TextField(verbose_name="søkeuttrykk")),
                ("typed", models.TextField(blank=True, verbose_name="slik det ble skrevet")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor")),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "names_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public", "En person i offentlig rolle"),
                            ("private", "En privatperson"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "names_reason",
                    models.TextField(blank=True, verbose_name="hvorfor navnet trengs"),
                ),
                ("made_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "versjon av overvåking",
                "verbose_name_plural": "versjoner av overvåking",
                "ordering": ("watch", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("watch", "number"), name="watch_version_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expression", ""), _negated=True),
                        name="watch_version_has_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("names", []),
                            models.Q(
                                models.Q(("names_reason", ""), _negated=True),
                                models.Q(("names_role", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="watch_version_names_have_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("request_url", models.TextField()),
                ("fetched_at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField()),
                ("content_type", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("packed", models.BinaryField()),
                ("exchange", models.JSONField(editable=False, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captures",
                        to="monitoring.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "originalt svar",
                "verbose_name_plural": "originale svar",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("mention", "Én omtale"),
                            ("source", "Alt fra en kilde"),
                            ("watch", "Alt fra en overvåking"),
                            ("search", "Treffene i et lagret søk"),
                        ],
                        max_length=10,
                        verbose_name="gjelder",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="gjelder")),
                ("reason", models.TextField(verbose_name="begrunnelse")),
                ("placed_at", models.DateTimeField(verbose_name="satt")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="siste dag")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="opphevet")),
                ("lifting_reason", models.TextField(blank=True, verbose_name="hvorfor opphevet")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="monitoring.savedsearch",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="monitoring.source",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "sperre mot sletting",
                "verbose_name_plural": "sperrer mot sletting",
                "ordering": ("-placed_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("scope", "source"), ("source__isnull", False), ("watch", None)
                            ),
                            models.Q(
                                ("scope", "watch"), ("source", None), ("watch__isnull", False)
                            ),
                            models.Q(
                                ("scope__in", ("mention", "search")),
                                ("source", None),
                                ("watch", None),
                            ),
                            _connector="OR",
                        ),
                        name="hold_is_on_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifted_at", None), ("lifted_by", None), ("lifting_reason", "")
                            ),
                            models.Q(
                                ("lifted_at__isnull", False),
                                models.Q(("lifting_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hold_lifted_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="filnavn")),
                ("sha256", models.CharField(max_length=64)),
                ("packed", models.BinaryField()),
                ("columns", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("rows", models.PositiveIntegerField(null=True)),
                ("new", models.PositiveIntegerField(null=True)),
                ("faults", models.PositiveIntegerField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="monitoring.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "fil som er tatt inn",
                "verbose_name_plural": "filer som er tatt inn",
                "ordering": ("-uploaded_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rows__isnull", False), ("taken_at__isnull", False)),
                            models.Q(("rows__isnull", True), ("taken_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="import_file_taken_both_or_neither",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("faults", None), ("new", None), ("taken_at", None)),
                            models.Q(
                                ("faults__isnull", False),
                                ("new__isnull", False),
                                ("taken_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="import_file_counts_when_taken",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("triaged", "Sortert"),
                            ("assigned", "Tildelt"),
                            ("answered", "Besvart"),
                            ("referred", "Sendt til fagavdeling"),
                            ("no_answer", "Krever ikke svar"),
                            ("assessed", "Journalvurdert"),
                            ("closed", "Lukket"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("count", models.IntegerField(verbose_name="antall")),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.source",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.watch",
                    ),
                ),
            ],
            options={
                "verbose_name": "antall omtaler",
                "verbose_name_plural": "antall omtaler",
                "indexes": [models.Index(fields=["day"], name="mention_count_day")],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "Pågår"),
                            ("read", "Hentet"),
                            ("unchanged", "Ingenting nytt"),
                            ("later", "Prøver igjen"),
                            ("limited", "Kilden ba oss vente"),
                            ("stopped", "Satt på pause"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("pages", models.PositiveIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(default=0)),
                ("http_status", models.PositiveSmallIntegerField(null=True)),
                ("bytes_read", models.PositiveBigIntegerField(default=0)),
                ("detail", models.TextField(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="monitoring.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "henting",
                "verbose_name_plural": "hentinger",
                "ordering": ("-started_at", "-pk"),
                "indexes": [models.Index(fields=["source", "-started_at"], name="run_newest")],
            },
        ),
        migrations.CreateModel(
            name="SourceSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
                (
                    "sources",
                    models.ManyToManyField(
                        related_name="sets", to="monitoring.source", verbose_name="kilder"
                    ),
                ),
                (
                    "watches",
                    models.ManyToManyField(
                        blank=True,
                        related_name="source_sets",
                        to="monitoring.watch",
                        verbose_name="overvåkinger",
                    ),
                ),
            ],
            options={
                "verbose_name": "kildesett",
                "verbose_name_plural": "kildesett",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("external_id", models.CharField(max_length=500)),
                ("url", models.URLField(max_length=2000, verbose_name="adresse")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="tittel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("html", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nb", "Bokmål"),
                            ("nn", "Nynorsk"),
                            ("se", "Samisk"),
                            ("en", "Engelsk"),
                            ("", "Annet eller ukjent"),
                        ],
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                ("author_sealed", models.TextField(blank=True, editable=False)),
                ("author_key", models.CharField(blank=True, editable=False, max_length=32)),
                ("posted_at", models.DateTimeField(verbose_name="publisert")),
                ("posted_raw", models.CharField(blank=True, max_length=100)),
                ("found_at", models.DateTimeField(verbose_name="funnet")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "Ny"),
                            ("triaged", "Sortert"),
                            ("assigned", "Tildelt"),
                            ("answered", "Besvart"),
                            ("referred", "Sendt til fagavdeling"),
                            ("no_answer", "Krever ikke svar"),
                            ("assessed", "Journalvurdert"),
                            ("closed", "Lukket"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("withheld_at", models.DateTimeField(blank=True, null=True)),
                ("withheld_reason", models.TextField(blank=True)),
                ("fingerprint", models.BigIntegerField(editable=False, null=True)),
                ("recheck_at", models.DateTimeField(editable=False, null=True)),
                (
                    "gone_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="borte siden"),
                ),
                ("same_link", models.BigIntegerField(editable=False, null=True)),
                ("same_text", models.BigIntegerField(editable=False, null=True)),
                ("is_parted", models.BooleanField(db_default=False, editable=False)),
                (
                    "shares",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="delt"),
                ),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("ordinary", "Vanlig omtale"),
                            ("irrelevant", "Trengte ikke oppfølging"),
                            ("open", "Under oppfølging"),
                            ("followed_up", "Fulgt opp og lukket"),
                            ("evidence", "Trussel eller hets"),
                            ("record", "Journalført eller bevaringsverdig"),
                        ],
                        default="ordinary",
                        max_length=12,
                        verbose_name="lagres som",
                    ),
                ),
                (
                    "retain_from",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                "title", "text", config="norwegian"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                models.Case(
                                    models.When(
                                        models.Q(
                                            (
                                                "title__regex",
                                                "[áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒÁÀÂČÇĐÉÈÊËǤǦÍÌÎÏǨŃÑŊÓÒÔŠŚŦÚÙÛÜÝŽǮƷ]",
                                            )
                                        ),
                                        then=models.Func(
                                            "title",
                                            models.Value(
                                                "áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒÁÀÂČÇĐÉÈÊËǤǦÍÌÎÏǨŃÑŊÓÒÔŠŚŦÚÙÛÜÝŽǮƷ"
                                            ),
                                            models.Value(
                                                "aaaccdeeeeggiiiiknnnooosstuuuuyzzzAAACCDEEEEGGIIIIKNNNOOOSSTUUUUYZZZ"
                                            ),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                    ),
                                    default=models.F("title"),
                                    output_field=models.TextField(),
                                ),
                                models.Case(
                                    models.When(
                                        models.Q(
                                            (
                                                "text__regex",
                                                "[áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒÁÀÂČÇĐÉÈÊËǤǦÍÌÎÏǨŃÑŊÓÒÔŠŚŦÚÙÛÜÝŽǮƷ]",
                                            )
                                        ),
                                        then=models.Func(
                                            "text",
                                            models.Value(
                                                "áàâčçđéèêëǥǧíìîïǩńñŋóòôšśŧúùûüýžǯʒÁÀÂČÇĐÉÈÊËǤǦÍÌÎÏǨŃÑŊÓÒÔŠŚŦÚÙÛÜÝŽǮƷ"
                                            ),
                                            models.Value(
                                                "aaaccdeeeeggiiiiknnnooosstuuuuyzzzAAACCDEEEEGGIIIIKNNNOOOSSTUUUUYZZZ"
                                            ),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                    ),
                                    default=models.F("text"),
                                    output_field=models.TextField(),
                                ),
                                config="simple",
                            ),
                            django.contrib.postgres.search.SearchConfig("norwegian"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="monitoring.capture",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="monitoring.mention",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="monitoring.source",
                    ),
                ),
                (
                    "watch_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="monitoring.watchversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "omtale",
                "verbose_name_plural": "omtaler",
                "ordering": ("-posted_at", "-pk"),
                "indexes": [
                    models.Index(fields=["-posted_at", "-id"], name="mention_newest"),
                    models.Index(
                        fields=["status", "-posted_at", "-id"], name="mention_status_newest"
                    ),
                    models.Index(
                        fields=["source", "-posted_at", "-id"], name="mention_source_newest"
                    ),
                    models.Index(fields=["retention", "retain_from"], name="mention_retention"),
                    models.Index(
                        condition=models.Q(("recheck_at__isnull", False), ("withheld_at", None)),
                        fields=["recheck_at"],
                        name="mention_recheck",
                    ),
                    models.Index(
                        condition=models.Q(("head__isnull", False)),
                        fields=["head"],
                        name="mention_head",
                    ),
                    models.Index(
                        condition=models.Q(("same_link__isnull", False)),
                        fields=["same_link"],
                        name="mention_same_link",
                    ),
                    models.Index(
                        condition=models.Q(("same_text__isnull", False)),
                        fields=["same_text"],
                        name="mention_same_text",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="mention_search"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["found_at"], name="mention_found"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "external_id"), name="mention_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url__startswith", "http://"),
                            ("url__startswith", "https://"),
                            _connector="OR",
                        ),
                        name="mention_web_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withheld_at", None),
                            models.Q(("withheld_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mention_withheld_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("head", models.F("id")), _negated=True),
                        name="mention_no_copy_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoldChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("join", "Slått sammen"), ("split", "Skilt ut")],
                        max_length=5,
                        verbose_name="handling",
                    ),
                ),
                (
                    "moved",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.mention",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.mention",
                    ),
                ),
            ],
            options={
                "verbose_name": "sammenslåing av omtaler",
                "verbose_name_plural": "sammenslåinger av omtaler",
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="fold_undone_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="monitoring.hold",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="monitoring.mention",
                    ),
                ),
            ],
            options={
                "verbose_name": "sperret omtale",
                "verbose_name_plural": "sperrede omtaler",
                "constraints": [
                    models.UniqueConstraint(fields=("hold", "mention"), name="held_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "capture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="monitoring.capture",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="monitoring.mention",
                    ),
                ),
            ],
            options={
                "verbose_name": "tidligere utgave av omtale",
                "verbose_name_plural": "tidligere utgaver av omtaler",
                "ordering": ("mention", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mention", "number"), name="mention_revision_number_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="watch",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="monitoring.watchversion",
            ),
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
