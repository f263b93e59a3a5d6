"""The draft of a step that takes long to write, at whatever level: it saves itself and goes when the step is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.practice.issues import actions, queries
from leerlus.practice.issues.forms import is_too_long, is_worth_keeping, words_of
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.models import Draft

LONGEST_NUMBER = 18
SAVE = "bewaren"
TOO_LONG = "Dit is te veel tekst. Maak het korter; tot die tijd wordt uw concept niet bewaard."
GONE = (
    "Dit concept is er niet meer: de stap is gezet, of u gooide het weg. "
    "Kies “Concept bewaren” om deze tekst toch te houden."
)


def read_number(text: str | None) -> int | None:
    """Return the number in an address or hidden field, if it is one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


class Writing:
    """What somebody writes in the form of a step, with the draft that keeps it. The address of the page is the key.

    The view checks the rights before it saves or keeps: a draft is not for who may not take the step.
    """

    def __init__(
        self, request: ActorRequest, form: type[forms.Form], *, label: str, given: Mapping[str, Any] | None = None
    ) -> None:
        """Find the draft of this writer on this page.

        label  what is written here, for the list of drafts        given  what the form is filled in with at first
        """
        self.request = request
        self.form = form
        self.label = label
        self.given = given or {}
        self.draft: Draft | None = queries.find_step_draft(request.actor, request.path)

    @property
    def draft_id(self) -> int | None:
        """The number of the draft, for the action that makes it superfluous."""
        return self.draft.pk if self.draft else None

    @property
    def initial(self) -> dict[str, Any]:
        """What the form is filled in with: what was given, and over it what was written."""
        return {**self.given, **(self.draft.data if self.draft else {})}

    @property
    def is_saving(self) -> bool:
        """Whether the page saves the draft by itself, or the writer pressed the button for it."""
        return self.request.method == "POST" and (self._by_itself or self.request.POST.get("stap") == SAVE)

    @property
    def _by_itself(self) -> bool:
        return "HX-Request" in self.request.headers

    def save(self) -> HttpResponse | None:
        """Save the draft and say so; None when a writer without scripts must first mend the form.

        A page that saves by itself does not bring a draft back that is gone: the last words of a form may arrive after
        its step was taken. Whoever presses the button wants it.
        """
        words = words_of(self.form, self.request.POST)
        if is_too_long(words):
            if not self._by_itself:
                return None
            return render(self.request, "issues/saved.html", {"failure": TOO_LONG}, status=422)
        if self._by_itself and self.draft is None and read_number(self.request.POST.get("concept")) is not None:
            return render(self.request, "issues/saved.html", {"failure": GONE})
        self.keep()
        if not self._by_itself:
            say_done(self.request, "Uw concept is bewaard. U vindt het terug bij Mijn werk.")
            return redirect(self.request.path)
        return render(self.request, "issues/saved.html", {"draft": self.draft})

    def keep(self, *, fresh: bool = True) -> None:
        """Keep what was typed, whatever is wrong with it; without `fresh` only in a draft that is there already."""
        words = words_of(self.form, self.request.POST)
        if is_too_long(words) or (self.draft is None and not fresh):
            return
        if self.draft is not None or is_worth_keeping(self.form, words, self.given):
            self.draft = actions.save_step_draft(
                page=self.request.path, label=self.label, data=words, by=self.request.actor, at=timezone.now()
            )

    def show_left_over(self, reason: str) -> HttpResponse:
        """Show what was written for a step that cannot be taken any more: no word is lost."""
        data = self.draft.data if self.draft else {}
        texts = [
            (field.label or name, _read_choice(field, data[name]))
            for name, field in self.form().fields.items()
            if data.get(name)
        ]
        return render(self.request, "issues/left_over.html", {"draft": self.draft, "reason": reason, "texts": texts})


def _read_choice(field: forms.Field, value: str) -> str:
    """Return the words of what was chosen; what was typed stays as it is."""
    choices = field.widget.choices if isinstance(field.widget, forms.RadioSelect) else ()
    return next((str(words) for choice, words in choices if choice == value), value)


@login_required
@require_POST
def discard(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Throw an own draft away."""
    draft = queries.all_drafts_of(request.actor).filter(pk=draft_id).first()
    actions.discard_draft(draft_id=draft_id, by=request.actor)
    say_done(request, "Het concept is weggegooid.")
    return redirect("issues:mine" if draft is None or not draft.page else "/mijn-werk/")
