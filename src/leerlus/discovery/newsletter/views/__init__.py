"""Pages of the newsletter: subscribing, the archive, and what the editors do."""

from leerlus.discovery.newsletter.views.archive import LetterFeed, show_archive, show_letter
from leerlus.discovery.newsletter.views.composing import (
    add_block,
    change_block,
    edit_letter,
    gather,
    make_letter,
    move_block,
    show_letters,
    take_block,
)
from leerlus.discovery.newsletter.views.sending import preview, preview_html, send, send_test, take_back
from leerlus.discovery.newsletter.views.subscribing import (
    asked,
    choose,
    confirm,
    confirmed,
    subscribe,
    unsubscribe,
)

__all__ = [
    "LetterFeed",
    "add_block",
    "asked",
    "change_block",
    "choose",
    "confirm",
    "confirmed",
    "edit_letter",
    "gather",
    "make_letter",
    "move_block",
    "preview",
    "preview_html",
    "send",
    "send_test",
    "show_archive",
    "show_letter",
    "show_letters",
    "subscribe",
    "take_back",
    "take_block",
    "unsubscribe",
]
