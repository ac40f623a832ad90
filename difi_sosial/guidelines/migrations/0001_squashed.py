"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION guideline_approval_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    parties bigint[] := array_remove(ARRAY[NEW.approved_by_id, NEW.on_behalf_of_id], NULL);
    writers bigint[];
    day date;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'a step of an approval that is taken stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.version_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.version_id)))
    THEN
        RAISE EXCEPTION 'the steps of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT array_agg(person) INTO writers FROM (
        SELECT user_id AS person FROM guidelines_guidelineversion_authors
            WHERE guidelineversion_id = NEW.version_id
        UNION SELECT submitted_by_id FROM guidelines_guidelineversion
            WHERE id = NEW.version_id AND submitted_by_id IS NOT NULL) wrote;
    IF parties && writers THEN
        RAISE EXCEPTION 'an author never takes a step of the approval, nor does a stand-in for one'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM guidelines_approval
        WHERE version_id = NEW.version_id AND round = NEW.round AND id <> NEW.id
            AND (approved_by_id = ANY (parties) OR on_behalf_of_id = ANY (parties)))
    THEN
        RAISE EXCEPTION 'nobody has a part in two steps of one approval'
            USING ERRCODE = 'check_violation';
    END IF;
    day := (NEW.approved_at AT TIME ZONE 'Europe/Oslo')::date;
    IF NEW.on_behalf_of_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM people_delegation d
        JOIN people_power p ON p.delegation_id = d.id
        WHERE d.principal_id = NEW.on_behalf_of_id AND d.deputy_id = NEW.approved_by_id
            AND day BETWEEN d.from_on AND d.until_on
            AND (d.ended_at IS NULL OR d.ended_at > NEW.approved_at)
            AND p.permission = CASE NEW.approver
                WHEN 'head' THEN 'guideline-lead' ELSE 'guideline-approve' END
            AND NOT ARRAY[d.made_by_id, p.given_by_id] && COALESCE(writers, '{}'))
    THEN
        RAISE EXCEPTION 'only a stand-in takes a step on behalf of another, and in those days'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_asked_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF (NEW.campaign_id, NEW.person_id) IS DISTINCT FROM (OLD.campaign_id, OLD.person_id) THEN
        RAISE EXCEPTION 'who was asked, and about what, is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_campaign_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF (NEW.version_id, NEW.question) IS DISTINCT FROM (OLD.version_id, OLD.question) THEN
        RAISE EXCEPTION 'what people are asked to confirm is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_authors_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.guidelineversion_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.guidelineversion_id)))
    THEN
        RAISE EXCEPTION 'the authors of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION guideline_all_steps_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    writers bigint[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round
                AND approved_by_id = NEW.approved_by_id
                AND on_behalf_of_id IS NOT DISTINCT FROM NEW.approved_for_id)
        OR EXISTS (SELECT 1 FROM guidelines_approval
            WHERE version_id = NEW.id AND round = NEW.round AND approved_at IS NULL)
    THEN
        RAISE EXCEPTION 'a guideline version is approved when every step is taken'
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT array_agg(user_id) || NEW.submitted_by_id::bigint INTO writers
        FROM guidelines_guidelineversion_authors WHERE guidelineversion_id = NEW.id;
    IF EXISTS (SELECT 1 FROM guidelines_approval
        WHERE version_id = NEW.id AND round = NEW.round
            AND (approved_by_id = ANY (writers) OR on_behalf_of_id = ANY (writers)))
    THEN
        RAISE EXCEPTION 'an author never has a part in the approval'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM hearing_invitation i
        JOIN hearing_hearing h ON h.id = i.hearing_id
        WHERE h.subject = 'guidelines.version:' || NEW.id AND h.state = 'closed'
            AND i.is_representative AND i.person_id <> ALL (writers))
    THEN
        RAISE EXCEPTION 'a guideline version is approved when the employees are heard'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_born_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a guideline version is approved step by step'
        USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION guideline_period_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'the last day of an approved guideline version is frozen'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION guideline_stand_in_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.approved_at IS NOT NULL AND NEW.approved_for_id IS DISTINCT FROM OLD.approved_for_id
    THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NULL AND NEW.approved_for_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM guidelines_guidelineversion_authors
        WHERE guidelineversion_id = NEW.id AND user_id = NEW.approved_for_id)
    THEN
        RAISE EXCEPTION 'nobody approves a guideline version on behalf of its author'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_version_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.approved_at IS NOT NULL THEN
            RAISE EXCEPTION 'an approved guideline version is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.approved_at IS NOT NULL AND
        (NEW.guideline_id, NEW.number, NEW.title, NEW.frozen, NEW.checksum,
         NEW.submitted_by_id, NEW.submitted_at, NEW.approved_by_id, NEW.approved_at)
        IS DISTINCT FROM
        (OLD.guideline_id, OLD.number, OLD.title, OLD.frozen, OLD.checksum,
         OLD.submitted_by_id, OLD.submitted_at, OLD.approved_by_id, OLD.approved_at)
    THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NULL AND NEW.approved_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM guidelines_guidelineversion_authors
        WHERE guidelineversion_id = NEW.id AND user_id = NEW.approved_by_id)
    THEN
        RAISE EXCEPTION 'an author never approves their own guideline version'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_whole_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    kept text[] := ARRAY['state', 'in_force_from', 'in_force_until', 'review_on',
        'review_opened_at', 'updated_at', 'frozen'];
