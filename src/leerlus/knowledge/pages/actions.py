"""Writing: what the content system needs before the first editor comes in, and the pages to start with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Revision, Site

from leerlus.knowledge.pages.models import ContentPage, StartPage, StoryPage

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.blocks import StreamValue

REFERENCE = Path(__file__).parent / "reference" / "pages.yaml"


@transaction.atomic
def lay_out() -> StartPage:
    """Make the language, the tree of pages, the site and the collection of images; doing it again changes nothing."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Alles")
    root = Page.get_first_root_node() or Page.add_root(title="Leerlus", slug="root")
    start: StartPage | None = StartPage.objects.first()
    if start is None:
        _take_away_the_welcome()
        start = StartPage(title="Kennis", slug="kennis")
        root.add_child(instance=start)
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    where = {"hostname": address.hostname or "localhost", "port": port, "site_name": "Leerlus", "root_page": start}
    Site.objects.update_or_create(is_default_site=True, defaults=where)
    return start


def _take_away_the_welcome() -> None:
    """Delete the page that the content system makes to say that there is no page yet."""
    for page in Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore"):
        page.delete()


@transaction.atomic
def load_pages() -> int:
    """Add the pages of the file that never were here; return how many. One that an editor deleted stays away."""
    start = StartPage.objects.get()
    added = 0
    for written in yaml.safe_load(REFERENCE.read_text(encoding="utf-8")):
        if written["slug"] in start.brought:
            continue
        start.brought = [*start.brought, written["slug"]]
        if not start.get_children().filter(slug=written["slug"]).exists():
            page = _as_page(written)
            start.add_child(instance=page)
            page.save_revision().publish()
            added += 1
    if added:
        StartPage.objects.filter(pk=start.pk).update(brought=start.brought)
    return added


def _as_page(written: dict[str, Any]) -> ContentPage | StoryPage:
    body = [(kind, value) for part in written.pop("body") for kind, value in part.items()]
    theme = written.pop("theme", None)
    model = StoryPage if "told_by" in written else ContentPage
    return model(theme_id=theme, body=_as_stream(body), **written)


def _as_stream(parts: list[tuple[str, Any]]) -> StreamValue:
    """Return the parts as the content system keeps them."""
    block = ContentPage._meta.get_field("body").stream_block
    return block.to_python([{"type": kind, "value": value} for kind, value in parts])


def publish_due(at: datetime) -> int:
    """Publish what editors planned for this moment, and take off what should end; return how many."""
    done = 0
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at"):
        revision.publish()
        done += 1
    for page in Page.objects.live().filter(expire_at__lte=at):
        page.unpublish(set_expired=True)
        done += 1
    return done
