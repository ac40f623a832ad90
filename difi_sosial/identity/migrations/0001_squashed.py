"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION identity_check_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.state IN ('noted', 'cancelled') THEN
        RAISE EXCEPTION 'a check that is over is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION identity_evidence_checked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.sha256 <> encode(sha256(NEW.content), 'hex') OR NEW.size <> length(NEW.content) THEN
        RAISE EXCEPTION 'the checksum of evidence is that of its bytes'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION identity_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION identity_reported_with_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.state IN ('reported', 'followed_up', 'removed', 'not_removed', 'told')
        AND NOT EXISTS (SELECT 1 FROM identity_evidence WHERE finding_id = NEW.finding_id) THEN
        RAISE EXCEPTION 'an impersonation is reported with evidence'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION identity_round_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    row_now record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    state_now text;
BEGIN
    SELECT state INTO state_now FROM identity_check WHERE id = row_now.check_round_id;
    IF state_now IS DISTINCT FROM 'open' THEN
        RAISE EXCEPTION 'a check that is sent in is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN row_now;
END $$;
CREATE TRIGGER identity_check_frozen
    BEFORE DELETE OR UPDATE ON identity_check
    FOR EACH ROW
    EXECUTE FUNCTION identity_check_frozen();
CREATE TRIGGER identity_evidence_checked
    BEFORE INSERT ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION identity_evidence_checked();
CREATE TRIGGER identity_evidence_frozen
    BEFORE DELETE OR UPDATE ON identity_evidence
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
CREATE TRIGGER identity_step_frozen
    BEFORE DELETE OR UPDATE ON identity_impersonationstep
    FOR EACH ROW
    EXECUTE FUNCTION identity_refuse();
CREATE TRIGGER identity_reported_with_evidence
    BEFORE INSERT OR UPDATE ON identity_impersonation
    FOR EACH ROW
    EXECUTE FUNCTION identity_reported_with_evidence();
CREATE TRIGGER identity_part_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON identity_part
    FOR EACH ROW
    EXECUTE FUNCTION identity_round_open();
CREATE TRIGGER identity_sighting_frozen
    BEFORE INSERT OR DELETE OR UPDATE ON identity_sighting
    FOR EACH ROW
    EXECUTE FUNCTION identity_round_open();
