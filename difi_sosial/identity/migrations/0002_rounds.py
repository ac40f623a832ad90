"""Checks with their parts, searches and sightings; evidence, links, measures and impersonations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock


class Migration(migrations.Migration):
    dependencies = (
        ("channels", "0015_closing_day_may_wait"),
        ("identity", "0001_findings"),
        ("strategy", "0007_heard_or_told_why_not"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
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
            ],
            options={
                "verbose_name": "sjekk av nettidentiteten",
                "verbose_name_plural": "sjekker av nettidentiteten",
                "ordering": ("-opened_on", "-pk"),
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
            ],
            options={
                "verbose_name": "bevis",
                "verbose_name_plural": "bevis",
                "ordering": ("-taken_at", "-pk"),
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
            ],
            options={
                "verbose_name": "sak om etterligning",
                "verbose_name_plural": "saker om etterligning",
                "ordering": ("-opened_at", "-pk"),
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
            ],
            options={
                "verbose_name": "steg i en sak",
                "verbose_name_plural": "steg i en sak",
                "ordering": ("at", "pk"),
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
            ],
            options={
                "verbose_name": "kobling",
                "verbose_name_plural": "koblinger",
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
            ],
            options={
                "verbose_name": "søk i en sjekk",
                "verbose_name_plural": "søk i en sjekk",
                "ordering": ("at", "pk"),
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
            ],
            options={
                "verbose_name": "tiltak",
                "verbose_name_plural": "tiltak",
                "ordering": ("due_on", "pk"),
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
            ],
            options={
                "verbose_name": "del av en sjekk",
                "verbose_name_plural": "deler av en sjekk",
                "ordering": ("kind",),
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
            ],
            options={
                "verbose_name": "plan for sjekker",
                "verbose_name_plural": "planer for sjekker",
                "ordering": ("-kind",),
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
            ],
            options={
                "verbose_name": "observasjon",
                "verbose_name_plural": "observasjoner",
                "ordering": ("finding__kind", "finding__name"),
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="channels.account",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="accuracy",
            field=models.CharField(
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
        migrations.AddField(
            model_name="finding",
            name="edition",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="finding",
            name="employee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="followers",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="følgere eller medlemmer"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="language",
            field=models.CharField(blank=True, max_length=50, verbose_name="språk"),
        ),
        migrations.AddField(
            model_name="finding",
            name="last_active_on",
            field=models.DateField(blank=True, null=True, verbose_name="sist aktiv"),
        ),
        migrations.AddField(
            model_name="finding",
            name="platform",
            field=models.CharField(blank=True, max_length=100, verbose_name="plattform"),
        ),
        migrations.AddField(
            model_name="finding",
            name="privacy_note",
            field=models.TextField(blank=True, verbose_name="personvern"),
        ),
        migrations.AddField(
            model_name="finding",
            name="relevance",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="målgruppe det gjelder"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="risk",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="finding",
            name="official",
            field=models.CharField(
                choices=[("yes", "Ja"), ("no", "Nei"), ("unknown", "Vet ikke")],
                default="unknown",
                max_length=10,
                verbose_name="offisiell",
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="party",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="finding",
            name="state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="check",
            name="leader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hvem gjør den",
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="identity.finding",
            ),
        ),
        migrations.AddField(
            model_name="impersonation",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="identity.finding",
            ),
        ),
        migrations.AddField(
            model_name="impersonation",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="impersonationstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="impersonationstep",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="identity.impersonation",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="channels.decision",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="identity.finding",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="strategy.strategyversion",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="identity.finding",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ansvarlig",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="check_round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="identity.check",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="identity.part",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="leader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hvem gjør den",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="check_round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sightings",
                to="identity.check",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sightings",
                to="identity.finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("state",), name="check_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                    _connector="OR",
                ),
                name="check_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                    _connector="OR",
                ),
                name="check_noted",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("noted_by", None),
                    models.Q(("noted_by", models.F("submitted_by")), _negated=True),
                    _connector="OR",
                ),
                name="check_never_noted_by_submitter",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "noted"), _negated=True),
                    models.Q(("noted_at__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="check_noted_has_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "event"), _negated=True),
                    ("reason__regex", "\\S"),
                    _connector="OR",
                ),
                name="check_event_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("opened_on"))),
                name="check_due_after_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "upload"), models.Q(("url", ""), _negated=True), _connector="OR"
                ),
                name="evidence_copy_has_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="evidence_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="impersonation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", frozenset(["closed", "dismissed", "told"])), _negated=True
                ),
                fields=("finding",),
                name="impersonation_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="impersonation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("reported", "followed_up", "removed", "not_removed")),
                        _negated=True,
                    ),
                    models.Q(("reported_at__isnull", False), models.Q(("way", ""), _negated=True)),
                    _connector="OR",
                ),
                name="impersonation_reported_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="impersonation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision", None),
                        ("version__isnull", False),
                        models.Q(("section", ""), _negated=True),
                    ),
                    models.Q(("decision__isnull", False), ("section", ""), ("version", None)),
                    _connector="OR",
                ),
                name="link_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version__isnull", False)),
                fields=("finding", "version", "section"),
                name="link_section_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision__isnull", False)),
                fields=("finding", "decision"),
                name="link_decision_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    ("state__in", ["done", "impossible", "dropped"]),
                    _connector="OR",
                ),
                name="measure_ended_only_when_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(
                fields=("check_round", "kind"), name="identity_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    _connector="OR",
                ),
                name="identity_part_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                fields=("part", "place", "words"), name="identity_look_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["yearly", "quarterly"])),
                name="schedule_of_what_comes_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks__gte", 1), ("weeks__lte", 26)), name="schedule_weeks"
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(
                fields=("check_round", "finding"), name="identity_sighting_once"
            ),
        ),
    )
