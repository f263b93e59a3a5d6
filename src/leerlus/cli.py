"""The command line: `leerlus …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Leerlus: software voor een lerend stelsel."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")


def _start_django() -> None:
    import django

    django.setup()


@main.group()
def demo() -> None:
    """Het voorbeeld met veertien echte lussen."""


@demo.command("laden")
@click.option("--als-leeg", is_flag=True, help="Doe niets als er al gegevens zijn.")
def demo_load(*, als_leeg: bool) -> None:
    """Vul een lege database met het voorbeeld."""
    _start_django()
    from leerlus.config.demo.load import is_empty, load

    if als_leeg and not is_empty():
        return
    try:
        done = load(click.echo)
    except ValueError as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Klaar: {done} gebeurtenissen.")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Voer een beheeropdracht van Django uit, bijvoorbeeld: leerlus manage migrate."""
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{Path(sys.argv[0]).name} manage", *arguments])


@main.command("migreer")
def migrate() -> None:
    """Breng de database naar de huidige versie, alleen als dat nodig is."""
    _start_django()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("De database wordt bijgewerkt …")
        call_command("migrate", verbosity=0)


@main.command("worker")
@click.option("--elke", default=10, show_default=True, help="Seconden tussen twee rondes.")
@click.option("--eenmaal", is_flag=True, help="Doe één ronde en stop.")
def worker(*, elke: int, eenmaal: bool) -> None:
    """Doe wat de data vragen: termijnen, effectchecks, tijdelijke besluiten en mail."""
    _start_django()
    from leerlus.config.worker import work

    work(every=0 if eenmaal else elke)


@main.command("start")
@click.option("--poort", default=lambda: int(os.environ.get("PORT", "8000")), help="Poort van de webserver.")
def start(*, poort: int) -> None:
    """Start de webserver en de worker, en zeg waar Leerlus te vinden is."""
    _start_django()
    from leerlus.config.serve import serve

    serve(port=poort)


@main.command("docs")
@click.option("--check", is_flag=True, help="Teken niets; faal als een document niet meer klopt met de code.")
def docs(*, check: bool) -> None:
    """Teken de documenten die uit de code komen."""
    from leerlus.config.documents import NoSourceTree, find_outdated, write

    try:
        names = find_outdated() if check else write()
    except NoSourceTree as refusal:
        raise click.ClickException(str(refusal)) from None
    if check and names:
        raise click.ClickException(f"Niet meer zoals de code: {', '.join(names)}. Teken opnieuw met: make docs")
    click.echo("\n".join(f"Getekend: {name}" for name in names) or "Alles klopt met de code.")
