"""Every table of the app in one step; takes the place of the migrations it names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from difi_sosial.core.first import FirstMigration


class Migration(FirstMigration):
    replaces = [("portal", "0001_initial")]

    initial = True

    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="LessonRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lesson",
                    models.CharField(
                        choices=[
                            ("hva", "Hva sosiale medier er"),
                            ("formidle", "En kanal ut, ved siden av de andre"),
                            ("lytte", "En lyttepost"),
                            ("dele", "Et sted å dele"),
                            ("samarbeide", "Arbeide sammen med andre"),
                            ("saerpreg", "Det som er særskilt for forvaltningen"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="side",
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="lest")),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lest side",
                "verbose_name_plural": "leste sider",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lesson__in",
                                ["hva", "formidle", "lytte", "dele", "samarbeide", "saerpreg"],
                            )
                        ),
                        name="lesson_read_known_lesson",
                    )
                ],
            },
        ),
    ]
