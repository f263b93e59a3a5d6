"""The pages that editors write; the content system keeps their drafts and revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from leerlus.knowledge.pages.blocks import PLAYERS, BodyBlock
from leerlus.knowledge.pages.writing import PageForm
from leerlus.people.kept import KeptKey
from leerlus.people.models import Region, Theme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class StartPermissions(PagePermissionTester):  # type: ignore[misc] # wagtail ships no types
    """Nobody takes the start page away: all pages would go with it, and the next start of the product would fail."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: ARG002, FBT001, FBT002 - wagtail's
        """No."""
        return False

    def can_unpublish(self) -> bool:
        """No."""
        return False

    def can_move(self) -> bool:
        """No."""
        return False


class StartPage(Page):  # type: ignore[misc] # the same
    """The page under which all others hang; readers who ask for it get the overview of Kennis.

    brought  the names of the pages that came with the product, so that one that an editor deleted does not come back
    """

    brought: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True, editable=False)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.ContentPage", "pages.StoryPage"]
    preview_modes: ClassVar[list[Any]] = []  # readers get the overview, which is no page of editors
    max_count = 1

    class Meta:
        """There is one."""

        verbose_name = "begin"

    def permissions_for_user(self, user: Any) -> StartPermissions:  # noqa: ANN401 - wagtail's
        """Say what somebody may do with it."""
        return StartPermissions(user, self)


class WrittenPage(Page):  # type: ignore[misc] # the same
    """What a page and a story have in common."""

    intro = models.CharField("inleiding", max_length=300)
    body = StreamField(BodyBlock(), verbose_name="inhoud")
    fictional = models.BooleanField("is bedacht", default=False, help_text="Lezers zien dan het label “fictief”.")

    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("slug", heading="Naam in het adres", help_text="Na /kennis/. De oude leidt door."),
        FieldPanel("seo_title", heading="Titel voor zoekmachines", help_text="Leeg: de titel van de pagina."),
        FieldPanel("search_description", heading="In één zin voor zoekmachines", help_text="Leeg: de inleiding."),
    ]

    base_form_class = PageForm
    parent_page_types: ClassVar[list[str]] = ["pages.StartPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def has_video(self) -> bool:
        """Whether a reader may choose to play a video here."""
        return any(block.block_type == "video" for block in self.body)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - wagtail's
        """Show the page; only one with a video may hold the frame of a player."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if self.has_video:
            response._csp_update = {"frame-src": list(PLAYERS)}  # type: ignore[attr-defined] # noqa: SLF001 - as the decorators of django-csp
        return response


class ContentPage(WrittenPage):
    """A page that explains something, such as the law in short."""

    theme = KeptKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="thema")

    template = "pages/page.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("theme"),
        FieldPanel("fictional"),
        FieldPanel("confirmed"),
    ]

    class Meta:
        """In Dutch for who writes."""

        verbose_name = "pagina"


class StoryPage(WrittenPage):
    """What somebody lived through or tried; told by a role, never by a name."""

    told_on = models.DateField("datum")
    told_by = models.CharField("wie vertelt", max_length=120, help_text="Een rol, geen naam: “klantmanager, Twente”.")
    theme = KeptKey(Theme, on_delete=models.PROTECT, related_name="+", verbose_name="thema")
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="regio")

    template = "pages/page.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("told_on"), FieldPanel("told_by"), FieldPanel("theme"), FieldPanel("region")], heading="Verhaal"
        ),
        FieldPanel("body"),
        FieldPanel("fictional"),
        FieldPanel("confirmed"),
    ]

    class Meta:
        """In Dutch for who writes."""

        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
