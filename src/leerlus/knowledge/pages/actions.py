"""Writing: what the content system needs before the first editor comes in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from leerlus.knowledge.pages.models import StartPage


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
