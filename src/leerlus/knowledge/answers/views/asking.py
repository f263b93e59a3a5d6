"""Pages on which readers ask what they miss and follow it, and on which editors reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.knowledge.answers import actions, queries
from leerlus.knowledge.answers.forms import AskForm, ReplyForm
from leerlus.knowledge.answers.notify import follow_path, question_of_token
from leerlus.knowledge.answers.views.trying import INVALID, sent, try_deed
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

LONGEST_NUMBER = 12
LONGEST_WORDS = 200


def ask(request: ActorRequest) -> HttpResponse:
    """Ask the editors; `?bij=12` says about which answer, `?woorden=` what was looked for in vain."""
    form = AskForm(sent(request), initial={"text": request.GET.get("woorden", "")[:LONGEST_WORDS]})
    about = request.GET.get("bij", "")
    answer_id = int(about) if about.isdecimal() and len(about) <= LONGEST_NUMBER else None
    latest = queries.list_versions(answer_id)[0] if answer_id else None
    if not request.actor.is_visitor:
        del form.fields["email"]
    made = []

    def deed(written: dict[str, Any]) -> None:
        made.append(actions.ask(answer_id=answer_id, by=request.actor, at=timezone.now(), **written))

    if try_deed(request, form, deed):
        say_done(request, "Uw vraag ligt bij de redactie.")
        return redirect(follow_path(made[0]))
    context = {"form": form, "latest": latest}
    return render(request, "answers/ask.html", context, status=INVALID if form.errors else 200)


@require_safe
def follow(request: ActorRequest, token: str) -> HttpResponse:
    """Show whoever has the link what became of the question."""
    question, address = queries.read_asked(question_of_token(token))
    return render(request, "answers/follow.html", {"question": question, "address": address})


@login_required
@require_safe
def show_asked(request: ActorRequest) -> HttpResponse:
    """Show what this reader asked."""
    rows = [(each, follow_path(each)) for each in queries.list_asked(request.actor)[:100]]
    return render(request, "answers/asked.html", {"rows": rows})


@login_required
def reply(request: ActorRequest, question_id: int) -> HttpResponse:
    """Reply to a reader."""
    question, address = queries.read_asked(question_id, request.actor)
    form = ReplyForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        pointed_to = int(written["pointed_to"]) if written["pointed_to"] else None
        actions.reply(
            question_id=question_id, words=written["words"], pointed_to=pointed_to, by=request.actor, at=timezone.now()
        )

    if try_deed(request, form, deed):
        say_done(request, "Uw reactie staat er. Wie het vroeg, kan haar nu lezen.")
        return redirect(reverse("answers:desk"))
    context = {"form": form, "question": question, "address": address}
    return render(request, "answers/reply.html", context, status=INVALID if form.errors else 200)
