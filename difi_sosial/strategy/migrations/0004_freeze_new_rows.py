"""The new kinds of rows of an approved version are frozen as the others are (0002)."""

from django.db import migrations

TABLES = ("misconception", "duty", "risk")
FREEZE = "".join(
    f"""
CREATE TRIGGER strategy_{table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_{table}
    FOR EACH ROW EXECUTE FUNCTION strategy_row_frozen();
"""
    for table in TABLES
)
THAW = "".join(f"DROP TRIGGER strategy_{table}_frozen ON strategy_{table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = (("strategy", "0003_write_all_sections"),)

    operations = (migrations.RunSQL(FREEZE, THAW),)