BEGIN
    IF to_jsonb(NEW) - kept IS DISTINCT FROM to_jsonb(OLD) - kept THEN
        RAISE EXCEPTION 'an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('approved', 'in_force'), ('approved', 'withdrawn'), ('in_force', 'superseded'),
        ('in_force', 'expired'), ('in_force', 'withdrawn'))
    THEN
        RAISE EXCEPTION 'an approved guideline version moves forward only'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.in_force_from IS DISTINCT FROM OLD.in_force_from AND (
        NEW.in_force_from < OLD.in_force_from
        OR (OLD.state, NEW.state) <> ('approved', 'in_force'))
    THEN
        RAISE EXCEPTION 'the first day of an approved guideline version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.in_force_until IS DISTINCT FROM OLD.in_force_until AND (
        OLD.state <> 'in_force' OR NEW.state = 'in_force')
    THEN
        RAISE EXCEPTION 'the day a guideline version left force is set once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_section_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM guidelines_guidelineversion
        WHERE approved_at IS NOT NULL
            AND ((TG_OP <> 'INSERT' AND id = OLD.version_id)
                OR (TG_OP <> 'DELETE' AND id = NEW.version_id)))
    THEN
        RAISE EXCEPTION 'the sections of an approved guideline version are frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION guideline_receipt_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    version record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'a receipt is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT v.checksum, v.in_force_until, c.closed_at INTO version
    FROM guidelines_asked a
    JOIN guidelines_campaign c ON c.id = a.campaign_id
    JOIN guidelines_guidelineversion v ON v.id = c.version_id
    WHERE a.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.asked_id ELSE OLD.asked_id END;
    IF TG_OP = 'INSERT' THEN
        IF NEW.checksum IS DISTINCT FROM version.checksum OR version.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'a receipt is for the version that is asked about, while it is'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF version.in_force_until IS NULL OR version.closed_at IS NULL THEN
        RAISE EXCEPTION 'a receipt is kept while its version is in force'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION guideline_route_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'how guidelines were approved is never rewritten'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION guideline_fact_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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
CREATE TRIGGER guideline_approval_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_approval
    FOR EACH ROW
    EXECUTE FUNCTION guideline_approval_guard();
CREATE TRIGGER guideline_asked_guard
    BEFORE UPDATE ON guidelines_asked
    FOR EACH ROW
    EXECUTE FUNCTION guideline_asked_guard();
CREATE TRIGGER guideline_campaign_guard
    BEFORE UPDATE ON guidelines_campaign
    FOR EACH ROW
    EXECUTE FUNCTION guideline_campaign_guard();
