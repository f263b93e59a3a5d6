"""The small pieces that a page repeats often, as one string each: a template per piece costs ten times as much.

Every value goes through `plain`, which escapes it unless it is HTML already.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

from leerlus.ui import dates
from leerlus.ui.moments import iso_date, short_date, short_dates
from leerlus.ui.shapes import LEVEL_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leerlus.ui.pictures import PlacedTile
    from leerlus.ui.shapes import GroupedRow, RowGroup, Said

STATUS_WORDS = {
    "late": "Te laat",
    "due": "Binnenkort",
    "new": "Nieuw",
    "done": "Afgerond",
    "open": "Loopt",
}
CURRENT = ' aria-current="page"'
STAND_IN = 987654321
"""The number in a remembered address that the number of the row takes the place of."""


def plain(value: object) -> str:
    """Escape what is not HTML yet; nothing stays nothing."""
    return value if isinstance(value, SafeString) else escape(str(value))


def look(thing: Any, name: str) -> Any:  # noqa: ANN401 -- a mapping or an object, as in templates
    """Take a value from a mapping or an object; what is not there is empty, as in templates."""
    found = thing.get(name, "") if isinstance(thing, dict) else getattr(thing, name, "")
    return "" if found is None else found


@lru_cache(maxsize=200)
def _address(name: str, prefix: str) -> tuple[str, str]:  # noqa: ARG001 -- an address starts with the prefix
    before, _, after = reverse(name, args=[STAND_IN]).partition(str(STAND_IN))
    return before, after


def row_url(name: str, number: int) -> str:
    """Give the address of a page of one thing; Django finds each name once, however many rows."""
    return row_urls(name)(number)


def row_urls(name: str) -> Callable[[int], str]:
    """Give what makes the address of each row of a long list."""
    before, after = _address(name, get_script_prefix())
    return lambda number: f"{before}{int(number)}{after}"


def arrow(way: str) -> SafeString:
    """Draw an arrow: up or down."""
    path = "M10 32V6M3 13l7-8 7 8" if way == "up" else "M10 2v26M3 21l7 8 7-8"
    box = 'viewBox="0 0 20 34" aria-hidden="true" focusable="false"'
    return SafeString(f'<svg class="arrow" {box}><path d="{path}"/></svg>\n')


def level_class(level: str) -> str:
    """Give the class that brings the colour of a level."""
    return f"level-{level}" if level in LEVEL_NAMES else ""


def tag(text: str, modifier: str) -> SafeString:
    """Draw a label."""
    return SafeString(f'<span class="nl-data-badge tag {plain(modifier)}">{plain(text)}</span>\n')


def level_tag(level: str, text: str = "") -> SafeString:
    """Name the level, or say something about it, in its colour."""
    return tag(text or LEVEL_NAMES.get(level, ""), level_class(level))


def status_tag(status: str, text: str = "") -> SafeString:
    """Say in a word, never in a colour alone, how it stands."""
    return tag(text or STATUS_WORDS.get(status, status), f"tag--{status}")


def fictional(text: str = "fictief") -> SafeString:
    """Mark invented content."""
    return tag(text, "tag--fictional")


def button(text: str, kind: str = "primary", *, name: str = "", value: str = "") -> SafeString:
    """Show a button that sends the form; the text is a verb with an object."""
    named = f' name="{plain(name)}" value="{plain(value)}"' if name else ""
    classes = f"nl-button nl-button--{plain(kind)}"
    return SafeString(f'<button class="{classes}" type="submit"{named}>{plain(text)}</button>\n')


def button_link(url: str, text: str, kind: str = "primary") -> SafeString:
    """Show a link as a button; without an address it sends the form."""
    if not url:
        return button(text, kind)
    return SafeString(f'<a class="nl-button nl-button--{plain(kind)}" href="{plain(url)}">{plain(text)}</a>\n')


def quote(
    content: SafeString, who: str = "", level: str = "system", *, note: str = "", invented: bool = False
) -> SafeString:
    """Mark words as somebody's own."""
    words = f'  <blockquote class="quote__words">{plain(content)}</blockquote>\n'
    source = " · ".join(plain(each) for each in (who, note) if each)
    if source or invented:
        source = f'  <figcaption class="quote__who">{source}{f" {fictional()}" if invented else ""}</figcaption>\n'
    return SafeString(f'<figure class="quote {level_class(level)}">\n{words}{source}</figure>\n')


def worklist(rows: Iterable[Any]) -> SafeString:
    """List the work: each row says why it is here and offers one next step."""
    return SafeString(f'<ul class="worklist" role="list">\n{"".join(map(_work, rows))}</ul>\n')


def _work(row: Any) -> str:  # noqa: ANN401 -- a mapping or an object, as in templates
    title, level, context, step = (plain(look(row, name)) for name in ("title", "level", "context", "step_url"))
    status = status_tag(look(row, "status"), look(row, "status_text"))
    tags = f"{status}{f' {level_tag(level)}' if level else ''}{f' {fictional()}' if look(row, 'fictional') else ''}"
    context = f'<p class="worklist__context">{context}</p>\n' if context else ""
    if step:
        words = f'{plain(look(row, "step_label"))}<span class="hidden">: {title}</span>'
        step = f'<p class="worklist__step"><a class="nl-button nl-button--secondary" href="{step}">{words}</a></p>\n'
    return (
        '<li class="worklist__row">\n<div class="worklist__what">\n'
        f'<p class="worklist__tags">{tags}</p>\n'
        f'<p class="worklist__title"><a class="nl-link" href="{plain(look(row, "url"))}">{title}</a></p>\n'
        f'<p class="worklist__why">{plain(look(row, "why"))}</p>\n{context}</div>\n{step}</li>\n'
    )