"""

LIFT = """
DROP TRIGGER identity_check_frozen ON identity_check;
DROP TRIGGER identity_evidence_checked ON identity_evidence;
DROP TRIGGER identity_evidence_frozen ON identity_evidence;
DROP TRIGGER identity_step_frozen ON identity_impersonationstep;
DROP TRIGGER identity_reported_with_evidence ON identity_impersonation;
DROP TRIGGER identity_part_frozen ON identity_part;
DROP TRIGGER identity_sighting_frozen ON identity_sighting;
DROP FUNCTION identity_check_frozen();
DROP FUNCTION identity_evidence_checked();
DROP FUNCTION identity_refuse();
DROP FUNCTION identity_reported_with_evidence();
DROP FUNCTION identity_round_open();
"""


class Migration(FirstMigration):
    replaces = [
        ("identity", "0001_findings"),
        ("identity", "0002_rounds"),
        ("identity", "0003_measures_of_findings"),
        ("identity", "0004_findings_alone"),
        ("identity", "0005_guard_evidence"),
    ]

    initial = True

    dependencies = [
        ("channels", "0001_squashed"),
        ("people", "0001_squashed"),
        ("strategy", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
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
                            ("yearly", "Årlig sjekk"),
                            ("quarterly", "Kvartalssjekk"),
                            ("event", "Sjekk etter en hendelse"),
                        ],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="åpnet")),
                ("due_on", models.DateField(verbose_name="frist")),
                ("reason", models.TextField(blank=True, verbose_name="hvorfor nå")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Pågår"),
                            ("submitted", "Venter på kommunikasjonssjefen"),
                            ("noted", "Tatt til etterretning"),
                            ("cancelled", "Avbrutt"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="oppsummering")),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("noted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "note",
                    models.TextField(blank=True, verbose_name="merknad fra kommunikasjonssjefen"),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem gjør den",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "sjekk av nettidentiteten",
                "verbose_name_plural": "sjekker av nettidentiteten",
                "ordering": ("-opened_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("state",),
                        name="check_one_open",
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
                        name="check_submitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                            models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="check_noted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("noted_by", None),
                            models.Q(("noted_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="check_never_noted_by_submitter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "noted"), _negated=True),
                            models.Q(("noted_at__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_noted_has_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "event"), _negated=True),
                            ("reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="check_event_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("opened_on"))),
                        name="check_due_after_open",
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
                    "created_at",
                    models.DateTimeField(default=difi_sosial.core.clock.now, editable=False),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("a", "Vår egen konto"),
                            ("b", "Reservert navn eller domene"),
                            ("c", "Navneform eller søkeord"),
                            ("d", "Falsk konto eller etterligning"),
                            ("e", "Uoffisiell side eller gruppe"),
                            ("f", "Oppslagsverk"),
                            ("g", "Kart- eller vurderingstjeneste"),
                            ("h", "Nyhetssted eller forum"),
                            ("i", "Organisasjon eller offentlig rolle"),
                            ("j", "Ansatt som uttaler seg faglig"),
                            ("k", "Søkeresultat"),
                            ("l", "Vårt innhold hos andre"),
                        ],
                        max_length=1,
                        verbose_name="type",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="adresse")),
                (
                    "platform",
                    models.CharField(blank=True, max_length=100, verbose_name="plattform"),
                ),
                (
                    "official",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Vet ikke")],
                        default="unknown",
                        max_length=10,
                        verbose_name="offisiell",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("us", "Virksomheten selv"),
                            ("organisation", "En organisasjon eller virksomhet"),
                            ("public_role", "En person i offentlig rolle"),
                            ("person", "En privatperson"),
                            ("unknown", "Vet ikke"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="hvem står bak",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ikke aktuelt"),
                            ("supporter", "Støtter oss"),
                            ("opponent", "Er imot oss"),
                        ],
                        max_length=10,
                        verbose_name="holdning",
                    ),
                ),
                (
                    "stance_reason",
                    models.TextField(
                        blank=True, verbose_name="hvorfor dette er en offentlig rolle"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=50, verbose_name="språk")),
                (
                    "followers",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="følgere eller medlemmer"
                    ),
                ),
                (
                    "last_active_on",
                    models.DateField(blank=True, null=True, verbose_name="sist aktiv"),
                ),
                (
                    "accuracy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ikke vurdert"),
                            ("0", "0 Stort sett feil"),
                            ("1", "1 Flere feil"),
                            ("2", "2 Små feil"),
                            ("3", "3 Riktig"),
                        ],
                        max_length=1,
                        verbose_name="hvor riktig det som står er",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ikke vurdert"),
                            ("0", "0 Ingen"),
                            ("1", "1 Liten"),
                            ("2", "2 Middels"),
                            ("3", "3 Stor"),
                        ],
                        max_length=1,
                        verbose_name="risiko for oss",
                    ),
                ),
                (
                    "relevance",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="målgruppe det gjelder"
                    ),
                ),
                ("privacy_note", models.TextField(blank=True, verbose_name="personvern")),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Funnet"),
                            ("verified", "Kontrollert"),
                            ("gone", "Borte fra nettet"),
                            ("dismissed", "Ikke om oss"),
                        ],
                        default="found",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(blank=True, null=True, verbose_name="sist kontrollert"),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.account",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "funn i nettidentiteten",
                "verbose_name_plural": "funn i nettidentiteten",
                "ordering": ("kind", "name"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("kind"),
                        models.F("name"),
                        models.F("url"),
                        name="identity_item_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", False)),
                        fields=("account",),
                        name="identity_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "party__in",
                                ["us", "organisation", "public_role", "person", "unknown"],
                            )
                        ),
                        name="identity_known_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["", "supporter", "opponent"])),
                        name="identity_known_stance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance", ""),
                            ("party__in", ["organisation", "public_role"]),
                            _connector="OR",
                        ),
                        name="identity_no_stance_of_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party", "public_role"), _negated=True),
                            models.Q(("stance", ""), models.Q(("kind", "i"), _negated=True)),
                            ("stance_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="identity_public_role_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "i"), _negated=True),
                            models.Q(("party", "person"), _negated=True),
                            _connector="OR",
                        ),
                        name="identity_no_person_as_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance", ""), ("kind", "i"), _connector="OR"),
                        name="identity_stance_of_actors_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employee__isnull", False), ("kind", "j")),
                            models.Q(models.Q(("kind", "j"), _negated=True), ("employee", None)),
                            _connector="OR",
                        ),
                        name="identity_employee_registered_self",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
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
                            ("yearly", "Årlig sjekk"),
                            ("quarterly", "Kvartalssjekk"),
                            ("event", "Sjekk etter en hendelse"),
                        ],
                        max_length=10,
                        unique=True,
                        verbose_name="type",
                    ),
                ),
                ("next_on", models.DateField(verbose_name="neste sjekk begynner")),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(default=4, verbose_name="uker å gjøre den på"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="åpnes av seg selv")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hvem gjør den",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan for sjekker",
                "verbose_name_plural": "planer for sjekker",
                "ordering": ("-kind",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["yearly", "quarterly"])),
                        name="schedule_of_what_comes_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weeks__gte", 1), ("weeks__lte", 26)),
                        name="schedule_weeks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                            ("upload", "Fil dere la ved"),
                            ("fetched", "Kopi portalen hentet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="adresse")),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="hva det viser"),
                ),
                ("taken_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="identity.finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "bevis",
                "verbose_name_plural": "bevis",
                "ordering": ("-taken_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "upload"),
                            models.Q(("url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_copy_has_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="evidence_is_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Impersonation",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("suspected", "Mistenkt"),
                            ("documented", "Dokumentert"),
                            ("reported", "Meldt til plattformen"),
                            ("followed_up", "Fulgt opp"),
                            ("removed", "Fjernet"),
                            ("not_removed", "Ikke fjernet"),
                            ("told", "Publikum er varslet"),
                            ("closed", "Avsluttet uten varsel"),
                            ("dismissed", "Ingen etterligning"),
                        ],
                        default="suspected",
                        max_length=12,
                    ),
                ),
                ("harm", models.TextField(verbose_name="hva den gjør")),
                ("opened_at", models.DateTimeField()),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("form", "Skjema hos plattformen"),
                            ("mail", "E-post"),
                            ("contact", "Kontaktperson hos plattformen"),
                            ("police", "Anmeldelse til politiet i tillegg til plattformen"),
                        ],
                        max_length=10,
                        verbose_name="hvordan er den meldt",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=200, verbose_name="referanse"),
                ),
                ("reported_at", models.DateTimeField(editable=False, null=True)),
                ("due_on", models.DateField(null=True, verbose_name="neste frist")),
                ("warning_nb", models.TextField(blank=True, verbose_name="varsel på bokmål")),
                ("warning_nn", models.TextField(blank=True, verbose_name="varsel på nynorsk")),
                (
                    "told_where",
                    models.CharField(blank=True, max_length=300, verbose_name="hvor dere varslet"),
                ),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="identity.finding",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sak om etterligning",
                "verbose_name_plural": "saker om etterligning",
                "ordering": ("-opened_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", frozenset(["closed", "dismissed", "told"])), _negated=True
                        ),
                        fields=("finding",),
                        name="impersonation_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    ("reported", "followed_up", "removed", "not_removed"),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("reported_at__isnull", False), models.Q(("way", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="impersonation_reported_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "told"), _negated=True),
                            models.Q(
                                ("told_at__isnull", False),
                                ("told_where__regex", "\\S"),
                                ("warning_nb__regex", "\\S"),
                                ("warning_nn__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="impersonation_told_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("om", "Om strategien"),
                            ("forankring", "Oppdrag og forankring"),
                            ("situasjon", "Situasjonen i dag"),
                            ("formaal", "Formål"),
                            ("maal", "Mål"),
                            ("maalgrupper", "Målgrupper"),
                            ("budskap", "Budskap"),
                            ("bruk", "Fire måter å bruke sosiale medier på"),
                            ("kanaler", "Kanalvalg"),
                            ("saerpreg", "Forvaltningens særpreg"),
                            ("ressurser", "Ressurser"),
                            ("roller", "Roller og ansvar"),
                            ("krise", "Krise"),
                            ("spraak", "Språk"),
                            ("risiko", "Risiko og tiltak"),
                            ("pilot", "Pilot"),
                            ("evaluering", "Evaluering"),
                            ("publisering", "Godkjenning og publisering"),
                        ],
                        max_length=30,
                        verbose_name="del av strategien",
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="hva det betyr")),
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="channels.decision",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="identity.finding",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "kobling",
                "verbose_name_plural": "koblinger",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", None),
                                ("version__isnull", False),
                                models.Q(("section", ""), _negated=True),
                            ),
                            models.Q(
                                ("decision__isnull", False), ("section", ""), ("version", None)
                            ),
                            _connector="OR",
                        ),
                        name="link_to_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version__isnull", False)),
                        fields=("finding", "version", "section"),
                        name="link_section_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision__isnull", False)),
                        fields=("finding", "decision"),
                        name="link_decision_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
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
                            ("claim", "Ta over eller kreve"),
                            ("correct", "Be om retting"),
                            ("report", "Melde til plattformen"),
                            ("follow", "Følge med"),
                            ("contact", "Ta kontakt"),
                            ("close", "Legge ned"),
                        ],
                        max_length=10,
                        verbose_name="tiltak",
                    ),
                ),
                (
                    "text",
                    models.CharField(blank=True, max_length=300, verbose_name="hva skal gjøres"),
                ),
                ("due_on", models.DateField(null=True, verbose_name="frist")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planlagt"),
                            ("running", "Under arbeid"),
                            ("done", "Gjort"),
                            ("impossible", "Lot seg ikke gjøre"),
                            ("dropped", "Lagt bort"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("result", models.TextField(blank=True, verbose_name="resultat")),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="identity.finding",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiltak",
                "verbose_name_plural": "tiltak",
                "ordering": ("due_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("state__in", ["done", "impossible", "dropped"]),
                            _connector="OR",
                        ),
                        name="measure_ended_only_when_over",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
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
                            ("a", "Vår egen konto"),
                            ("b", "Reservert navn eller domene"),
                            ("c", "Navneform eller søkeord"),
                            ("d", "Falsk konto eller etterligning"),
                            ("e", "Uoffisiell side eller gruppe"),
                            ("f", "Oppslagsverk"),
                            ("g", "Kart- eller vurderingstjeneste"),
                            ("h", "Nyhetssted eller forum"),
                            ("i", "Organisasjon eller offentlig rolle"),
                            ("j", "Ansatt som uttaler seg faglig"),
                            ("k", "Søkeresultat"),
                            ("l", "Vårt innhold hos andre"),
                        ],
                        max_length=1,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="hva dere så")),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                (
                    "check_round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="identity.check",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "del av en sjekk",
                "verbose_name_plural": "deler av en sjekk",
                "ordering": ("kind",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("check_round", "kind"), name="identity_part_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="identity_part_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sight",
                    models.CharField(
                        choices=[
                            ("new", "Nytt"),
                            ("same", "Uendret"),
                            ("changed", "Endret"),
                            ("gone", "Borte"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=dict)),
                ("seen_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "check_round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="identity.check",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="identity.finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "observasjon",
                "verbose_name_plural": "observasjoner",
                "ordering": ("finding__kind", "finding__name"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("check_round", "finding"), name="identity_sighting_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpersonationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("document", "Bevisene er sikret"),
                            ("report", "Meld til plattformen"),
                            ("follow-up", "Skriv ned en purring"),
                            ("removed", "Plattformen har fjernet den"),
                            ("refused", "Plattformen fjerner den ikke"),
                            ("tell", "Varsle publikum"),
                            ("close", "Avslutt uten varsel"),
                            ("dismiss", "Dette er ingen etterligning"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("suspected", "Mistenkt"),
                            ("documented", "Dokumentert"),
                            ("reported", "Meldt til plattformen"),
                            ("followed_up", "Fulgt opp"),
                            ("removed", "Fjernet"),
                            ("not_removed", "Ikke fjernet"),
                            ("told", "Publikum er varslet"),
                            ("closed", "Avsluttet uten varsel"),
                            ("dismissed", "Ingen etterligning"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("suspected", "Mistenkt"),
                            ("documented", "Dokumentert"),
                            ("reported", "Meldt til plattformen"),
                            ("followed_up", "Fulgt opp"),
                            ("removed", "Fjernet"),
                            ("not_removed", "Ikke fjernet"),
                            ("told", "Publikum er varslet"),
                            ("closed", "Avsluttet uten varsel"),
                            ("dismissed", "Ingen etterligning"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="identity.impersonation",
                    ),
                ),
            ],
            options={
                "verbose_name": "steg i en sak",
                "verbose_name_plural": "steg i en sak",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=200, verbose_name="søkeord")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="hva du så")),
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="identity.part",
                    ),
                ),
            ],
            options={
                "verbose_name": "søk i en sjekk",
                "verbose_name_plural": "søk i en sjekk",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("part", "place", "words"), name="identity_look_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
