"""Whether a target group holds children is asked, and no longer taken for granted.

What is stored stays: nobody can tell an answer from what the portal filled in.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0001_squashed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="targetgroup",
            name="children",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "Bare voksne"),
                    ("under-18", "Også ungdom under 18 år"),
                    ("under-15", "Også barn under 15 år"),
                    ("under-13", "Også barn under 13 år"),
                ],
                max_length=10,
                verbose_name="barn og unge",
            ),
        ),
    ]
