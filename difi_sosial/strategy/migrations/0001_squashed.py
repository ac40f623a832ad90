"""Every table of the app in one step; takes the place of the migrations it names."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION strategy_row_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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
CREATE FUNCTION strategy_version_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    free text[] := ARRAY['state', 'in_force_on', 'superseded_at', 'withdrawn_by_id', 'withdrawn_at',
                         'withdraw_reason', 'updated_at', 'state_since', 'review_on', 'review_opened_at'];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'an approved strategy version is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER strategy_duty_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_duty
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_goal_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_goal
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_keymessage_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_keymessage
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_misconception_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_misconception
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_risk_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_risk
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
CREATE TRIGGER strategy_version_frozen
    BEFORE DELETE OR UPDATE ON strategy_strategyversion
    FOR EACH ROW
    EXECUTE FUNCTION strategy_version_frozen();
CREATE TRIGGER strategy_targetgroup_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON strategy_targetgroup
    FOR EACH ROW
    EXECUTE FUNCTION strategy_row_frozen();
"""

LIFT = """
DROP TRIGGER strategy_duty_frozen ON strategy_duty;
DROP TRIGGER strategy_goal_frozen ON strategy_goal;
DROP TRIGGER strategy_keymessage_frozen ON strategy_keymessage;
DROP TRIGGER strategy_misconception_frozen ON strategy_misconception;
DROP TRIGGER strategy_risk_frozen ON strategy_risk;
DROP TRIGGER strategy_version_frozen ON strategy_strategyversion;
DROP TRIGGER strategy_targetgroup_frozen ON strategy_targetgroup;
DROP FUNCTION strategy_row_frozen();
DROP FUNCTION strategy_version_frozen();
"""