CREATE TRIGGER guideline_authors_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_guidelineversion_authors
    FOR EACH ROW
    EXECUTE FUNCTION guideline_authors_guard();
CREATE TRIGGER guideline_all_steps_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW
    WHEN (((old.approved_at IS NULL) AND (new.approved_at IS NOT NULL)))
    EXECUTE FUNCTION guideline_all_steps_guard();
CREATE TRIGGER guideline_born_draft
    BEFORE INSERT ON guidelines_guidelineversion
    FOR EACH ROW
    WHEN ((new.approved_at IS NOT NULL))
    EXECUTE FUNCTION guideline_born_draft();
CREATE TRIGGER guideline_period_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW
    WHEN (((old.approved_at IS NOT NULL) AND (new.valid_until IS DISTINCT FROM old.valid_until)))
    EXECUTE FUNCTION guideline_period_guard();
CREATE TRIGGER guideline_stand_in_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW
    EXECUTE FUNCTION guideline_stand_in_guard();
CREATE TRIGGER guideline_version_guard
    BEFORE DELETE OR UPDATE ON guidelines_guidelineversion
    FOR EACH ROW
    EXECUTE FUNCTION guideline_version_guard();
CREATE TRIGGER guideline_whole_guard
    BEFORE UPDATE ON guidelines_guidelineversion
    FOR EACH ROW
    WHEN ((old.approved_at IS NOT NULL))
    EXECUTE FUNCTION guideline_whole_guard();
CREATE TRIGGER guideline_house_rule_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_houserule
    FOR EACH ROW
    EXECUTE FUNCTION guideline_section_guard();
CREATE TRIGGER guideline_receipt_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_receipt
    FOR EACH ROW
    EXECUTE FUNCTION guideline_receipt_guard();
CREATE TRIGGER guideline_return_reason_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_returnreason
    FOR EACH ROW
    EXECUTE FUNCTION guideline_section_guard();
CREATE TRIGGER guideline_route_guard
    BEFORE DELETE OR UPDATE ON guidelines_routechange
    FOR EACH ROW
    EXECUTE FUNCTION guideline_route_guard();
CREATE TRIGGER guideline_fact_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_sectionfact
    FOR EACH ROW
    EXECUTE FUNCTION guideline_fact_guard();
CREATE TRIGGER guideline_section_guard
    BEFORE INSERT OR DELETE OR UPDATE ON guidelines_section
    FOR EACH ROW
    EXECUTE FUNCTION guideline_section_guard();
