import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0011_guard_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="asked",
            name="excused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="fritatt"),
        ),
        migrations.AddField(
            model_name="asked",
            name="excused_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="asked",
            name="excused_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="begrunnelse"),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("excused_at__isnull", False), ("excused_by__isnull", False)),
                    models.Q(("excused_at__isnull", True), ("excused_by__isnull", True)),
                    _connector="OR",
                ),
                name="asked_excused_who_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.CheckConstraint(
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
        ),
    ]
