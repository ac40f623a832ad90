"""Every table of the app in one step; takes the place of the migrations it names."""

import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION channels_opinion_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'opinions are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION channels_check_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    free text[] := ARRAY['seen', 'forgotten_at'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
        AND NEW.seen = '' AND (to_jsonb(OLD) - free) = (to_jsonb(NEW) - free) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'looks at a profile are never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION channels_profile_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    free text[] := ARRAY['state', 'published_at', 'published_by_id', 'published_url', 'proof_id',
                         'outdated_at', 'outdated_facts', 'superseded_at', 'updated_at'];
BEGIN
    IF OLD.approved_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'an approved profile text is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION channels_proof_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'proofs and looks at a profile are never changed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER channels_opinion_no_change
    BEFORE DELETE OR UPDATE ON channels_dpoopinion
    FOR EACH ROW
    EXECUTE FUNCTION channels_opinion_refuse();
CREATE TRIGGER channels_check_frozen
    BEFORE DELETE OR UPDATE ON channels_profilecheck
    FOR EACH ROW
    EXECUTE FUNCTION channels_check_frozen();
CREATE TRIGGER channels_profile_frozen
    BEFORE DELETE OR UPDATE ON channels_profiletext
    FOR EACH ROW
    EXECUTE FUNCTION channels_profile_frozen();
CREATE TRIGGER channels_proof_frozen
    BEFORE DELETE OR UPDATE ON channels_proof
    FOR EACH ROW
    EXECUTE FUNCTION channels_proof_frozen();
