"""Let PostgreSQL say by itself that screens must look again: when the transaction is committed, and never what changed.

A trigger, so that no action can forget it. SQLite has no such thing; there the live process asks (ADR 0019).
"""

from django.db import migrations

ON = [
    """
    CREATE OR REPLACE FUNCTION peer_session_say() RETURNS trigger LANGUAGE plpgsql AS $say$
    BEGIN PERFORM pg_notify('peer_session', ''); RETURN NULL; END
    $say$
    """,
    """
    CREATE TRIGGER peer_session_changed AFTER UPDATE OF beat ON peer_sessions_peersession
    FOR EACH ROW WHEN (OLD.beat IS DISTINCT FROM NEW.beat) EXECUTE FUNCTION peer_session_say()
    """,
]
OFF = [
    "DROP TRIGGER IF EXISTS peer_session_changed ON peer_sessions_peersession",
    "DROP FUNCTION IF EXISTS peer_session_say()",
]


def say(apps, schema_editor):
    """Add the trigger."""
    run(schema_editor, ON)


def be_silent(apps, schema_editor):
    """Take the trigger away."""
    run(schema_editor, OFF)


def run(schema_editor, statements):
    """Run the statements on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A notification with each new beat."""

    dependencies = [("peer_sessions", "0001_initial")]
    operations = [migrations.RunPython(say, be_silent)]