def grouped_rows(groups: Iterable[RowGroup]) -> SafeString:
    """Draw the bodies of a table with two columns: the group, and its lines."""
    return SafeString("".join(map(_group, groups)))


def _group(group: RowGroup) -> str:
    name = plain(group.name)
    count = f'<span class="soft small">{dates.number(group.count)}<span class="hidden"> kwesties</span></span>'
    first = f"{name} {count}" if group.count > 1 else name
    again = f'<span class="hidden">{name}</span>'
    lines = (
        f'<tr>\n<th scope="row">{again if number else first}</th>\n<td>{_grouped(row)}</td>\n</tr>\n'
        for number, row in enumerate(group.rows)
    )
    return f"<tbody>\n{''.join(lines)}</tbody>\n"


def _grouped(row: GroupedRow) -> str:
    title, hidden = plain(row.title), plain(row.hidden)
    shown = (
        f'<a class="nl-link" href="{plain(row.url)}">{title}</a>' if title else f'<span class="soft">{hidden}</span>'
    )
    tags = f" {status_tag(row.status, row.status_text)}" if row.status else ""
    tags += f" {fictional()}" if row.fictional else ""
    words = plain(row.words)
    if row.deed_url:
        label = f'{plain(row.deed_label)}<span class="hidden">: {title or hidden}</span>'
        words += f' · <a class="nl-link" href="{plain(row.deed_url)}">{label}</a>'
    return f'{shown}{tags}<br>\n<span class="soft small">{words}</span>'


def quotes(said: Iterable[Said]) -> SafeString:
    """Draw what several people said, one after another."""
    date_of = short_dates()
    return SafeString("".join(_said(one, date_of(one.at)) for one in said))


def _said(one: Said, day: str) -> str:
    kind = f'<p class="small"><strong>{plain(one.kind)}</strong></p>' if one.kind else ""
    words = SafeString(f"{kind}<p>{with_breaks(one.text)}</p>")
    return quote(words, one.who, one.level, note=day)


def with_breaks(text: str) -> str:
    """Escape a text and keep its lines apart."""
    return plain(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def tracker(steps: Iterable[Any]) -> SafeString:
    """Show the steps done and the one to come."""
    return SafeString(f'<ol class="tracker" role="list">\n{"".join(map(_step, steps))}</ol>\n')


def _step(step: Any) -> str:  # noqa: ANN401 -- a mapping or an object, as in templates
    who, note, message, url = (plain(look(step, name)) for name in ("who", "note", "message", "url"))
    who = who[:1].upper() + who[1:]
    to_come, due, at = look(step, "next"), look(step, "due"), look(step, "at")
    if to_come and due:
        when = f'uiterlijk <time datetime="{iso_date(due)}">{short_date(due)}</time>'
    elif at:
        when = f'<time datetime="{iso_date(at)}">{short_date(at)}</time>'
        when += (f" · {who}" if who else "") + (f", {note}" if note else "")
    else:
        when = who
    when = f'<p class="tracker__when">{when}</p>\n' if when else ""
    message = f'<p class="tracker__message">{message}</p>\n' if message else ""
    label = plain(look(step, "link_label") or "Bekijken")
    link = f'<p class="tracker__message"><a class="nl-link" href="{url}">{label}</a></p>\n' if url else ""
    ahead = '<span class="hidden">Volgende stap: </span>' if to_come else ""
    classes = level_class(look(step, "level")) + (" tracker__step--next" if to_come else "")
    return (
        f'<li class="tracker__step {classes}">\n'
        f'<p class="tracker__title">{ahead}{plain(look(step, "title"))}</p>\n{when}{message}{link}</li>\n'
    )


def fact_rows(pairs: Iterable[tuple[str, int]]) -> SafeString:
    """Show names with their numbers, for inside a dl."""
    return SafeString(
        "".join(
            f'<div class="facts__row"><dt>{plain(name)}</dt><dd>{dates.number(count)}</dd></div>'
            for name, count in pairs
        )
    )


def tiles(placed: Iterable[PlacedTile]) -> SafeString:
    """Draw the tiles of a map, for inside the svg."""
    return SafeString("".join(map(_tile, placed)))


def _tile(tile: PlacedTile) -> str:
    count = dates.number(tile.count)
    light = " tile__count--light" if tile.dark else ""
    text = f'<text class="tile__count{light}" x="21" y="26.5" text-anchor="middle">{count}</text>' if tile.count else ""
    return (
        f'<g transform="translate({tile.x},{tile.y})"><title>{plain(tile.name)}: {count}</title>'
        f'<rect class="tile tile--{tile.shade}" width="42" height="42" rx="6"/>{text}</g>'
    )


def menu_items(items: Iterable[Any]) -> SafeString:
    """Draw the entries of the main menu, for inside a list."""
    return SafeString(
        "".join(
            f'<li class="menu__item"><a class="menu__link {level_class(item.level)}" href="{plain(item.url)}"'
            f"{CURRENT if item.current else ''}>{plain(item.label)}</a></li>"
            for item in items
        )
    )
