"""The check before sending: what will be read, by whom, and what may be personal data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from leerlus.measures.personal_data import mark
from leerlus.practice.issues import actions, policies, queries
from leerlus.practice.issues.forms import TEXT_FIELDS, RaiseForm
from leerlus.practice.issues.models import Severity
from leerlus.practice.issues.views.raising import show_form, show_what_became
from leerlus.ui.dates import long_date
from leerlus.ui.guarding import NOBODY, as_text, find_in_form, list_once
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from leerlus.measures.personal_data import Finding, Piece
    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.models import Draft

CHANGED = "De tekst is veranderd sinds u deze bladzijde opende. Kijk nog een keer en dien dan in."
UNCONFIRMED = f"Er staan mogelijk persoonsgegevens in. Pas de tekst aan, of vink aan: {NOBODY.lower()}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """One answer of the form as it will be read, with what may be personal data marked."""

    label: str
    pieces: tuple[Piece, ...]


def look_at(form: RaiseForm) -> tuple[list[CheckedText], list[Finding]]:
    """Return the texts with what was found in them."""
    found = find_in_form(form)
    texts = {name: as_text(form.cleaned_data[name]) for name in (*TEXT_FIELDS, "articles")}
    checked = [
        CheckedText(label=str(form.fields[name].label), pieces=tuple(mark(text, found.get(name, ()))))
        for name, text in texts.items()
        if text
    ]
    return checked, list_once(found)


def fingerprint(data: Mapping[str, Any]) -> str:
    """Return a short mark of a text, to see whether it is still the one that was looked at."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


@login_required
def check(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Show what will be read, by whom, and what may be personal data; then send."""
    policies.check_may_raise(request.actor)
    draft = queries.find_draft(request.actor, draft_id)
    if draft is None:
        return show_what_became(request, draft_id)
    form = RaiseForm(draft.data, actor=request.actor)
    if not form.is_valid():
        return show_form(request, form, draft.data, draft, status=422 if request.method == "POST" else 200)
    texts, found = look_at(form)
    seen, problem, status = fingerprint(draft.data), "", 200
    if request.method == "POST":
        if request.POST.get("gezien") != seen:
            problem, status = CHANGED, 409
        elif found and "bevestigd" not in request.POST:
            problem, status = UNCONFIRMED, 422
        else:
            return send(request, form, draft)
    grant = policies.check_may_raise(request.actor, form.cleaned_data.get("organisation"))
    source, readers = queries.describe_readers(grant.organisation_id, form.cleaned_data["visibility"])
    context = {
        "form": form,
        "edit_url": f"{reverse('issues:raise')}?concept={draft.pk}",
        "texts": texts,
        "found": found,
        "seen": seen,
        "problem": problem,
        "unconfirmed": problem == UNCONFIRMED,
        "nobody": NOBODY,
        "severity": Severity(form.cleaned_data["severity"]).label,
        "source": source,
        "readers": readers,
    }
    return render(request, "issues/check.html", context, status=status)


def send(request: ActorRequest, form: RaiseForm, draft: Draft) -> HttpResponse:
    """Raise the issue. Whoever sends the same draft twice gets the one issue that it became."""
    try:
        issue = actions.raise_issue(
            text=form.as_text(),
            by=request.actor,
            at=timezone.now(),
            organisation_id=form.cleaned_data.get("organisation"),
            draft_id=draft.pk,
            fictional=getattr(request.user, "fictional", False),
            origin=queries.origin_of(draft.pk),
        )
    except IntegrityError:  # the other of two clicks was first: the draft's mark on the issue is unique
        return show_what_became(request, draft.pk)
    due = long_date(issue.due_on, timezone.localdate()) if issue.due_on else "binnenkort"
    say_done(request, f"Uw kwestie is ingediend. U krijgt een eerste reactie van {issue.turn_label}, uiterlijk {due}.")
    return redirect("issues:detail", issue.pk)
