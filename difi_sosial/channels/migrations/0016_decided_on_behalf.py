import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0015_closing_day_may_wait"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="decided_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisionact",
            name="on_behalf_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pilot",
            name="decided_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="profiletext",
            name="approved_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="pilot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_for", None),
                    models.Q(
                        ("decided_by__isnull", False),
                        models.Q(("decided_for", models.F("decided_by")), _negated=True),
                        models.Q(("decided_for", models.F("recommended_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="pilot_decided_for_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="profiletext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_for", None),
                    models.Q(
                        ("approved_by__isnull", False),
                        models.Q(("approved_for", models.F("approved_by")), _negated=True),
                        models.Q(
                            ("editor_ids__contains", [models.F("approved_for")]), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="profile_approved_for_another",
            ),
        ),
    ]
