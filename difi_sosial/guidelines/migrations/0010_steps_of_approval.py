"""Several steps of approval, each with its own person; reasons per section; who looks now."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import difi_sosial.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0009_hearing_before_approval"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.AddField(
            model_name="guidelineversion",
            name="round",
            field=models.PositiveSmallIntegerField(default=0),
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
    ]
