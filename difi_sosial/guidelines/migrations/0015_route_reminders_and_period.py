import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0014_guard_stand_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "endring av godkjenningen",
                "verbose_name_plural": "endringer av godkjenningen",
                "ordering": ("-number",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="guidelineversion",
            name="guideline_approved_is_frozen",
        ),
        migrations.AddField(
            model_name="approval",
            name="escalated_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="approval",
            name="reminded_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="gjelder til og med"),
        ),
        migrations.AlterField(
            model_name="guidelineversion",
            name="state",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None),
                    ("in_force_from", None),
                    ("valid_until__gte", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="guideline_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "expired"), _negated=True),
                    models.Q(
                        ("in_force_until", models.F("valid_until")), ("valid_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="guideline_expired_on_its_day",
            ),
        ),
        migrations.AddField(
            model_name="routechange",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="routechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="guideline_route_says_why"
            ),
        ),
    ]
