"""Let the database itself refuse to change or delete history.

Only rows are guarded. A test run on PostgreSQL empties tables with TRUNCATE, which stays possible for the owner of the
table. A later migration that rebuilds `audit_event` on SQLite must run `seal` again: a rebuilt table has no triggers.
"""

from django.db import migrations

SENTENCE = "De geschiedenis groeit alleen: een gebeurtenis kan niet worden veranderd of verwijderd."

SQLITE = [
    f"""
    CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
    """,
    f"""
    CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER IF EXISTS audit_event_no_update", "DROP TRIGGER IF EXISTS audit_event_no_delete"]

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
    BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END
    $refuse$
    """,
    """
    CREATE TRIGGER audit_event_only_grows BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS audit_event_only_grows ON audit_event",
    "DROP FUNCTION IF EXISTS audit_event_refuse()",
]


def seal(apps, schema_editor):
    """Add the triggers."""
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unseal(apps, schema_editor):
    """Take the triggers away."""
    run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def run(schema_editor, statements):
    """Run the statements for this database."""
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(seal, unseal)]
