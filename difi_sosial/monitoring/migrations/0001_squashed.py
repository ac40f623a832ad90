"""Every table of the app in one step; takes the place of the migrations it names."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION monitoring_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a watch version is never changed; make a new one'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER watch_version_is_frozen
    BEFORE UPDATE ON monitoring_watchversion
    FOR EACH ROW
    EXECUTE FUNCTION monitoring_refuse_change();
"""

LIFT = """
DROP TRIGGER watch_version_is_frozen ON monitoring_watchversion;
DROP FUNCTION monitoring_refuse_change();
"""


class Migration(migrations.Migration):
    replaces = [
        ("monitoring", "0001_initial"),
        ("monitoring", "0002_freeze_watch_versions"),
        ("monitoring", "0003_watch_expression"),
        ("monitoring", "0004_source_session"),
    ]

    initial = True

    dependencies = [
        ("channels", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityItem",
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
                    "official",
                    models.CharField(
                        choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Vet ikke")],
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
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Ikke bestemt"),
                            ("claim", "Ta over eller kreve"),
                            ("correct", "Be om retting"),
                            ("report", "Melde til plattformen"),
                            ("follow", "Følge med"),
                            ("contact", "Ta kontakt"),
                            ("close", "Legge ned"),
                            ("ignore", "La være"),
                        ],
                        max_length=10,
                        verbose_name="tiltak",
                    ),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="frist")),
                (
                    "checked_on",
                    models.DateField(blank=True, null=True, verbose_name="sist kontrollert"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Funnet"),
                            ("verified", "Kontrollert"),
                            ("action", "Under arbeid"),
                            ("done", "Ferdig"),
                            ("impossible", "Lot seg ikke gjøre"),
                        ],
                        default="found",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="merknad")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
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
                            ("stance", ""),
                            models.Q(("party", "public_role"), _negated=True),
                            models.Q(("stance_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="identity_public_role_has_reason",
                    ),
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
            ],
            options={
                "verbose_name": "overvåking",
                "verbose_name_plural": "overvåkinger",
                "ordering": ("name",),
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
                ("due_at", models.DateTimeField(default=difi_sosial.core.clock.now)),
                ("lease", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("handed_at", models.DateTimeField(editable=False, null=True)),
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
                (
                    "author_name",
                    models.CharField(blank=True, max_length=200, verbose_name="forfatter"),
                ),
                (
                    "author_handle",
                    models.CharField(blank=True, max_length=200, verbose_name="brukernavn"),
                ),
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
                ("expires_at", models.DateTimeField(null=True, verbose_name="slettes")),
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
                                "title", "text", config="simple"
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
                    models.Index(fields=["expires_at"], name="mention_expires"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="mention_search"
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
