"""The tags and filters of the base floor; each has a line of use in the README of this package."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, PasswordInput
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from leerlus.ui import boxes, controls, dates, markup, moments, pictures, shapes, toasts
from leerlus.ui.guarding import FilesForm, GuardedForm

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()

# The pieces that a page repeats often stand as functions in markup and moments; here they get their names.
for piece in (
    markup.level_tag,
    markup.status_tag,
    markup.fictional,
    markup.worklist,
    markup.grouped_rows,
    markup.quotes,
    markup.tracker,
    markup.button,
    markup.button_link,
    markup.row_url,
    markup.fact_rows,
    markup.tiles,
    markup.menu_items,
    markup.arrow,
):
    register.simple_tag(piece)
for day_filter in (moments.dutch_date, moments.short_date, moments.iso_date, moments.in_days):
    register.filter(day_filter)
register.filter(markup.level_class)
register.simple_block_tag(markup.quote)


@register.filter
def number(value: int | None) -> str:
    """Write 1234 as 1.234."""
    return "" if value is None else dates.number(int(value))


@register.filter
def plural(value: int, forms: str) -> str:
    """Choose the word that goes with the number."""
    return dates.pick_form(int(value), forms)


@register.filter
def count_of(value: int, forms: str) -> str:
    """Write the number with the word that goes with it."""
    return f"{dates.number(int(value))} {dates.pick_form(int(value), forms)}"


@register.filter
def level_name(level: str) -> str:
    """Give the Dutch name of a level."""
    return shapes.LEVEL_NAMES.get(level, "")


@register.filter
def undo_url(message: Any) -> str:  # noqa: ANN401 -- a message of any storage
    """Find the way back that toasts.say_done put into the message."""
    tags = message.extra_tags or ""
    return tags.removeprefix(toasts.UNDO_PREFIX) if tags.startswith(toasts.UNDO_PREFIX) else ""


@register.simple_tag(takes_context=True)
def account(context: Context) -> SafeString:
    """Give the name of who is signed in with the way out, or the way in; a page has it twice and draws it once."""
    return render_to_string("ui/account.html", cast("dict[str, Any]", context.flatten()))


@register.inclusion_tag("ui/loop.html")
def loop(**words: str) -> dict[str, str]:
    """Show the large loop; practice, linking and system carry the live numbers."""
    return words


@register.inclusion_tag("ui/place.html")
def place(current: str, **words: str) -> dict[str, Any]:
    """Show the small loop with the marker where this thing is now."""
    levels = [
        {"key": key, "name": shapes.LEVEL_NAMES[key], "words": words.get(key, "")}
        for key in ("system", "linking", "practice")
    ]
    return {"levels": levels, "current": current}


@register.inclusion_tag("ui/facts.html")
def facts(pairs: Iterable[tuple[str, Any]], *, long: bool = False) -> dict[str, Any]:
    """Show terms with their values; long puts the value under the term."""
    return {"pairs": pairs, "long": long}


@register.inclusion_tag("ui/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """Take label and address in turn; a last label without address is this page."""
    crumbs = [
        {"label": parts[index], "url": parts[index + 1] if index + 1 < len(parts) else ""}
        for index in range(0, len(parts), 2)
    ]
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/tile_map.html")
def tile_map(tiles: Iterable[Any], unit: str = "kwestie,kwesties", level: str = "practice") -> dict[str, Any]:
    """Draw the regions as tiles, with the same in words beside it."""
    return {"map": pictures.place_tiles(tiles), "unit": unit, "level": level}


@register.inclusion_tag("ui/growth.html")
def growth(points: Sequence[Any], unit: str = "kwestie,kwesties", level: str = "linking") -> dict[str, Any]:
    """Draw how it grew, with the same as a table behind one click."""
    pairs = [(pictures.read(point, "label"), pictures.read(point, "value")) for point in points]
    line = pictures.draw_growth(points)
    return {"line": line, "points": points, "pairs": pairs, "unit": unit, "level": level}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "pagina") -> dict[str, Any]:
    """Link the pages of a list and keep the filters that are in the address."""
    request: HttpRequest | None = context.get("request")
    kept = request.GET.copy() if request else None

    def address(wanted: int) -> str:
        if kept is None:
            return f"?{name}={wanted}"
        kept[name] = str(wanted)
        return f"?{kept.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [{"number": each, "url": address(each) if isinstance(each, int) else ""} for each in numbers],
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/feedback_question.html")
def feedback_question(
    action: str, question: str, message: str = "", *, answer: str = "", level: str = "linking"
) -> dict[str, str]:
    """Ask whether it helps; posts `helped` (yes, partly, no) and `remark` to the action."""
    return {
        "action": action,
        "question": question,
        "message": message,
        "answer": answer,
        "level": level,
    }


@register.simple_tag
def field(bound: BoundField, hint: str = "") -> SafeString:
    """Show one field with its label, hint and error beside it."""
    described = controls.describe(bound, hint)
    return boxes.box(described) if described["kind"] == "box" else render_to_string("ui/field.html", described)


@register.inclusion_tag("ui/form_errors.html")
def form_errors(*forms: BaseForm) -> dict[str, Any]:
    """Sum up on top what is not right yet, with links to the fields; a password must be typed again."""
    return {
        "mistakes": [mistake for form in forms for mistake in controls.mistakes(form)],
        "keeps_all": not any(
            isinstance(field.widget, PasswordInput) for form in forms for field in form.fields.values()
        ),
    }


@register.inclusion_tag("ui/guard.html")
def guard(form: GuardedForm) -> dict[str, Any]:
    """Say why words may be personal data, with the box to tick that they are not; nothing when nothing was found."""
    return {"form": form}


@register.inclusion_tag("ui/attach.html")
def attach(form: FilesForm) -> dict[str, Any]:
    """Let files be attached; the form needs `enctype="multipart/form-data"`."""
    return {"form": form}


@register.simple_block_tag
def now(content: SafeString, level: str = "linking") -> SafeString:
    """Say in a sentence where it is: who, what, by when."""
    return format_html('<div class="now {}">{}</div>', markup.level_class(level), content)


@register.simple_block_tag
def buttons(content: SafeString) -> SafeString:
    """Put buttons in one row that breaks where it must."""
    return format_html('<div class="utrecht-button-group buttons">{}</div>', content)


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", title: str = "") -> SafeString:
    """Show a message in a box: info, ok, warning or error."""
    return render_to_string("ui/notice.html", {"content": content, "kind": kind, "title": title})


@register.simple_block_tag
def empty(content: SafeString, title: str, url: str = "", label: str = "") -> SafeString:
    """Teach what will stand here and how the first one comes."""
    return render_to_string("ui/empty.html", {"content": content, "title": title, "url": url, "label": label})


@register.simple_block_tag
def datatable(content: SafeString, caption: str, *, hide_caption: bool = False) -> SafeString:
    """Wrap thead and tbody in a table that stacks on a phone (give each td a data-label)."""
    return render_to_string("ui/datatable.html", {"content": content, "caption": caption, "hide_caption": hide_caption})


@register.simple_block_tag
def filters(content: SafeString, label: str = "Lijst verfijnen", *, reset: str = "") -> SafeString:
    """Wrap fields in a form that narrows a list through the address."""
    return render_to_string("ui/filters.html", {"content": content, "label": label, "reset": reset})
