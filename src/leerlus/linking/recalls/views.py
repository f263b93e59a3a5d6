"""The two buttons: draft an answer from an outcome, and say that what changed was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.linking.recalls import actions
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
@require_POST
def draft(request: ActorRequest, outcome_id: int) -> HttpResponse:
    """Draft an answer from an outcome."""
    answer = actions.draft_from_outcome(outcome_id=outcome_id, by=request.actor, at=timezone.now())
    say_done(request, "Het concept staat klaar. Pas de tekst aan en bied hem aan ter beoordeling.")
    return redirect("answers:edit", answer.pk)


@login_required
@require_POST
def mark_read(request: ActorRequest) -> HttpResponse:
    """Remember that the news about kept answers was read."""
    actions.mark_read(by=request.actor, at=timezone.now())
    say_done(request, "Gelezen. U vindt de antwoorden terug bij wat u bewaart.")
    return redirect("desk:work")
