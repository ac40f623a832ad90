"""Every table of the app in one step; takes the place of the migrations it names."""

import django.core.serializers.json
from django.db import migrations, models

import difi_sosial.audit.models
from difi_sosial.core.first import FirstMigration

# What the database itself refuses, whoever asks.
GUARDS = """
CREATE FUNCTION audit_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_no_change
    BEFORE DELETE OR UPDATE ON audit_event
    FOR EACH ROW
    EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate
    BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse();
"""

LIFT = """
DROP TRIGGER audit_no_change ON audit_event;
DROP TRIGGER audit_no_truncate ON audit_event;
DROP FUNCTION audit_refuse();
"""


class Migration(FirstMigration):
    replaces = [("audit", "0001_initial"), ("audit", "0002_append_only")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(unique=True, verbose_name="nummer")),
                ("at", models.DateTimeField(db_index=True, verbose_name="tidspunkt")),
                (
                    "kind",
                    models.CharField(
                        choices=difi_sosial.audit.models.kinds,
                        db_index=True,
                        max_length=40,
                        verbose_name="hendelse",
                    ),
                ),
                ("actor_key", models.CharField(blank=True, max_length=80)),
                ("actor_name", models.CharField(max_length=200, verbose_name="hvem")),
                ("thing_type", models.CharField(max_length=80)),
                ("thing_key", models.CharField(max_length=80)),
                ("thing_name", models.CharField(max_length=300, verbose_name="hva")),
                (
                    "before",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="før",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="etter",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="begrunnelse")),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name": "hendelse",
                "verbose_name_plural": "hendelser",
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["thing_type", "thing_key", "-number"], name="audit_thing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="audit_one_head")
                ],
            },
        ),
        migrations.RunSQL(GUARDS, LIFT),
    ]
