"""What stands in rows of their own leaves the findings, and what must never be false is added."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("identity", "0003_measures_of_findings"),)

    operations = (
        migrations.RemoveConstraint(
            model_name="finding",
            name="identity_public_role_has_reason",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="action",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="deadline",
        ),
        migrations.RemoveField(
            model_name="finding",
            name="owner",
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False)),
                fields=("account",),
                name="identity_account_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("party__in", ["us", "organisation", "public_role", "person", "unknown"])
                ),
                name="identity_known_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["", "supporter", "opponent"])),
                name="identity_known_stance",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", "public_role"), _negated=True),
                    models.Q(("stance", ""), models.Q(("kind", "i"), _negated=True)),
                    ("stance_reason__regex", "\\S"),
                    _connector="OR",
                ),
                name="identity_public_role_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "i"), _negated=True),
                    models.Q(("party", "person"), _negated=True),
                    _connector="OR",
                ),
                name="identity_no_person_as_actor",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance", ""), ("kind", "i"), _connector="OR"),
                name="identity_stance_of_actors_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employee__isnull", False), ("kind", "j")),
                    models.Q(models.Q(("kind", "j"), _negated=True), ("employee", None)),
                    _connector="OR",
                ),
                name="identity_employee_registered_self",
            ),
        ),
    )
