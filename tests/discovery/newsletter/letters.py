"""Short ways to a subscriber and to a letter that can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.models import Letter, Subscriber
from leerlus.discovery.newsletter.workflow import THINK_AGAIN
from leerlus.people.actors import CLOCK
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from collections.abc import Iterable

START = NOW + THINK_AGAIN


def subscriber(email: str = "lezer@voorbeeld.test", *, themes: str = "", regions: str = "") -> Subscriber:
    """Return somebody who confirmed."""
    return Subscriber.objects.create(
        email=email, themes=themes, regions=regions, code="x", asked_at=NOW, confirmed_at=NOW
    )


def letter(cast: Cast, blocks: Iterable[tuple[str, str, str]] = (("Nieuws", "", ""),)) -> Letter:
    """Return a letter with a subject and texts: title, theme and region of each."""
    by = cast.actor("ivan")
    made = actions.start_letter(by=by, at=NOW)
    made.blocks.all().delete()
    actions.change_letter(
        letter_id=made.pk, version=made.version, subject="Dit is er gebeurd", intro="Beste lezer", by=by, at=NOW
    )
    for title, theme, region in blocks:
        made.refresh_from_db()
        text = actions.BlockText(title=title, text=f"Tekst van {title}.", theme=theme, region=region)
        actions.add_text(letter_id=made.pk, version=made.version, text=text, by=by, at=NOW)
    made.refresh_from_db()
    return made


def let_go(cast: Cast, made: Letter) -> None:
    """Press the button, wait, and make the rows; no mail goes yet."""
    actions.send(letter_id=made.pk, version=made.version, by=cast.actor("ivan"), at=NOW)
    actions.start_due(by=CLOCK, at=START)
    actions.plan_deliveries(at=START)
    made.refresh_from_db()
