"""The findings came from the monitoring app: the table is the same, under a new name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = (
        ("monitoring", "0013_findings_move_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=difi_sosial.core.clock.now, editable=False
                            ),
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
                        (
                            "url",
                            models.URLField(blank=True, max_length=1000, verbose_name="adresse"),
                        ),
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
                            models.DateField(
                                blank=True, null=True, verbose_name="sist kontrollert"
                            ),
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
            ],
        ),
    )
