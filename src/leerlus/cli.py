"""The command line: `leerlus …`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import BinaryIO


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
        from django.utils import timezone

        from leerlus.config.furnish import bring_up_to_date

        bring_up_to_date(at=timezone.now())


@main.command("inrichten")
@click.option("--organisatie", required=True, help="Naam van de organisatie die Leerlus beheert.")
@click.option("--email", required=True, help="Adres van de eerste beheerder, die een uitnodiging krijgt.")
def furnish(*, organisatie: str, email: str) -> None:
    """Zet regio’s, gemeenten en thema’s klaar en nodig de eerste beheerder uit."""
    _start_django()
    from leerlus.audit.steps import Denied
    from leerlus.config.furnish import furnish as do

    try:
        do(organisation=organisatie, email=email)
    except Denied as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Klaar. De uitnodiging is verstuurd aan {email}.")


@main.command("worker")
@click.option("--elke", default=10, show_default=True, help="Seconden tussen twee rondes.")
@click.option("--eenmaal", is_flag=True, help="Doe één ronde en stop.")
def worker(*, elke: int, eenmaal: bool) -> None:
    """Doe wat de data vragen: termijnen, effectchecks, tijdelijke besluiten en mail."""
    _start_django()
    from leerlus.config.worker import work

    work(every=0 if eenmaal else elke)


@main.command("zoekindex")
def search_index() -> None:
    """Bouw de index van zoeken van niets opnieuw op."""
    _start_django()
    from django.utils import timezone

    from leerlus.discovery.search.actions import rebuild

    click.echo(f"Klaar: {rebuild(timezone.now())} dingen zijn te vinden.")


@main.command("mail-terug")
@click.argument("bericht", type=click.File("rb"), default="-")
def take_returned_mail(bericht: BinaryIO) -> None:
    """Lees een mail die terugkwam, van de mailserver of uit een bestand."""
    _start_django()
    from django.db import DatabaseError
    from django.utils import timezone

    from leerlus.discovery.newsletter.actions import take_returned
    from leerlus.measures.returned_mail import LARGEST

    try:
        taken = take_returned(bericht.read(LARGEST), at=timezone.now())
    except DatabaseError as trouble:
        click.echo(f"De database antwoordt niet; de mailserver probeert het later weer. {trouble}", err=True)
        sys.exit(os.EX_TEMPFAIL)
    # Any other mail is no mistake either: who fails here makes the mail server send yet another mail back.
    click.echo("Verwerkt: deze nieuwsbrief kwam terug." if taken else "Overgeslagen: dit is geen nieuwsbrief van ons.")


@main.command("live")
@click.option("--poort", default=8001, show_default=True, help="Poort waarop browsers horen dat er iets nieuws is.")
def live(*, poort: int) -> None:
    """Vertel open bladzijden van intervisie dat er iets nieuws is; nooit wat."""
    _start_django()
    from leerlus.config.environment import read_text
    from leerlus.config.live import run

    run(host=read_text("LEERLUS_BIND", "127.0.0.1"), port=poort)


@main.command("start")
@click.option("--poort", default=8000, envvar="PORT", show_default=True, help="Poort van de webserver; anders PORT.")
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


@main.group()
def kwesties() -> None:
    """Lijsten met kwesties die u al hebt."""


@kwesties.command("importeer")
@click.argument("bestand", type=click.Path(path_type=Path))
@click.option("--proef", is_flag=True, help="Vertel wat er zou gebeuren; verander niets.")
@click.option("--organisatie", default="", help="Van wie de rijen zijn die het zelf niet zeggen.")
@click.option("--als", "email", default="", help="E-mailadres van wie indient; zonder dit een eigen professional.")
@click.option("--bron", default="", help="Naam van de lijst, elke keer dezelfde; zonder dit de organisatie.")
@click.option("--persoonsgegevens-nagekeken", "checked", is_flag=True, help="Wat erop lijkt, is nagekeken.")
def import_issues(*, bestand: Path, proef: bool, organisatie: str, email: str, bron: str, checked: bool) -> None:
    """Lees kwesties uit een Excel-bestand (.xlsx) of CSV: alle rijen, of geen enkele."""
    _start_django()
    from django.db import DatabaseError
    from django.utils import timezone

    from leerlus.audit.steps import Denied
    from leerlus.measures import sheets
    from leerlus.practice.issues.actions import importing

    now, name = timezone.now(), click.format_filename(bestand)
    wish = importing.Wish(organisation=organisatie, source=bron, raiser=email, allows_personal_data=checked)
    try:
        table = sheets.read_file(bestand, importing.NAMES)
        if proef:
            plan = importing.plan_import(table=table, wish=wish, today=timezone.localdate(now))
        else:
            plan = importing.import_issues(table=table, wish=wish, at=now)
    except OSError:
        raise click.UsageError(f"{name} is er niet, of u mag het niet lezen. Kijk de naam en de map na.") from None
    except (sheets.Unreadable, Denied) as refusal:
        raise click.ClickException(str(refusal)) from None
    except DatabaseError as cause:
        raise click.ClickException(f"De database werkt niet mee: {cause}. Er is niets ingelezen.") from None
    for line in importing.describe(plan, is_trial=proef):
        click.echo(line)
    if plan.is_refused:
        raise SystemExit(1)


@kwesties.command("sjabloon")
@click.argument("bestand", type=click.Path(path_type=Path))
def make_template(*, bestand: Path) -> None:
    """Maak een lijst om in te vullen (.xlsx met uitleg, of .csv), met één voorbeeld."""
    if bestand.suffix.lower() not in {".xlsx", ".csv"}:
        raise click.UsageError("Laat de naam van het bestand eindigen op .xlsx of .csv.")
    _start_django()
    from django.db import DatabaseError

    from leerlus.practice.issues.actions.importing import make_template as make

    name = click.format_filename(bestand)
    try:
        content = make(as_csv=bestand.suffix.lower() == ".csv")
        with bestand.open("xb") as file:  # never over a list that somebody filled in
            file.write(content)
    except DatabaseError as cause:
        raise click.ClickException(f"De database werkt niet mee: {cause}. Doe eerst: leerlus migreer") from None
    except FileExistsError:
        raise click.ClickException(f"{name} is er al. Kies een andere naam.") from None
    except OSError:
        raise click.ClickException(f"{name} kan daar niet staan. Kies een map waarin u mag schrijven.") from None
    click.echo(f"Bewaard: {name}")