class Migration(FirstMigration):
    replaces = [
        ("strategy", "0001_initial"),
        ("strategy", "0002_freeze_approved"),
        ("strategy", "0003_write_all_sections"),
        ("strategy", "0004_freeze_new_rows"),
        ("strategy", "0005_way_of_a_version"),
        ("strategy", "0006_reasons_and_reviews"),
        ("strategy", "0007_heard_or_told_why_not"),
        ("strategy", "0008_approved_on_behalf"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Strategy",
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
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "scope",
                    models.CharField(
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
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="varer til")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "strategi",
                "verbose_name_plural": "strategier",
                "ordering": ("title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="StrategyVersion",
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
                ("number", models.PositiveIntegerField(verbose_name="versjon")),
                (
                    "state",
                    models.CharField(
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
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                (
                    "editor_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("editions", models.JSONField(default=dict, editable=False)),
                ("sittings", models.JSONField(default=dict, editable=False)),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="skal gjelde fra"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="skal gjelde til"),
                ),
                (
                    "next_review",
                    models.DateField(blank=True, null=True, verbose_name="neste gjennomgang"),
                ),
                ("mandate", models.TextField(blank=True, verbose_name="oppdraget")),
                (
                    "overall_strategy",
                    models.TextField(
                        blank=True, verbose_name="forholdet til andre strategier og planer"
                    ),
                ),
                (
                    "principles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("openness", "Åpenhet: folk får innsyn i det dere gjør"),
                                ("participation", "Medvirkning: de som blir berørt, blir tatt med"),
                                (
                                    "reach-all",
                                    "Nå alle: informasjonen når fram til dem den gjelder",
                                ),
                                ("active", "Aktiv: dere forteller uten å bli spurt, og i tide"),
                                ("line", "Linje: den som har ansvar for saken, snakker om den"),
                                (
                                    "coherence",
                                    "Helhet: det dere sier, henger sammen med det andre i staten sier",
                                ),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="prinsipper i kommunikasjonspolitikken",
                    ),
                ),
                (
                    "heard",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("unions", "Tillitsvalgte og verneombud"),
                                ("dpo", "Personvernombudet"),
                                ("archive", "Arkivet"),
                                ("legal", "Jurister"),
                                ("security", "De som har ansvar for informasjonssikkerhet"),
                                ("subject", "Fagavdelingene"),
                                ("users", "Brukere og organisasjonene deres"),
                                ("council", "Styre, råd eller kommunestyre"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hvem som er hørt",
                    ),
                ),
                (
                    "heard_text",
                    models.TextField(blank=True, verbose_name="innspillene, og hva de førte til"),
                ),
                ("situation", models.TextField(blank=True, verbose_name="kanalene i dag")),
                ("resources_today", models.TextField(blank=True, verbose_name="ressursene i dag")),
                ("net_identity", models.TextField(blank=True, verbose_name="nettidentitet")),
                (
                    "net_identity_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="nettidentiteten ble sjekket"
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reputation", "Helhetlig kommunikasjon og omdømme"),
                                ("campaign", "Kampanje eller prosjekt"),
                                ("knowledge-work", "Kunnskapsarbeid og faglige nettverk"),
                                ("service", "Service og veiledning"),
                                ("participation", "Medvirkning og høring"),
                                ("recruitment", "Rekruttering"),
                                ("crisis", "Krisekommunikasjon"),
                                ("internal", "Intern kommunikasjon"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="formål",
                    ),
                ),
                (
                    "purpose_text",
                    models.TextField(blank=True, verbose_name="formålet med egne ord"),
                ),
                ("core_message", models.TextField(blank=True, verbose_name="hovedbudskap")),
                (
                    "spokesperson",
                    models.CharField(blank=True, max_length=200, verbose_name="talsperson"),
                ),
                (
                    "inform_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Brukes ikke"),
                            (1, "Litt"),
                            (2, "Jevnlig"),
                            (3, "Mest av alt"),
                        ],
                        null=True,
                        verbose_name="formidle",
                    ),
                ),
                (
                    "inform_evidence",
                    models.TextField(blank=True, verbose_name="begrunnelse for formidle"),
                ),
                (
                    "listen_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Brukes ikke"),
                            (1, "Litt"),
                            (2, "Jevnlig"),
                            (3, "Mest av alt"),
                        ],
                        null=True,
                        verbose_name="lytte",
                    ),
                ),
                (
                    "listen_evidence",
                    models.TextField(blank=True, verbose_name="begrunnelse for lytte"),
                ),
                (
                    "share_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Brukes ikke"),
                            (1, "Litt"),
                            (2, "Jevnlig"),
                            (3, "Mest av alt"),
                        ],
                        null=True,
                        verbose_name="dele",
                    ),
                ),
                (
                    "share_evidence",
                    models.TextField(blank=True, verbose_name="begrunnelse for dele"),
                ),
                (
                    "take_part_level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Brukes ikke"),
                            (1, "Litt"),
                            (2, "Jevnlig"),
                            (3, "Mest av alt"),
                        ],
                        null=True,
                        verbose_name="delta",
                    ),
                ),
                (
                    "take_part_evidence",
                    models.TextField(blank=True, verbose_name="begrunnelse for delta"),
                ),
                (
                    "channel_plan",
                    models.TextField(blank=True, verbose_name="kanaler vi vil vurdere"),
                ),
                (
                    "channels_not",
                    models.TextField(blank=True, verbose_name="kanaler vi ikke vil bruke"),
                ),
                (
                    "privacy_security",
                    models.TextField(
                        blank=True, verbose_name="personvern og informasjonssikkerhet"
                    ),
                ),
                ("case_handling", models.TextField(blank=True, verbose_name="saksbehandling")),
                (
                    "private_professional",
                    models.TextField(blank=True, verbose_name="privat og profesjonell rolle"),
                ),
                ("archive_journal", models.TextField(blank=True, verbose_name="arkiv og journal")),
                (
                    "policy_signals",
                    models.TextField(blank=True, verbose_name="forvaltningspolitiske signaler"),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        verbose_name="timer i uken",
                    ),
                ),
                ("staffing", models.TextField(blank=True, verbose_name="hvem gjør arbeidet")),
                ("substitutes", models.TextField(blank=True, verbose_name="hvem er vikar")),
                ("budget", models.TextField(blank=True, verbose_name="budsjett")),
                ("advertising", models.TextField(blank=True, verbose_name="annonsering")),
                ("crisis_plan", models.TextField(blank=True, verbose_name="beredskapsplanen")),
                (
                    "crisis_override",
                    models.TextField(blank=True, verbose_name="hvem overtar i en krise"),
                ),
                (
                    "crisis_use",
                    models.TextField(blank=True, verbose_name="sosiale medier i en krise"),
                ),
                (
                    "bokmaal_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="andel bokmål i prosent",
                    ),
                ),
                (
                    "nynorsk_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="andel nynorsk i prosent",
                    ),
                ),
                ("sami", models.TextField(blank=True, verbose_name="samisk")),
                (
                    "other_languages",
                    models.TextField(blank=True, verbose_name="andre språk og tegnspråk"),
                ),
                ("plain_language", models.TextField(blank=True, verbose_name="klarspråk")),
                ("pilot_plan", models.TextField(blank=True, verbose_name="hva som skal prøves")),
                (
                    "pilot_until",
                    models.DateField(blank=True, null=True, verbose_name="piloten varer til"),
                ),
                (
                    "pilot_success",
                    models.TextField(blank=True, verbose_name="når piloten har lyktes"),
                ),
                (
                    "pilot_stop",
                    models.TextField(blank=True, verbose_name="når piloten blir stoppet"),
                ),
                ("evaluation", models.TextField(blank=True, verbose_name="hva som skal måles")),
                ("evaluation_when", models.TextField(blank=True, verbose_name="når og hvem")),
                (
                    "stop_criteria",
                    models.TextField(blank=True, verbose_name="hva som får oss til å slutte"),
                ),
                ("publication", models.TextField(blank=True, verbose_name="publisering")),
                ("state_since", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("hearing_text", models.TextField(blank=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("skipped_at", models.DateTimeField(null=True)),
                ("skip_reason", models.TextField(blank=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("canonical_text", models.TextField(blank=True)),
                ("checksum", models.CharField(blank=True, max_length=64)),
                (
                    "in_force_on",
                    models.DateField(blank=True, null=True, verbose_name="gjelder fra"),
                ),
                ("superseded_at", models.DateTimeField(null=True)),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="gjennomgås")),
                ("review_opened_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdraw_reason", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="forfatter",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "skipped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="strategy.strategy",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versjon av strategi",
                "verbose_name_plural": "versjoner av strategi",
                "ordering": ("strategy", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("strategy", "number"), name="strategy_version_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("strategy",),
                        name="strategy_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "quality", "hearing", "submitted", "returned"))
                        ),
                        fields=("strategy",),
                        name="strategy_one_open",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="strategy_sent_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("skipped_at__isnull", False), ("skipped_by__isnull", False)),
                            models.Q(("skipped_at__isnull", True), ("skipped_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="strategy_skipped_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            models.Q(
                                ("submitted_at__isnull", True), ("submitted_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="strategy_submitted_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at__isnull", False), ("returned_by__isnull", False)
                            ),
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="strategy_returned_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="strategy_approved_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="strategy_withdrawn_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            ("approved_by", None),
                            _connector="OR",
                        ),
                        name="strategy_approver_not_submitter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("sent_by")), _negated=True),
                            ("approved_by", None),
                            _connector="OR",
                        ),
                        name="strategy_approver_not_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("author")), _negated=True),
                            ("approved_by", None),
                            _connector="OR",
                        ),
                        name="strategy_approver_not_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("editor_ids__contains", [models.F("approved_by")]), _negated=True
                            ),
                            ("approved_by", None),
                            _connector="OR",
                        ),
                        name="strategy_approver_not_editor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_for", None),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("approved_for", models.F("approved_by")), _negated=True),
                                models.Q(("approved_for", models.F("author")), _negated=True),
                                models.Q(
                                    ("sent_by", None),
                                    models.Q(("approved_for", models.F("sent_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(("approved_for", models.F("submitted_by")), _negated=True),
                                models.Q(
                                    ("editor_ids__contains", [models.F("approved_for")]),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="strategy_approved_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("approved", "in_force", "superseded")), _negated=True
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(("canonical_text", ""), _negated=True),
                                models.Q(("checksum", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="strategy_approved_is_frozen_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("heard_at__isnull", False),
                            models.Q(("skip_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="strategy_heard_or_told_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True),
                            ("in_force_on__isnull", False),
                            _connector="OR",
                        ),
                        name="strategy_in_force_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="strategy_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("goal_key", models.UUIDField()),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="verdi"),
                ),
                ("measured_on", models.DateField(verbose_name="målt")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="strategy.strategy",
                    ),
                ),
            ],
            options={
                "verbose_name": "måling",
                "verbose_name_plural": "målinger",
                "ordering": ("strategy", "measured_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("strategy", "goal_key", "measured_on"),
                        name="measurement_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("description", models.TextField(verbose_name="hva kan gå galt")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1 – svært lite sannsynlig"),
                            (2, "2 – lite sannsynlig"),
                            (3, "3 – kan skje"),
                            (4, "4 – sannsynlig"),
                            (5, "5 – svært sannsynlig"),
                        ],
                        null=True,
                        verbose_name="sannsynlighet",
                    ),
                ),
                (
                    "consequence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1 – ubetydelig"),
                            (2, "2 – liten"),
                            (3, "3 – merkbar"),
                            (4, "4 – alvorlig"),
                            (5, "5 – svært alvorlig"),
                        ],
                        null=True,
                        verbose_name="konsekvens",
                    ),
                ),
                ("measure", models.TextField(blank=True, verbose_name="tiltak")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=150, verbose_name="ansvarlig"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "risiko",
                "verbose_name_plural": "risikoer",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="risk_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood", None), ("likelihood__range", (1, 5)), _connector="OR"
                        ),
                        name="risk_likelihood_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consequence", None), ("consequence__range", (1, 5)), _connector="OR"
                        ),
                        name="risk_consequence_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Misconception",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.TextField(verbose_name="det folk tror")),
                ("truth", models.TextField(blank=True, verbose_name="det som er riktig")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=300, verbose_name="der det står"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="misconceptions",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "feil som går igjen",
                "verbose_name_plural": "feil som går igjen",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "key"), name="misconception_key_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(verbose_name="budskap")),
                (
                    "target_group_key",
                    models.UUIDField(blank=True, null=True, verbose_name="målgruppe"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "budskap",
                "verbose_name_plural": "budskap",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="key_message_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("statement", models.TextField(verbose_name="mål")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=300, verbose_name="indikator"),
                ),
                ("unit", models.CharField(blank=True, max_length=50, verbose_name="enhet")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="i dag"
                    ),
                ),
                ("baseline_on", models.DateField(blank=True, null=True, verbose_name="målt")),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="måltall",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="kilde for målingen"),
                ),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=150, verbose_name="ansvarlig"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "mål",
                "verbose_name_plural": "mål",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="goal_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("task", models.CharField(max_length=200, verbose_name="oppgave")),
                ("does", models.CharField(blank=True, max_length=200, verbose_name="gjør den")),
                (
                    "answers",
                    models.CharField(blank=True, max_length=200, verbose_name="svarer for den"),
                ),
                (
                    "consulted",
                    models.CharField(blank=True, max_length=200, verbose_name="blir spurt først"),
                ),
                (
                    "informed",
                    models.CharField(blank=True, max_length=200, verbose_name="får vite om det"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "oppgave",
                "verbose_name_plural": "oppgaver",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="duty_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=150, verbose_name="målgruppe")),
                (
                    "size",
                    models.CharField(blank=True, max_length=100, verbose_name="omtrent hvor mange"),
                ),
                (
                    "knowledge_source",
                    models.CharField(blank=True, max_length=300, verbose_name="kunnskapskilde"),
                ),
                (
                    "knowledge_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2100)],
                        verbose_name="år",
                    ),
                ),
                (
                    "is_assumption",
                    models.BooleanField(default=False, verbose_name="dette er en antakelse"),
                ),
                ("whereabouts", models.TextField(blank=True, verbose_name="hvor er de")),
                (
                    "access_needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("plain", "Ekstra enkelt språk"),
                                ("languages", "Andre språk enn norsk"),
                                ("sami", "Samisk"),
                                ("vision", "Synstolking, alternativ tekst og kontrast"),
                                ("hearing", "Teksting og tegnspråk"),
                                ("offline", "Deler av gruppen er ikke på nett"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="behov for tilgang",
                    ),
                ),
                (
                    "children",
                    models.CharField(
                        choices=[
                            ("none", "Bare voksne"),
                            ("under-18", "Også ungdom under 18 år"),
                            ("under-15", "Også barn under 15 år"),
                            ("under-13", "Også barn under 13 år"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="barn og unge",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="target_groups",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "målgruppe",
                "verbose_name_plural": "målgrupper",
                "ordering": ("version", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="target_group_key_once")
                ],
            },
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
        migrations.RunSQL(GUARDS, LIFT),
    ]