"""

LIFT = """
DROP TRIGGER channels_opinion_no_change ON channels_dpoopinion;
DROP TRIGGER channels_check_frozen ON channels_profilecheck;
DROP TRIGGER channels_profile_frozen ON channels_profiletext;
DROP TRIGGER channels_proof_frozen ON channels_proof;
DROP FUNCTION channels_opinion_refuse();
DROP FUNCTION channels_check_frozen();
DROP FUNCTION channels_profile_frozen();
DROP FUNCTION channels_proof_frozen();
"""


class Migration(FirstMigration):
    replaces = [
        ("channels", "0001_initial"),
        ("channels", "0002_channel_edited_at"),
        ("channels", "0003_decision_states"),
        ("channels", "0004_assessment_parts"),
        ("channels", "0005_append_only_opinions"),
        ("channels", "0006_accounts_and_profile_texts"),
        ("channels", "0007_fill_account_slugs"),
        ("channels", "0008_account_slug_unique"),
        ("channels", "0009_freeze_profile_texts"),
        ("channels", "0010_assessment_questions"),
        ("channels", "0011_decisions_to_closing"),
        ("channels", "0012_profile_text_editors"),
        ("channels", "0013_editions_of_accounts_and_sentences"),
        ("channels", "0014_forget_personal_data"),
        ("channels", "0015_closing_day_may_wait"),
        ("channels", "0016_decided_on_behalf"),
    ]

    initial = True

    dependencies = [
        ("journal", "0001_squashed"),
        ("people", "0001_squashed"),
        ("strategy", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
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
                ("slug", models.SlugField(unique=True, verbose_name="kortnavn")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="kanal")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("forum", "Diskusjonsforum"),
                            ("blog", "Blogger"),
                            ("microblog", "Mikroblogger"),
                            ("wiki", "Wikier"),
                            ("network", "Nettsamfunn"),
                            ("sharing", "Delingsmedier og sosial bokmerking"),
                        ],
                        max_length=20,
                        verbose_name="kategori",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("messaging", "Meldingstjeneste"),
                                ("short-video", "Kortvideo"),
                                ("professional", "Faglig nettverk"),
                                ("federated", "Føderert (flere tjenere)"),
                                ("reviews", "Vurderinger og anmeldelser"),
                                ("audio", "Lyd"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="er også",
                    ),
                ),
                (
                    "platform",
                    models.CharField(blank=True, max_length=100, verbose_name="plattform"),
                ),
                ("provider", models.CharField(max_length=150, verbose_name="leverandør")),
                (
                    "owner_country",
                    models.CharField(
                        blank=True, max_length=2, verbose_name="leverandørens land (landkode)"
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="adresse")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="hva kanalen er (bokmål)"),
                ),
                (
                    "description_nn",
                    models.TextField(blank=True, verbose_name="hva kanalen er (nynorsk)"),
                ),
                ("connector", models.SlugField(blank=True, verbose_name="kobling")),
                (
                    "profile_limit",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="lengste profiltekst (tegn)"
                    ),
                ),
                (
                    "device_rule",
                    models.CharField(
                        choices=[
                            ("open", "Ingen særskilt begrensning"),
                            ("caution", "Bruk nettleser eller egen enhet"),
                            ("not-on-work-device", "Ikke på tjenesteenhet"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="regel for enheter",
                    ),
                ),
                (
                    "device_note",
                    models.TextField(blank=True, verbose_name="om regelen for enheter (bokmål)"),
                ),
                (
                    "device_note_nn",
                    models.TextField(blank=True, verbose_name="om regelen for enheter (nynorsk)"),
                ),
                (
                    "dpia_note",
                    models.TextField(blank=True, verbose_name="om personvernkonsekvenser (bokmål)"),
                ),
                (
                    "dpia_note_nn",
                    models.TextField(
                        blank=True, verbose_name="om personvernkonsekvenser (nynorsk)"
                    ),
                ),
                (
                    "dpia_url",
                    models.URLField(blank=True, verbose_name="lenke om personvernkonsekvenser"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="vises i katalogen")),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "kanal",
                "verbose_name_plural": "kanaler",
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                ["forum", "blog", "microblog", "wiki", "network", "sharing"],
                            )
                        ),
                        name="channel_category",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileSentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("nb", "Bokmål"),
                            ("nn", "Nynorsk"),
                            ("se", "Nordsamisk"),
                            ("en", "Engelsk"),
                        ],
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("about", "Om kontoen"),
                            ("answers", "Svar"),
                            ("cases", "Saker"),
                            ("behaviour", "Skikk og bruk"),
                            ("privacy", "Personvern og arkiv"),
                        ],
                        max_length=20,
                        verbose_name="del",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("both", "Kort og lang tekst"),
                            ("short", "Bare kort tekst"),
                            ("long", "Bare lang tekst"),
                        ],
                        default="both",
                        max_length=10,
                        verbose_name="brukes i",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "priority",
                    models.PositiveSmallIntegerField(default=50, verbose_name="prioritet"),
                ),
                ("is_must", models.BooleanField(default=False, verbose_name="må være med")),
                ("condition", models.CharField(blank=True, max_length=100)),
                ("text", models.TextField(verbose_name="setning")),
                ("short", models.TextField(blank=True, verbose_name="kort form")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "setning i profiltekster",
                "verbose_name_plural": "setninger i profiltekster",
                "ordering": ("position", "key"),
                "constraints": [
                    models.UniqueConstraint(fields=("key", "language"), name="sentence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=50)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bevis",
                "verbose_name_plural": "bevis",
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                    "slug",
                    models.SlugField(
                        editable=False, max_length=100, unique=True, verbose_name="kortnavn"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("handle", models.CharField(max_length=150, verbose_name="kontonavn")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="visningsnavn")),
                ("url", models.URLField(verbose_name="adresse")),
                ("purpose", models.TextField(blank=True, verbose_name="hva kontoen brukes til")),
                ("purpose_nn", models.TextField(blank=True, verbose_name="formål på nynorsk")),
                ("purpose_en", models.TextField(blank=True, verbose_name="formål på engelsk")),
                (
                    "uses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("inform", "Informere"),
                                ("listen", "Lytte"),
                                ("answer", "Svare på spørsmål"),
                                ("share", "Dele innhold"),
                                ("take_part", "Delta i debatt"),
                                ("recruit", "Rekruttere"),
                                ("crisis", "Varsle i kriser"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bruk",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nb", "Bokmål"),
                                ("nn", "Nynorsk"),
                                ("se", "Nordsamisk"),
                                ("en", "Engelsk"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="språk",
                    ),
                ),
                (
                    "profile_language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "Engelsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="språket profilteksten står på i kanalen",
                    ),
                ),
                (
                    "activity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "Hver dag"),
                            ("weekly", "Hver uke"),
                            ("monthly", "Hver måned"),
                            ("seldom", "Bare når det er noe nytt"),
                        ],
                        max_length=10,
                        verbose_name="hvor ofte dere legger ut noe",
                    ),
                ),
                (
                    "direct_messages",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Leses og besvares"),
                            ("closed", "Er slått av eller leses ikke"),
                        ],
                        max_length=10,
                        verbose_name="direktemeldinger",
                    ),
                ),
                (
                    "response_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="svartid (arbeidstimer)"
                    ),
                ),
                (
                    "opening_hours",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="merknad til åpningstiden"
                    ),
                ),
                (
                    "case_address",
                    models.CharField(blank=True, max_length=200, verbose_name="hit sendes saker"),
                ),
                ("privacy_url", models.URLField(blank=True, verbose_name="personvernerklæring")),
                ("rules_url", models.URLField(blank=True, verbose_name="husregler")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="åpnet")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="lagt ned")),
                (
                    "decision_maker",
                    models.CharField(blank=True, max_length=200, verbose_name="hvem bestemte"),
                ),
                ("mandate", models.TextField(blank=True, verbose_name="mandat")),
                ("heard", models.TextField(blank=True, verbose_name="hvem er hørt")),
                (
                    "communicated",
                    models.TextField(blank=True, verbose_name="hvordan er det gjort kjent"),
                ),
                (
                    "reader",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "",
                                "Portalen kan ikke lese den. En person kontrollerer hver 90. dag.",
                            ),
                            ("mastodon", "Mastodon og andre i fediverset"),
                            ("bluesky", "Bluesky"),
                            ("mediawiki", "Brukerside i en wiki (MediaWiki)"),
                            ("webpage", "En nettside"),
                        ],
                        max_length=20,
                        verbose_name="hvordan profilen leses",
                    ),
                ),
                (
                    "profile_url",
                    models.URLField(blank=True, verbose_name="siden der profilteksten står"),
                ),
                (
                    "profile_part",
                    models.CharField(blank=True, max_length=100, verbose_name="del av siden (id)"),
                ),
                ("profile_due_at", models.DateTimeField(editable=False, null=True)),
                ("control_due_on", models.DateField(editable=False, null=True)),
                (
                    "confirm_due_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="tilganger bekreftes innen"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                        verbose_name="ansvarlig enhet",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="channels.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "konto",
                "verbose_name_plural": "kontoer",
                "ordering": ("channel__name", "handle"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "handle"), name="account_handle_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveTrial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.TextField(verbose_name="slik gjorde vi det")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=300, verbose_name="hvor det ligger"),
                ),
                ("note", models.TextField(blank=True, verbose_name="hva vi lærte")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.registryentry",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_trials",
                        to="channels.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "prøve av arkivmetoden",
                "verbose_name_plural": "prøver av arkivmetoden",
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entry__isnull", False),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="archive_trial_has_evidence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("edition", models.PositiveIntegerField(default=1)),
                ("part_editions", models.JSONField(default=dict, editable=False)),
                (
                    "inform",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Ikke"), (1, "Av og til"), (2, "Jevnlig"), (3, "Hoveddelen")],
                        null=True,
                        verbose_name="formidle",
                    ),
                ),
                (
                    "listen",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Ikke"), (1, "Av og til"), (2, "Jevnlig"), (3, "Hoveddelen")],
                        null=True,
                        verbose_name="lytte",
                    ),
                ),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Ikke"), (1, "Av og til"), (2, "Jevnlig"), (3, "Hoveddelen")],
                        null=True,
                        verbose_name="dele",
                    ),
                ),
                (
                    "take_part",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(0, "Ikke"), (1, "Av og til"), (2, "Jevnlig"), (3, "Hoveddelen")],
                        null=True,
                        verbose_name="delta",
                    ),
                ),
                (
                    "dialogue",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Åpent for kommentarer"),
                            ("limited", "Begrenset"),
                            ("closed", "Stengt for kommentarer"),
                        ],
                        max_length=10,
                        verbose_name="kommentarer",
                    ),
                ),
                (
                    "direct_messages",
                    models.CharField(
                        blank=True,
                        choices=[("open", "Åpne"), ("closed", "Stengt")],
                        max_length=20,
                        verbose_name="direktemeldinger",
                    ),
                ),
                (
                    "dialogue_reason",
                    models.TextField(blank=True, verbose_name="begrunnelse for dialog"),
                ),
                (
                    "owned",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("website", "Eget nettsted"),
                                ("newsletter", "Nyhetsbrev"),
                                ("sms", "SMS"),
                                ("service-desk", "Telefon eller servicesenter"),
                                ("digital-post", "Digital post"),
                                ("press", "Presse og lokalaviser"),
                                ("partners", "Samarbeidspartnere"),
                                ("other-channel", "Et sosialt medium vi alt bruker"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hva har vi alt?",
                    ),
                ),
                (
                    "alternatives",
                    models.TextField(blank=True, verbose_name="hvorfor er det ikke nok?"),
                ),
                (
                    "do_nothing",
                    models.TextField(blank=True, verbose_name="hva skjer om vi ikke gjør noe?"),
                ),
                (
                    "hours_publish",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="timer i uken til å publisere",
                    ),
                ),
                (
                    "hours_watch",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="timer i uken til å følge med",
                    ),
                ),
                (
                    "hours_answer",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="timer i uken til å svare",
                    ),
                ),
                (
                    "administrators",
                    models.CharField(blank=True, max_length=300, verbose_name="administratorer"),
                ),
                ("substitute", models.CharField(blank=True, max_length=200, verbose_name="vikar")),
                ("competence", models.TextField(blank=True, verbose_name="kompetanse")),
                (
                    "cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="kroner i året"
                    ),
                ),
                ("resources", models.TextField(blank=True, verbose_name="mer om ressurser")),
                (
                    "controller",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ours", "Vi alene; leverandøren er databehandler"),
                            ("joint", "Vi og leverandøren sammen"),
                            ("separate", "Vi og leverandøren hver for oss"),
                        ],
                        max_length=20,
                        verbose_name="hvem er behandlingsansvarlig?",
                    ),
                ),
                (
                    "joint_arrangement",
                    models.TextField(blank=True, verbose_name="ordningen med leverandøren"),
                ),
                (
                    "data_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("names", "Navn og brukernavn"),
                                ("opinions", "Ytringer og meninger"),
                                ("pictures", "Bilder, video og lyd"),
                                ("contact", "Kontaktopplysninger"),
                                ("behaviour", "Atferd: visninger, klikk, plassering"),
                                ("employees", "Opplysninger om ansatte"),
                                ("special", "Særlige kategorier, som helse og politisk syn"),
                                ("children", "Opplysninger om barn"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="opplysninger som behandles",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=50, verbose_name="behandlingsgrunnlag"),
                ),
                (
                    "legal_basis_reason",
                    models.TextField(blank=True, verbose_name="hvorfor grunnlaget holder"),
                ),
                (
                    "transfer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nei, de blir i EØS"),
                            ("adequacy", "Ja, til et land eller en ordning EU har godkjent"),
                            ("clauses", "Ja, med standardkontrakt og vurdering av landet"),
                            ("unknown", "Ja, men grunnlaget er ikke avklart"),
                        ],
                        max_length=20,
                        verbose_name="overføring ut av EØS",
                    ),
                ),
                ("transfer_reason", models.TextField(blank=True, verbose_name="om overføringen")),
                (
                    "profiling",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="profilerer leverandøren publikum?",
                    ),
                ),
                (
                    "children",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="kan barn være blant mottakerne?",
                    ),
                ),
                (
                    "privacy_measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("no-messages", "Direktemeldinger er stengt"),
                                ("no-audiences", "Ingen opplastede målgrupper i annonser"),
                                ("no-pixel", "Ingen sporing fra leverandøren på nettstedet vårt"),
                                ("no-names", "Vi omtaler ikke privatpersoner"),
                                ("no-children", "Vi viser ikke bilder av barn"),
                                ("short-statistics", "Vi henter bare samlet statistikk"),
                                ("same-elsewhere", "Alt innhold finnes også uten innlogging"),
                                ("notice", "Profilen lenker til personvernerklæringen vår"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tiltak for personvernet",
                    ),
                ),
                (
                    "privacy",
                    models.TextField(blank=True, verbose_name="kan vi bruke kanalen lovlig?"),
                ),
                ("should_we", models.TextField(blank=True, verbose_name="bør vi bruke kanalen?")),
                (
                    "criteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("scoring", "Vurdering eller profilering av personer"),
                                ("decisions", "Automatiske avgjørelser med rettslig virkning"),
                                ("monitoring", "Systematisk overvåking"),
                                (
                                    "sensitive",
                                    "Særlige kategorier eller svært personlige opplysninger",
                                ),
                                ("scale", "Behandling i stor skala"),
                                ("matching", "Datasett som kobles eller sammenstilles"),
                                (
                                    "vulnerable",
                                    "Sårbare personer, som barn, pasienter eller ansatte",
                                ),
                                ("new", "Ny teknologi eller ny bruk av den"),
                                ("hinders", "Hindrer folk i å bruke en rett eller en tjeneste"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hva gjelder for behandlingen?",
                    ),
                ),
                (
                    "dpia",
                    models.CharField(
                        blank=True,
                        choices=[("needed", "Må gjøres"), ("not-needed", "Trengs ikke")],
                        max_length=20,
                        verbose_name="må konsekvensene vurderes?",
                    ),
                ),
                (
                    "dpia_reason",
                    models.TextField(blank=True, verbose_name="begrunnelse for terskelen"),
                ),
                ("dpia_url", models.URLField(blank=True, verbose_name="lenke til vurderingen")),
                (
                    "dpia_on",
                    models.DateField(blank=True, null=True, verbose_name="dato for vurderingen"),
                ),
                (
                    "residual_risk",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Lav"), ("medium", "Middels"), ("high", "Høy")],
                        max_length=20,
                        verbose_name="risiko som er igjen",
                    ),
                ),
                (
                    "multi_factor",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="totrinnsinnlogging",
                    ),
                ),
                (
                    "own_log_ins",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="hver har sin egen innlogging",
                    ),
                ),
                (
                    "agency_owns",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="kontoen er eid av virksomheten",
                    ),
                ),
                (
                    "recovery",
                    models.TextField(blank=True, verbose_name="slik får vi kontoen tilbake"),
                ),
                ("leavers", models.TextField(blank=True, verbose_name="når noen slutter")),
                ("security", models.TextField(blank=True, verbose_name="mer om sikkerhet")),
                (
                    "alt_text",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="alternativ tekst på bilder",
                    ),
                ),
                (
                    "captions",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="teksting av video",
                    ),
                ),
                (
                    "contrast",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="kontrast og lesbarhet",
                    ),
                ),
                (
                    "own_page",
                    models.URLField(blank=True, verbose_name="samme innhold på eget nettsted"),
                ),
                (
                    "universal_design",
                    models.TextField(blank=True, verbose_name="mer om universell utforming"),
                ),
                (
                    "archive_method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("portal", "Portalen henter innleggene"),
                            ("export", "Uttrekk fra leverandøren"),
                            ("manual", "Manuelt, med skjermbilde og tekst"),
                            ("none", "Ingen ennå"),
                        ],
                        max_length=20,
                        verbose_name="arkivmetode",
                    ),
                ),
                (
                    "whole_threads",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nei")],
                        max_length=20,
                        verbose_name="hele samtaler kommer med",
                    ),
                ),
                (
                    "terms_limits",
                    models.TextField(
                        blank=True, verbose_name="hva vilkårene til leverandøren hindrer"
                    ),
                ),
                (
                    "archive_responsible",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="ansvarlig for arkivering"
                    ),
                ),
                ("archiving", models.TextField(blank=True, verbose_name="mer om arkivering")),
                (
                    "advertising",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Vi kjøper ikke annonser"),
                            ("neutral", "Vi betaler for å spre nøytral informasjon"),
                            ("targeted", "Vi betaler for å nå utvalgte grupper"),
                        ],
                        max_length=20,
                        verbose_name="annonser",
                    ),
                ),
                ("advertising_reason", models.TextField(blank=True, verbose_name="om annonsene")),
                ("politics", models.TextField(blank=True, verbose_name="valg og politisk innhold")),
                (
                    "provider_moderation",
                    models.TextField(blank=True, verbose_name="slik modererer leverandøren"),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="channels.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "vurdering",
                "verbose_name_plural": "vurderinger",
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                            ("proposed", "Foreslått"),
                            ("assessing", "Vurderes"),
                            ("privacy", "Hos personvernombudet"),
                            ("to_decide", "Til beslutning"),
                            ("pilot", "Prøvedrift"),
                            ("chosen", "Valgt, gjøres klar"),
                            ("open", "Åpen"),
                            ("limited", "Begrenset"),
                            ("suspended", "Midlertidig stengt"),
                            ("reserved", "Bare navnet er reservert"),
                            ("closing", "Nedlegging er varslet"),
                            ("closed", "Lagt ned"),
                            ("declined", "Avslått"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("purpose", models.TextField(verbose_name="hva vi vil bruke kanalen til")),
                (
                    "own_source_url",
                    models.URLField(blank=True, verbose_name="samme informasjon på nettstedet"),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                ("conditions", models.TextField(blank=True, verbose_name="vilkår")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gjelder til")),
                ("score", models.PositiveSmallIntegerField(null=True, verbose_name="poeng av 100")),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("for", "Taler for"),
                            ("against", "Taler mot"),
                            ("incomplete", "Ikke vurdert ferdig"),
                        ],
                        max_length=10,
                        verbose_name="poengene",
                    ),
                ),
                (
                    "against_score_reason",
                    models.TextField(blank=True, verbose_name="hvorfor mot poengene"),
                ),
                ("against_dpo", models.BooleanField(default=False)),
                (
                    "against_dpo_reason",
                    models.TextField(blank=True, verbose_name="hvorfor mot personvernombudets råd"),
                ),
                (
                    "suspended_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Foreslått"),
                            ("assessing", "Vurderes"),
                            ("privacy", "Hos personvernombudet"),
                            ("to_decide", "Til beslutning"),
                            ("pilot", "Prøvedrift"),
                            ("chosen", "Valgt, gjøres klar"),
                            ("open", "Åpen"),
                            ("limited", "Begrenset"),
                            ("suspended", "Midlertidig stengt"),
                            ("reserved", "Bare navnet er reservert"),
                            ("closing", "Nedlegging er varslet"),
                            ("closed", "Lagt ned"),
                            ("declined", "Avslått"),
                        ],
                        max_length=20,
                    ),
                ),
                ("suspended_at", models.DateTimeField(null=True)),
                ("stop_confirmed_at", models.DateTimeField(null=True)),
                ("captured_at", models.DateTimeField(null=True)),
                (
                    "capture_reference",
                    models.TextField(blank=True, verbose_name="hvor innholdet er tatt vare på"),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "close_reason",
                    models.TextField(blank=True, verbose_name="begrunnelse for å legge ned"),
                ),
                (
                    "captured_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="channels.channel",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stop_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suspended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutning",
                "verbose_name_plural": "beslutninger",
                "ordering": ("-proposed_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["closed", "declined"]), _negated=True),
                        fields=("channel",),
                        name="decision_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "assessing",
                                    "privacy",
                                    "to_decide",
                                    "pilot",
                                    "chosen",
                                    "open",
                                    "limited",
                                    "suspended",
                                    "reserved",
                                    "closing",
                                    "closed",
                                    "declined",
                                ],
                            )
                        ),
                        name="decision_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="decision_decided_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="decision_closed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("suspended_at__isnull", False), ("suspended_by__isnull", False)
                            ),
                            models.Q(
                                ("suspended_at__isnull", True), ("suspended_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="decision_suspended_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stop_confirmed_at__isnull", False),
                                ("stop_confirmed_by__isnull", False),
                            ),
                            models.Q(
                                ("stop_confirmed_at__isnull", True),
                                ("stop_confirmed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_stop_confirmed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("captured_at__isnull", False), ("captured_by__isnull", False)
                            ),
                            models.Q(("captured_at__isnull", True), ("captured_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="decision_captured_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["assessing", "privacy", "proposed", "to_decide"]),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ("decided_by", None),
                            _connector="OR",
                        ),
                        name="decision_decider_not_proposer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_for", None),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_for", models.F("decided_by")), _negated=True),
                                models.Q(("decided_for", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_decided_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("advice", "against"), ("state__in", ("chosen", "pilot"))),
                                models.Q(("advice", "for"), ("state", "declined")),
                                _connector="OR",
                            ),
                            ("against_score_reason", ""),
                            _negated=True,
                        ),
                        name="decision_against_score_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("against_dpo", True), ("against_dpo_reason", ""), _negated=True
                        ),
                        name="decision_against_dpo_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["open", "limited"]), _negated=True),
                            models.Q(("own_source_url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_open_is_a_supplement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "suspended"),
                                ("suspended_at__isnull", False),
                                models.Q(("suspended_from", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "suspended"), _negated=True),
                                ("suspended_at__isnull", True),
                                ("suspended_from", ""),
                            ),
                            _connector="OR",
                        ),
                        name="decision_suspended_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_closed_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("captured_at__isnull", False),
                                models.Q(("capture_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_closed_is_captured",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DpoOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("advises", "Rår til"),
                            ("with_conditions", "Rår til på vilkår"),
                            ("advises_against", "Fraråder"),
                        ],
                        max_length=20,
                        verbose_name="råd",
                    ),
                ),
                ("text", models.TextField(verbose_name="uttalelse")),
                ("at", models.DateTimeField()),
                ("assessment_edition", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="channels.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "uttalelse fra personvernombudet",
                "verbose_name_plural": "uttalelser fra personvernombudet",
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="opinion_has_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance__in", ["advises", "with_conditions", "advises_against"])
                        ),
                        name="opinion_known_stance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target_group_key", models.UUIDField(editable=False)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Når ikke"),
                            (1, "Når få"),
                            (2, "Når mange"),
                            (3, "Når de fleste"),
                        ],
                        verbose_name="rekkevidde",
                    ),
                ),
                (
                    "fit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "Passer ikke"),
                            (1, "Passer dårlig"),
                            (2, "Passer ganske godt"),
                            (3, "Passer godt"),
                        ],
                        null=True,
                        verbose_name="hvor godt bruken passer",
                    ),
                ),
                (
                    "message_fit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "Passer ikke"),
                            (1, "Passer dårlig"),
                            (2, "Passer ganske godt"),
                            (3, "Passer godt"),
                        ],
                        null=True,
                        verbose_name="hvor godt budskapet passer",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2100)],
                        verbose_name="år",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reaches",
                        to="channels.channel",
                    ),
                ),
                (
                    "target_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.targetgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "rekkevidde",
                "verbose_name_plural": "rekkevidder",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "target_group_key"), name="reach_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__lte", 3)), name="reach_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fit", None), ("fit__lte", 3), _connector="OR"),
                        name="reach_fit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("message_fit", None), ("message_fit__lte", 3), _connector="OR"
                        ),
                        name="reach_message_fit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivitySample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                (
                    "posts_total",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="innlegg i alt"
                    ),
                ),
                (
                    "followers",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="følgere"),
                ),
                (
                    "last_post_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="siste innlegg"),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("auto", "Portalen"), ("manual", "En person")], max_length=10
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="channels.account",
                    ),
                ),
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
                "verbose_name": "måling av aktivitet",
                "verbose_name_plural": "målinger av aktivitet",
                "ordering": ("-taken_at", "-pk"),
                "indexes": [models.Index(fields=["account", "taken_at"], name="sample_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", None), ("method", "auto")),
                            models.Q(
                                models.Q(("by__isnull", False), ("method", "manual")),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sample_manual_has_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Administrator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="navn")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-postadresse"),
                ),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrators",
                        to="channels.account",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "administrator",
                "verbose_name_plural": "administratorer",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), ("user__isnull", False)),
                        fields=("account", "user"),
                        name="administrator_user_once",
                    ),
                    models.UniqueConstraint(
                        models.F("account"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("removed_at", None), ("user", None)),
                        name="administrator_email_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="administrator_removed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosingCriterion",
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
                            ("few-posts", "For få innlegg"),
                            ("late-answers", "Svarfristen holdes ikke"),
                            ("late-confirmation", "Kontoen er ikke bekreftet i tide"),
                            ("expired", "Beslutningen er gått ut"),
                            ("project-ended", "Prosjektet er slutt"),
                            ("rules-changed", "Loven eller leverandøren har endret seg"),
                            ("group-left", "Målgruppen har forlatt kanalen"),
                            ("resources-gone", "Vi har ikke lenger folk til kanalen"),
                            ("dpia", "Personvernrisikoen kan ikke godtas"),
                        ],
                        max_length=20,
                        verbose_name="kriterium",
                    ),
                ),
                (
                    "limit",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="grense"),
                ),
                (
                    "period",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="periode"),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="dag")),
                ("note", models.TextField(blank=True, verbose_name="hva vi mener med det")),
                ("added_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("watched", "Ikke oppfylt"),
                            ("met", "Møtt"),
                            ("dismissed", "Satt til side"),
                        ],
                        default="watched",
                        max_length=10,
                    ),
                ),
                ("met_at", models.DateTimeField(null=True)),
                ("evidence", models.TextField(blank=True, verbose_name="hva som viser det")),
                ("dismissed_at", models.DateTimeField(null=True)),
                ("dismissed_until", models.DateField(null=True, verbose_name="sett til side til")),
                (
                    "dismiss_reason",
                    models.TextField(blank=True, verbose_name="hvorfor vi fortsetter"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="channels.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "kriterium for nedlegging",
                "verbose_name_plural": "kriterier for nedlegging",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "met"), _negated=True),
                            models.Q(
                                ("met_at__isnull", False),
                                models.Q(
                                    ("met_by__isnull", True),
                                    models.Q(("evidence", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="criterion_met_has_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dismissed_at__isnull", False), ("dismissed_by__isnull", False)
                            ),
                            models.Q(
                                ("dismissed_at__isnull", True), ("dismissed_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="criterion_dismissed_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(
                                ("dismissed_at__isnull", False),
                                ("dismissed_until__isnull", False),
                                models.Q(("dismiss_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="criterion_dismissed_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosingPlan",
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
                ("edition", models.PositiveIntegerField(default=1)),
                ("notice_nb", models.TextField(verbose_name="melding til følgerne på bokmål")),
                ("notice_nn", models.TextField(verbose_name="melding til følgerne på nynorsk")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="siste dag")),
                (
                    "followers_to",
                    models.CharField(max_length=300, verbose_name="hit sender vi følgerne"),
                ),
                (
                    "handle",
                    models.CharField(
                        choices=[
                            ("keep", "Behold navnet, slik at ingen andre kan bruke det"),
                            ("release", "Gi fra oss navnet"),
                        ],
                        max_length=10,
                        verbose_name="kontonavnet",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closing_plan",
                        to="channels.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan for nedlegging",
                "verbose_name_plural": "planer for nedlegging",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice_nb", ""), _negated=True),
                            models.Q(("notice_nn", ""), _negated=True),
                            models.Q(("followers_to", ""), _negated=True),
                        ),
                        name="closing_plan_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed_at", models.DateTimeField()),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="channels.account",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bekreftelse av tilganger",
                "verbose_name_plural": "bekreftelser av tilganger",
                "ordering": ("-confirmed_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="DecisionAct",
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
                            ("assess", "Begynn vurderingen"),
                            ("send-to-privacy", "Send til personvernombudet"),
                            ("take-back", "Ta tilbake til vurdering"),
                            ("submit", "Send til beslutning"),
                            ("return", "Send tilbake til vurdering"),
                            ("pilot", "Prøv kanalen først"),
                            ("choose", "Velg kanalen"),
                            ("reserve", "Reserver bare navnet"),
                            ("decline", "Avslå kanalen"),
                            ("reconsider", "Ta opp igjen"),
                            ("make-ordinary", "Gå over til vanlig drift"),
                            ("open", "Åpne kanalen"),
                            ("limit", "Begrens kanalen"),
                            ("lift", "Opphev begrensningen"),
                            ("keep", "Behold kanalen"),
                            ("suspend", "Steng midlertidig"),
                            ("confirm-stop", "Bekreft stengingen"),
                            ("resume", "Åpne igjen etter stengingen"),
                            ("announce", "Varsle nedlegging"),
                            ("close", "Legg ned kanalen"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("proposed", "Foreslått"),
                            ("assessing", "Vurderes"),
                            ("privacy", "Hos personvernombudet"),
                            ("to_decide", "Til beslutning"),
                            ("pilot", "Prøvedrift"),
                            ("chosen", "Valgt, gjøres klar"),
                            ("open", "Åpen"),
                            ("limited", "Begrenset"),
                            ("suspended", "Midlertidig stengt"),
                            ("reserved", "Bare navnet er reservert"),
                            ("closing", "Nedlegging er varslet"),
                            ("closed", "Lagt ned"),
                            ("declined", "Avslått"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("proposed", "Foreslått"),
                            ("assessing", "Vurderes"),
                            ("privacy", "Hos personvernombudet"),
                            ("to_decide", "Til beslutning"),
                            ("pilot", "Prøvedrift"),
                            ("chosen", "Valgt, gjøres klar"),
                            ("open", "Åpen"),
                            ("limited", "Begrenset"),
                            ("suspended", "Midlertidig stengt"),
                            ("reserved", "Bare navnet er reservert"),
                            ("closing", "Nedlegging er varslet"),
                            ("closed", "Lagt ned"),
                            ("declined", "Avslått"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "facts",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="channels.decision",
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
            ],
            options={
                "verbose_name": "steg i en beslutning",
                "verbose_name_plural": "steg i beslutninger",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DeviceException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("person", models.CharField(max_length=150, verbose_name="hvem")),
                ("device", models.CharField(max_length=150, verbose_name="hvilken enhet")),
                ("reason", models.TextField(verbose_name="hvorfor")),
                ("until", models.DateField(verbose_name="til og med")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exceptions",
                        to="channels.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "unntak fra enhetsregelen",
                "verbose_name_plural": "unntak fra enhetsregelen",
                "ordering": ("assessment", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OpeningCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("need", "Behovet er beskrevet"),
                            ("resources", "Folk og tid er satt av"),
                            ("admins", "Minst to administratorer er pekt ut"),
                            ("monitoring", "Rutine for å følge med er laget"),
                            ("content", "Plan for innhold er laget"),
                            ("crisis", "Beredskapsvakten har tilgang"),
                            ("security", "Sikkerheten er satt opp"),
                            ("language", "Språk og målform er avklart"),
                            ("training", "De som svarer, har fått opplæring"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(verbose_name="hvordan")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_checks",
                        to="channels.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "punkt på åpningslisten",
                "verbose_name_plural": "punkter på åpningslisten",
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "item"), name="opening_check_once"),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True),
                        name="opening_check_has_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Mandag"),
                            (1, "Tirsdag"),
                            (2, "Onsdag"),
                            (3, "Torsdag"),
                            (4, "Fredag"),
                            (5, "Lørdag"),
                            (6, "Søndag"),
                        ],
                        verbose_name="ukedag",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="fra kl.")),
                ("closes", models.TimeField(verbose_name="til kl.")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="channels.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "åpningstid",
                "verbose_name_plural": "åpningstider",
                "ordering": ("weekday", "opens"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "weekday", "opens"), name="hours_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="hours_close_after_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__lte", 6)), name="hours_weekday"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pilot",
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
                            ("planned", "Planlagt"),
                            ("running", "Pågår"),
                            ("evaluating", "Evalueres"),
                            ("recommended_continue", "Anbefalt videreført"),
                            ("recommended_stop", "Anbefalt stoppet"),
                            ("ordinary", "Vanlig drift"),
                            ("stopped", "Stoppet"),
                        ],
                        default="planned",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
                ("hypothesis", models.TextField(verbose_name="hva vi tror og vil finne ut")),
                ("scope", models.TextField(verbose_name="omfang")),
                ("arena", models.TextField(verbose_name="hvor vi prøver")),
                ("starts_on", models.DateField(verbose_name="første dag")),
                ("ends_on", models.DateField(verbose_name="siste dag")),
                ("success_criteria", models.TextField(verbose_name="når prøven er vellykket")),
                ("stop_criteria", models.TextField(verbose_name="når vi stopper før tiden")),
                ("planned_at", models.DateTimeField()),
                ("recommended_at", models.DateTimeField(null=True)),
                (
                    "recommendation",
                    models.TextField(blank=True, verbose_name="evaluering og anbefaling"),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pilots",
                        to="channels.decision",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "prøve",
                "verbose_name_plural": "prøver",
                "ordering": ("-planned_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["ordinary", "stopped"]), _negated=True),
                        fields=("decision",),
                        name="pilot_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="pilot_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("recommended_at__isnull", False), ("recommended_by__isnull", False)
                            ),
                            models.Q(
                                ("recommended_at__isnull", True), ("recommended_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="pilot_recommended_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="pilot_decided_who_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_for", None),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_for", models.F("decided_by")), _negated=True),
                                models.Q(
                                    ("decided_for", models.F("recommended_by")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="pilot_decided_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "ordinary",
                                        "recommended_continue",
                                        "recommended_stop",
                                        "stopped",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("recommended_at__isnull", False),
                                models.Q(("recommendation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pilot_recommended_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ordinary", "stopped"]), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pilot_decided_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("recommended_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="pilot_decider_not_recommender",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileText",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("nb", "Bokmål"),
                            ("nn", "Nynorsk"),
                            ("se", "Nordsamisk"),
                            ("en", "Engelsk"),
                        ],
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("edition", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("generated", "Generert"),
                            ("adapted", "Til godkjenning"),
                            ("approved", "Godkjent, ikke publisert"),
                            ("published", "Publisert"),
                            ("deviation", "Avvik"),
                            ("outdated", "Foreldet"),
                            ("superseded", "Erstattet"),
                        ],
                        default="generated",
                        max_length=20,
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="kort tekst")),
                ("long_body", models.TextField(verbose_name="lang tekst")),
                ("limit", models.PositiveIntegerField(null=True)),
                (
                    "counting",
                    models.CharField(
                        choices=[
                            ("characters", "tegn"),
                            ("graphemes", "synlige tegn (grafemer)"),
                            ("links_23", "synlige tegn (grafemer), der hver lenke teller 23"),
                        ],
                        default="characters",
                        max_length=20,
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("generated_at", models.DateTimeField()),
                ("adapted_at", models.DateTimeField(null=True)),
                (
                    "editor_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("return_reason", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("checksum", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
                ("published_url", models.URLField(blank=True, verbose_name="der teksten står")),
                ("outdated_at", models.DateTimeField(null=True)),
                (
                    "outdated_facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), default=list, size=None
                    ),
                ),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="channels.account",
                    ),
                ),
                (
                    "adapted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "generated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "profiltekst",
                "verbose_name_plural": "profiltekster",
                "ordering": ("account", "language", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "language", "number"), name="profile_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("generated", "adapted", "approved"))),
                        fields=("account", "language"),
                        name="profile_one_being_made",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("published", "deviation"))),
                        fields=("account", "language"),
                        name="profile_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adapted_at__isnull", False), ("adapted_by__isnull", False)),
                            models.Q(("adapted_at__isnull", True), ("adapted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="profile_adapted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="profile_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("adapted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="profile_never_approved_by_adapter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("editor_ids__contains", [models.F("approved_by")]), _negated=True
                            ),
                            ("approved_by", None),
                            _connector="OR",
                        ),
                        name="profile_never_approved_by_editor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_for", None),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("approved_for", models.F("approved_by")), _negated=True),
                                models.Q(
                                    ("editor_ids__contains", [models.F("approved_for")]),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="profile_approved_for_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("approved", "published", "deviation")), _negated=True
                            ),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="profile_approved_before_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponsePromise",
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
                            ("question", "Spørsmål"),
                            ("criticism", "Kritikk"),
                            ("factual_error", "Faktafeil"),
                            ("complaint", "Klage"),
                            ("tip", "Tips"),
                        ],
                        max_length=20,
                        verbose_name="type melding",
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(80),
                        ],
                        verbose_name="arbeidstimer",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="channels.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "svartid for en type melding",
                "verbose_name_plural": "svartider for typer meldinger",
                "ordering": ("kind",),
                "constraints": [
                    models.UniqueConstraint(fields=("account", "kind"), name="promise_kind_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["question", "criticism", "factual_error", "complaint", "tip"],
                            )
                        ),
                        name="promise_kind",
                    ),
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("event", models.CharField(max_length=300, verbose_name="hva kan skje")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Liten"), (2, "Moderat"), (3, "Stor"), (4, "Svært stor")],
                        verbose_name="sannsynlighet",
                    ),
                ),
                (
                    "consequence",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Liten"),
                            (2, "Moderat"),
                            (3, "Alvorlig"),
                            (4, "Svært alvorlig"),
                        ],
                        verbose_name="konsekvens",
                    ),
                ),
                ("measure", models.TextField(blank=True, verbose_name="tiltak")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=150, verbose_name="ansvarlig"),
                ),
                (
                    "likelihood_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Liten"), (2, "Moderat"), (3, "Stor"), (4, "Svært stor")],
                        null=True,
                        verbose_name="sannsynlighet etter tiltak",
                    ),
                ),
                (
                    "consequence_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Liten"),
                            (2, "Moderat"),
                            (3, "Alvorlig"),
                            (4, "Svært alvorlig"),
                        ],
                        null=True,
                        verbose_name="konsekvens etter tiltak",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="channels.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "risiko",
                "verbose_name_plural": "risikoer",
                "ordering": ("assessment", "position", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consequence_after__isnull", False),
                                ("likelihood_after__isnull", False),
                            ),
                            models.Q(
                                ("consequence_after__isnull", True),
                                ("likelihood_after__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="risk_after_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consequence__range", (1, 4)), ("likelihood__range", (1, 4))
                        ),
                        name="risk_steps",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaverAlarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[("deactivated", "Sperret i portalen"), ("moved", "Byttet enhet")],
                        max_length=20,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "is_removed",
                    models.BooleanField(default=False, verbose_name="tilgangen er fjernet"),
                ),
                ("note", models.TextField(blank=True, verbose_name="hva er gjort")),
                (
                    "administrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="channels.administrator",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "alarm om tilgang",
                "verbose_name_plural": "alarmer om tilgang",
                "ordering": ("-raised_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("administrator",),
                        name="alarm_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="alarm_closed",
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
                ("day", models.DateField()),
                ("value", models.FloatField(null=True)),
                (
                    "gap",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no-numbers", "Portalen har ikke tall for dette."),
                            ("no-accounts", "Kanalen har ingen åpne kontoer."),
                            ("too-early", "Kanalen har ikke vært åpen en hel periode ennå."),
                            ("no-day", "Beslutningen har ingen siste dag."),
                        ],
                        max_length=12,
                    ),
                ),
                ("missing", models.TextField(blank=True)),
                ("is_met", models.BooleanField(default=False)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="channels.closingcriterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "måling",
                "verbose_name_plural": "målinger",
                "ordering": ("-day",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criterion", "day"), name="criterion_measured_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False), ("is_met", False), _connector="OR"
                        ),
                        name="criterion_measured_met_has_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(("gap", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="criterion_measured_says_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="notat")),
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
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="channels.pilot",
                    ),
                ),
            ],
            options={
                "verbose_name": "notat fra prøven",
                "verbose_name_plural": "notater fra prøven",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ProfileCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                (
                    "method",
                    models.CharField(
                        choices=[("auto", "Portalen"), ("manual", "En person")], max_length=10
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ok", "Teksten står der"),
                            ("deviation", "Teksten er en annen"),
                            ("unreachable", "Profilen kunne ikke leses"),
                        ],
                        max_length=20,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500)),
                ("seen", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("forgotten_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="channels.account",
                    ),
                ),
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
                    "text",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="channels.profiletext",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontroll av profiltekst",
                "verbose_name_plural": "kontroller av profiltekst",
                "ordering": ("-checked_at", "-pk"),
                "indexes": [models.Index(fields=["account", "checked_at"], name="check_by_time")],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
