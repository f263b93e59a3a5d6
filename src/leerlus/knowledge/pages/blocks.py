"""What a page is built of. A picture has its words, and a video its transcript: without them it cannot be saved."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "link", "ol", "ul"]
YOUTUBE = re.compile(
    r"https://(?:www\.)?(?:youtube\.com/watch\?v=|youtu\.be/|youtube-nocookie\.com/embed/)([\w-]{6,20})$"
)
VIMEO = re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})$")

PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
"""The only ones that a page may show in a frame, and only after a click."""


def player_of(url: str) -> str:
    """Return the address of the player that keeps no track of who watches; empty when the address is of no other."""
    if found := YOUTUBE.match(url):
        return f"{PLAYERS[0]}/embed/{found[1]}?autoplay=1&rel=0"
    if found := VIMEO.match(url):
        return f"{PLAYERS[1]}/video/{found[1]}?autoplay=1&dnt=1"
    return ""


class PictureBlock(blocks.StructBlock):  # type: ignore[misc] # the content system ships no types
    """A picture, with words for who does not see it."""

    image = ImageChooserBlock(label="Foto")
    alt = blocks.CharBlock(label="Wat is er te zien?", max_length=250, help_text="Voor wie de foto niet ziet.")
    caption = blocks.CharBlock(label="Bijschrift", max_length=250, required=False)

    class Meta:
        """How it looks."""

        icon, label, template = "image", "Foto", "pages/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc] # the same
    """Somebody's own words; a role and never a name."""

    text = blocks.TextBlock(label="Wat iemand zegt", max_length=600)
    who = blocks.CharBlock(label="Wie: rol, geen naam", max_length=120, required=False)

    class Meta:
        """How it looks."""

        icon, label, template = "openquote", "Citaat", "pages/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):  # type: ignore[misc] # the same
    """What must not be missed."""

    title = blocks.CharBlock(label="Titel", max_length=120)
    text = blocks.RichTextBlock(label="Tekst", features=FEATURES)

    class Meta:
        """How it looks."""

        icon, label, template = "warning", "Let op", "pages/blocks/callout.html"


class VideoBlock(blocks.StructBlock):  # type: ignore[misc] # the same
    """A video elsewhere. Nothing is asked of that website before a reader chooses to play."""

    title = blocks.CharBlock(label="Titel", max_length=140)
    url = blocks.URLBlock(label="Adres van de video", help_text="Van YouTube of Vimeo.")
    poster = ImageChooserBlock(label="Beeld", required=False)
    transcript = blocks.RichTextBlock(
        label="Wat er wordt gezegd", features=FEATURES, help_text="Alles wat te horen en te zien is, als tekst."
    )

    class Meta:
        """How it looks."""

        icon, label, template = "media", "Video", "pages/blocks/video.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a video of another website, in words."""
        cleaned = super().clean(value)
        if not player_of(cleaned["url"]):
            wrong = ValidationError(
                "Dit is geen video van YouTube of Vimeo. Plak het adres van de pagina met de video."
            )
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, object] | None = None
    ) -> dict[str, object]:
        """Add the address of the player."""
        context: dict[str, object] = super().get_context(value, parent_context)
        context["player"] = player_of(value["url"])
        return context


class BodyBlock(blocks.StreamBlock):  # type: ignore[misc] # the same
    """The parts of a page, in any order."""

    paragraph = blocks.RichTextBlock(label="Tekst", features=FEATURES, template="pages/blocks/paragraph.html")
    heading = blocks.CharBlock(label="Kop", max_length=120, template="pages/blocks/heading.html", icon="title")
    list = blocks.ListBlock(
        blocks.CharBlock(label="Regel", max_length=300), label="Lijst", template="pages/blocks/list.html"
    )
    image = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    video = VideoBlock()

    class Meta:
        """At least one part."""

        required = True
