"""Say after a step that it was done, and offer to take it back."""

from django.contrib import messages
from django.http import HttpRequest

UNDO_PREFIX = "undo:"


def say_done(request: HttpRequest, sentence: str, *, undo_url: str = "") -> None:
    """Show a sentence on the next page, with an undo button when there is a way back."""
    tags = f"{UNDO_PREFIX}{undo_url}" if undo_url else ""
    messages.success(request, sentence, extra_tags=tags)