"""

LIFT = """
DROP TRIGGER guideline_approval_guard ON guidelines_approval;
DROP TRIGGER guideline_asked_guard ON guidelines_asked;
DROP TRIGGER guideline_campaign_guard ON guidelines_campaign;
DROP TRIGGER guideline_authors_guard ON guidelines_guidelineversion_authors;
DROP TRIGGER guideline_all_steps_guard ON guidelines_guidelineversion;
DROP TRIGGER guideline_born_draft ON guidelines_guidelineversion;
DROP TRIGGER guideline_period_guard ON guidelines_guidelineversion;
DROP TRIGGER guideline_stand_in_guard ON guidelines_guidelineversion;
DROP TRIGGER guideline_version_guard ON guidelines_guidelineversion;
DROP TRIGGER guideline_whole_guard ON guidelines_guidelineversion;
DROP TRIGGER guideline_house_rule_guard ON guidelines_houserule;
DROP TRIGGER guideline_receipt_guard ON guidelines_receipt;
DROP TRIGGER guideline_return_reason_guard ON guidelines_returnreason;
DROP TRIGGER guideline_route_guard ON guidelines_routechange;
DROP TRIGGER guideline_fact_guard ON guidelines_sectionfact;
DROP TRIGGER guideline_section_guard ON guidelines_section;
DROP FUNCTION guideline_approval_guard();
DROP FUNCTION guideline_asked_guard();
DROP FUNCTION guideline_campaign_guard();
DROP FUNCTION guideline_authors_guard();
DROP FUNCTION guideline_all_steps_guard();
DROP FUNCTION guideline_born_draft();
DROP FUNCTION guideline_period_guard();
DROP FUNCTION guideline_stand_in_guard();
DROP FUNCTION guideline_version_guard();
DROP FUNCTION guideline_whole_guard();
DROP FUNCTION guideline_section_guard();
DROP FUNCTION guideline_receipt_guard();
DROP FUNCTION guideline_route_guard();
DROP FUNCTION guideline_fact_guard();
"""


class Migration(FirstMigration):
    replaces = [
        ("guidelines", "0001_initial"),
        ("guidelines", "0002_freeze_approved"),
        ("guidelines", "0003_optional_sections"),
        ("guidelines", "0004_comments"),
        ("guidelines", "0005_writing_signs"),
        ("guidelines", "0006_clauses_facts_and_house_rules"),
        ("guidelines", "0007_freeze_rules_and_facts"),
        ("guidelines", "0008_receipts"),
        ("guidelines", "0009_hearing_before_approval"),
        ("guidelines", "0010_steps_of_approval"),
        ("guidelines", "0011_guard_steps"),
        ("guidelines", "0012_excused_readers"),
        ("guidelines", "0013_approved_on_behalf"),
        ("guidelines", "0014_guard_stand_ins"),
        ("guidelines", "0015_route_reminders_and_period"),
        ("guidelines", "0016_guard_period"),
        ("guidelines", "0017_guard_the_whole_version"),
    ]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(unique=True)),
                (
                    "approver",
                    models.CharField(
                        choices=[
                            ("head", "Kommunikasjonssjef"),
                            ("manager", "Leder"),
                            ("other_manager", "Leder i en annen enhet"),
                        ],
                        max_length=20,
                        verbose_name="hvem",
                    ),
                ),
                (
                    "workdays",
                    models.PositiveSmallIntegerField(default=5, verbose_name="arbeidsdager"),
                ),
            ],
            options={
                "verbose_name": "steg i godkjenningen",
                "verbose_name_plural": "steg i godkjenningen",
                "ordering": ("order",),
            },
        ),
        migrations.CreateModel(
            name="Clause",
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
                        choices=[
                            ("goal", "Mål med bruken"),
                            ("scope", "Hvem og hva retningslinjene gjelder for"),
                            ("decision", "Hvem bestemmer kanaler og følger opp"),
                            ("procedures", "Prosedyrer"),
                            ("effort", "Krav til innsats og oppfølging"),
                            ("role", "Privat og profesjonell rolle"),
                            ("tone", "Språk, tone og nettikette"),
                            ("working_hours", "Bruk i arbeidstiden"),
                            ("expression", "Ytringsfrihet"),
                            ("house_rules", "Husregler og moderering"),
                            ("privacy", "Personvern, bilder og samtykke"),
                            ("copyright", "Opphavsrett og musikk"),
                            ("accessibility", "Universell utforming"),
                            ("archive", "Arkiv, journal og innsyn"),
                            ("security", "Sikkerhet"),
                            ("elections", "Valg, politikk og annonser"),
                            ("listening", "Lytting og nettidentitet"),
                            ("threats", "Trusler og omsorg for ansatte"),
                            ("training", "Opplæring"),
                            ("evaluation", "Evaluering og revisjon"),
                            ("own", "Egen del"),
                        ],
                        max_length=20,
                        verbose_name="del",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                ("key", models.SlugField(verbose_name="kortnavn")),
                ("title", models.CharField(max_length=150, verbose_name="tittel")),
                ("when_to_use", models.TextField(verbose_name="når den passer")),
                ("body", models.TextField(verbose_name="tekst")),
                ("order", models.PositiveSmallIntegerField(verbose_name="rekkefølge")),
            ],
            options={
                "verbose_name": "klausul",
                "verbose_name_plural": "klausuler",
                "ordering": ("language", "kind", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "language"), name="guideline_clause_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Guideline",
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
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adresse")),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="kan leses av alle")),
                ("house_rule_numbers", models.PositiveSmallIntegerField(default=0, editable=False)),
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
                    "translation_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="translation",
                        to="guidelines.guideline",
                        verbose_name="på den andre målformen",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                        verbose_name="enhet",
                    ),
                ),
            ],
            options={
                "verbose_name": "retningslinje",
                "verbose_name_plural": "retningslinjer",
                "ordering": ("title", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("translation_of__isnull", True),
                            models.Q(("translation_of", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="guideline_not_its_own_translation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("steps", models.JSONField()),
                ("reason", models.TextField(verbose_name="begrunnelse")),
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
                "verbose_name": "endring av godkjenningen",
                "verbose_name_plural": "endringer av godkjenningen",
                "ordering": ("-number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="guideline_route_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionTemplate",
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
                        choices=[
                            ("goal", "Mål med bruken"),
                            ("scope", "Hvem og hva retningslinjene gjelder for"),
                            ("decision", "Hvem bestemmer kanaler og følger opp"),
                            ("procedures", "Prosedyrer"),
                            ("effort", "Krav til innsats og oppfølging"),
                            ("role", "Privat og profesjonell rolle"),
                            ("tone", "Språk, tone og nettikette"),
                            ("working_hours", "Bruk i arbeidstiden"),
                            ("expression", "Ytringsfrihet"),
                            ("house_rules", "Husregler og moderering"),
                            ("privacy", "Personvern, bilder og samtykke"),
                            ("copyright", "Opphavsrett og musikk"),
                            ("accessibility", "Universell utforming"),
                            ("archive", "Arkiv, journal og innsyn"),
                            ("security", "Sikkerhet"),
                            ("elections", "Valg, politikk og annonser"),
                            ("listening", "Lytting og nettidentitet"),
                            ("threats", "Trusler og omsorg for ansatte"),
                            ("training", "Opplæring"),
                            ("evaluation", "Evaluering og revisjon"),
                            ("own", "Egen del"),
                        ],
                        max_length=20,
                        verbose_name="del",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        max_length=2,
                        verbose_name="målform",
                    ),
                ),
                ("heading", models.CharField(max_length=150, verbose_name="overskrift")),
                ("help_text", models.TextField(verbose_name="veiledning")),
            ],
            options={
                "verbose_name": "forslag til del",
                "verbose_name_plural": "forslag til deler",
                "ordering": ("language", "kind"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language"), name="guideline_template_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidelineVersion",
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
                ("title", models.CharField(max_length=200, verbose_name="tittel")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladd"),
                            ("hearing", "På høring"),
                            ("submitted", "Til godkjenning"),
                            ("returned", "Returnert"),
                            ("approved", "Godkjent"),
                            ("in_force", "Gjeldende"),
                            ("superseded", "Erstattet"),
                            ("expired", "Utløpt"),
                            ("withdrawn", "Trukket tilbake"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("heard_at", models.DateTimeField(blank=True, null=True, verbose_name="hørt")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="sendt til godkjenning"
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="godkjent"),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="returnert"),
                ),
                (
                    "returned_reason",
                    models.TextField(blank=True, verbose_name="begrunnelse for retur"),
                ),
                (
                    "in_force_from",
                    models.DateField(blank=True, null=True, verbose_name="gjelder fra"),
                ),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="gjelder til og med"),
                ),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="gjaldt til"),
                ),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="gjennomgås innen"),
                ),
                ("review_opened_at", models.DateTimeField(blank=True, null=True)),
                ("frozen", models.BinaryField(blank=True, null=True)),
                ("checksum", models.CharField(blank=True, max_length=64, verbose_name="sjekksum")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authors",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skrevet av"
                    ),
                ),
                (
                    "guideline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="guidelines.guideline",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versjon av retningslinje",
                "verbose_name_plural": "versjoner av retningslinjer",
                "ordering": ("guideline", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("guideline", "number"), name="guideline_version_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("guideline",),
                        name="guideline_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "hearing", "submitted", "returned", "approved"))
                        ),
                        fields=("guideline",),
                        name="guideline_one_open_version",
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
                        name="guideline_submitted_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("heard_at__isnull", False),
                            _connector="OR",
                        ),
                        name="guideline_submitted_was_heard",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="guideline_approved_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at__isnull", False), ("returned_by__isnull", False)
                            ),
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="guideline_returned_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_for__isnull", True),
                            models.Q(
                                ("returned_by__isnull", False),
                                models.Q(("returned_for", models.F("returned_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="guideline_returned_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="guideline_approver_is_not_submitter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_for__isnull", True),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("approved_for", models.F("submitted_by")), _negated=True),
                                models.Q(("approved_for", models.F("approved_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="guideline_approved_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("approved", "in_force", "superseded", "expired")),
                                _negated=True,
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("frozen__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="guideline_approved_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True),
                            ("checksum__regex", "^[0-9a-f]{64}$"),
                            _connector="OR",
                        ),
                        name="guideline_frozen_has_checksum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("returned_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="guideline_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True),
                            ("in_force_from__isnull", False),
                            _connector="OR",
                        ),
                        name="guideline_in_force_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("in_force_from", None),
                            ("valid_until__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="guideline_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "expired"), _negated=True),
                            models.Q(
                                ("in_force_until", models.F("valid_until")),
                                ("valid_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="guideline_expired_on_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LintDismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor", models.SlugField(max_length=80)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("commenters", "Griper inn i ytringsfriheten til publikum"),
                            ("employees", "Griper inn i ytringsfriheten til ansatte"),
                            ("private_use", "Krever godkjenning av privat bruk"),
                            ("deletion", "Sletting uten begrunnelse"),
                            ("guidance", "Mangler veiledning videre"),
                            ("response_time", "En annen svartid enn kontoene lover"),
                            ("blank", "Noe skal fylles inn"),
                            ("alt_text", "Bilde uten alternativ tekst"),
                            ("heading_jump", "Overskrift hopper over et nivå"),
                            ("abbreviation", "Forkortelse uten forklaring"),
                            ("long_sentence", "Lang setning"),
                        ],
                        max_length=20,
                        verbose_name="råd",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("excerpt", models.TextField(verbose_name="gjelder")),
                ("reason", models.TextField(verbose_name="begrunnelse")),
                ("dismissed_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guideline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissals",
                        to="guidelines.guideline",
                    ),
                ),
            ],
            options={
                "verbose_name": "råd som er vurdert",
                "verbose_name_plural": "råd som er vurdert",
                "ordering": ("guideline", "-dismissed_at"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("guideline", "anchor", "rule", "digest"), name="lint_dismissed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="lint_dismissed_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
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
                ("round", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "approver",
                    models.CharField(
                        choices=[
                            ("head", "Kommunikasjonssjef"),
                            ("manager", "Leder"),
                            ("other_manager", "Leder i en annen enhet"),
                        ],
                        max_length=20,
                        verbose_name="hvem",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="frist")),
                ("approved_at", models.DateTimeField(null=True)),
                ("looking_at", models.DateTimeField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                ("escalated_on", models.DateField(null=True)),
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
                    "looking_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "godkjenning",
                "verbose_name_plural": "godkjenninger",
                "ordering": ("version", "round", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "round", "order"), name="guideline_step_once"
                    ),
                    models.UniqueConstraint(
                        fields=("version", "round", "approved_by"), name="guideline_nobody_twice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="guideline_step_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_behalf_of", None),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("on_behalf_of", models.F("approved_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="guideline_step_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("looking_at__isnull", False), ("looking_by__isnull", False)),
                            models.Q(("looking_at__isnull", True), ("looking_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="guideline_looking_who_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=300, verbose_name="det de bekrefter")),
                ("message", models.TextField(blank=True, verbose_name="melding")),
                ("deadline", models.DateField(verbose_name="frist")),
                ("everyone", models.BooleanField(default=False, verbose_name="alle")),
                ("roles", models.JSONField(default=list, verbose_name="roller")),
                ("started_at", models.DateTimeField(verbose_name="startet")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="avsluttet"),
                ),
                ("closed_note", models.TextField(blank=True, verbose_name="merknad")),
                ("asked_total", models.PositiveIntegerField(blank=True, null=True)),
                ("confirmed_total", models.PositiveIntegerField(blank=True, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "persons",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="personer"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        related_name="+", to="people.unit", verbose_name="enheter"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "les og bekreft",
                "verbose_name_plural": "les og bekreft",
                "ordering": ("-started_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("version",),
                        name="campaign_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="campaign_asks_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("closed_note", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closed_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaign_closed_with_note",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_total__isnull", False), ("closed_at__isnull", False)),
                            models.Q(("asked_total__isnull", True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="campaign_closed_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False), ("confirmed_total__isnull", False)
                            ),
                            models.Q(
                                ("closed_at__isnull", True), ("confirmed_total__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="campaign_closed_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgotten_at", None), ("closed_at__isnull", False), _connector="OR"
                        ),
                        name="campaign_forgotten_is_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRule",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("text_nb", models.TextField(blank=True, verbose_name="regel på bokmål")),
                ("text_nn", models.TextField(blank=True, verbose_name="regel på nynorsk")),
                (
                    "legal_ground",
                    models.CharField(blank=True, max_length=200, verbose_name="hjemmel"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="rekkefølge")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="house_rules",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "husregel",
                "verbose_name_plural": "husregler",
                "ordering": ("version", "order", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="house_rule_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_nb", ""), ("text_nn", ""), _negated=True),
                            ("number__gte", 1),
                        ),
                        name="house_rule_has_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("anchor", models.SlugField(max_length=80)),
                ("heading", models.CharField(max_length=150)),
                ("reason", models.TextField(verbose_name="begrunnelse")),
                ("given_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_reasons",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "begrunnelse for retur",
                "verbose_name_plural": "begrunnelser for retur",
                "ordering": ("version", "-round", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="guideline_return_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("version", "round", "anchor"), name="guideline_return_section_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goal", "Mål med bruken"),
                            ("scope", "Hvem og hva retningslinjene gjelder for"),
                            ("decision", "Hvem bestemmer kanaler og følger opp"),
                            ("procedures", "Prosedyrer"),
                            ("effort", "Krav til innsats og oppfølging"),
                            ("role", "Privat og profesjonell rolle"),
                            ("tone", "Språk, tone og nettikette"),
                            ("working_hours", "Bruk i arbeidstiden"),
                            ("expression", "Ytringsfrihet"),
                            ("house_rules", "Husregler og moderering"),
                            ("privacy", "Personvern, bilder og samtykke"),
                            ("copyright", "Opphavsrett og musikk"),
                            ("accessibility", "Universell utforming"),
                            ("archive", "Arkiv, journal og innsyn"),
                            ("security", "Sikkerhet"),
                            ("elections", "Valg, politikk og annonser"),
                            ("listening", "Lytting og nettidentitet"),
                            ("threats", "Trusler og omsorg for ansatte"),
                            ("training", "Opplæring"),
                            ("evaluation", "Evaluering og revisjon"),
                            ("own", "Egen del"),
                        ],
                        max_length=20,
                        verbose_name="del",
                    ),
                ),
                ("anchor", models.SlugField(max_length=80)),
                ("heading", models.CharField(max_length=150, verbose_name="overskrift")),
                ("body", models.TextField(blank=True, verbose_name="tekst")),
                ("order", models.PositiveIntegerField(verbose_name="rekkefølge")),
                ("edition", models.PositiveIntegerField(default=1)),
                ("sitting", models.CharField(blank=True, editable=False, max_length=36)),
                ("left", models.CharField(blank=True, editable=False, max_length=36)),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "del av retningslinje",
                "verbose_name_plural": "deler av retningslinjer",
                "ordering": ("version", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "anchor"), name="guideline_section_anchor"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("version", "order"),
                        name="guideline_section_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "own"), _negated=True),
                        fields=("version", "kind"),
                        name="guideline_section_kind_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor", models.SlugField(max_length=80)),
                ("heading", models.CharField(max_length=150, verbose_name="del")),
                ("quote", models.TextField(blank=True, verbose_name="stedet i teksten")),
                ("before", models.CharField(blank=True, max_length=40)),
                ("after", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="løst")),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="threads",
                        to="guidelines.guidelineversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentar",
                "verbose_name_plural": "kommentarer",
                "ordering": ("version", "started_at", "pk"),
                "indexes": [
                    models.Index(fields=["version", "anchor"], name="guideline_thread_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="guideline_thread_resolved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quote", ""), _negated=True),
                            models.Q(("after", ""), ("before", ""), ("position", 0)),
                            _connector="OR",
                        ),
                        name="guideline_thread_place_needs_quote",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="spurt")),
                ("deadline", models.DateField(verbose_name="frist")),
                ("excused_at", models.DateTimeField(blank=True, null=True, verbose_name="fritatt")),
                (
                    "excused_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="begrunnelse"),
                ),
                (
                    "excused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="guidelines.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "spurt person",
                "verbose_name_plural": "spurte personer",
                "ordering": ("campaign", "person__name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "person"), name="asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excused_at__isnull", False), ("excused_by__isnull", False)),
                            models.Q(("excused_at__isnull", True), ("excused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="asked_excused_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excused_at", None), ("excused_reason", "")),
                            models.Q(
                                ("excused_at__isnull", False),
                                models.Q(("excused_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="asked_excused_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="kommentar")),
                ("at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="guidelines.thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "innlegg i en kommentar",
                "verbose_name_plural": "innlegg i kommentarer",
                "ordering": ("thread", "at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="guideline_remark_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("virksomhet", "Navnet på virksomheten"),
                            ("svartid", "Svartiden"),
                            ("aapningstid", "Når kontoene følges"),
                            ("kanaler", "Kanalene dere bruker"),
                            ("hvem_bestemmer", "Hvem som bestemmer kanaler"),
                            ("hvem_godkjenner", "Hvem som godkjenner retningslinjer"),
                            ("kontaktpunkt", "Kontaktpunktet"),
                            ("personvernombud", "Personvernombudet"),
                            ("arkivansvarlig", "Hvem som har ansvar for arkivet"),
                            ("husregler", "Husreglene"),
                        ],
                        max_length=20,
                        verbose_name="opplysning",
                    ),
                ),
                ("value", models.TextField(blank=True, verbose_name="verdi")),
                (
                    "taken_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, verbose_name="hentet"),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="guidelines.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "opplysning i en del",
                "verbose_name_plural": "opplysninger i deler",
                "ordering": ("section", "fact"),
                "constraints": [
                    models.UniqueConstraint(fields=("section", "fact"), name="section_fact_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WritingSign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign",
                        to="guidelines.section",
                        verbose_name="del",
                    ),
                ),
            ],
            options={
                "verbose_name": "skriver nå",
                "verbose_name_plural": "skriver nå",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen_at__gte", models.F("since"))),
                        name="guideline_sign_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReaderQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="spørsmål")),
                ("at", models.DateTimeField(verbose_name="spurt")),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="besvart"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="guidelines.asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "spørsmål fra leser",
                "verbose_name_plural": "spørsmål fra lesere",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="reader_question_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="reader_question_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reader_question_has_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checksum", models.CharField(max_length=64, verbose_name="sjekksum")),
                (
                    "statement",
                    models.CharField(max_length=300, verbose_name="det som ble bekreftet"),
                ),
                (
                    "since",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="endret siden versjon"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="bekreftet")),
                (
                    "asked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="guidelines.asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "bekreftelse",
                "verbose_name_plural": "bekreftelser",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
