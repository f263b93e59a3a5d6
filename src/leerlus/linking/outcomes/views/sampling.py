"""The question to somebody who is not a party: does this still happen to you?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.outcomes import actions, queries
from leerlus.linking.outcomes.forms import SampleForm
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
def answer_sample(request: ActorRequest, question_id: int) -> HttpResponse:
    """Show the question; a POST answers it. Reading changes nothing, so a link in a mail is safe."""
    question = queries.read_sample_question(request.actor, question_id)
    initial = {"answer": question.answer, "remark": question.remark}
    form = SampleForm(_answer(request, question.remark) if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_sample(
                question_id=question_id,
                answer=form.cleaned_data["answer"],
                remark=form.cleaned_data["remark"],
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            return redirect("outcomes:answer_sample", question_id)
    check = question.effect_check
    context = {"question": question, "check": check, "bottleneck": check.bottleneck}
    return show_form(request, "outcomes/sample.html", form, context)


def _answer(request: ActorRequest, remark: str) -> dict[str, str]:
    """Return the answer; the buttons on the desk send no remark, and do not take back what was said before."""
    posted = {name: str(value) for name, value in request.POST.items()}
    return {"remark": remark} | posted


@login_required
@require_POST
def stop_sampling(request: ActorRequest, question_id: int) -> HttpResponse:
    """Ask nothing like this any more."""
    actions.stop_sampling(question_id=question_id, by=request.actor, at=timezone.now())
    say_done(request, "Wij vragen u dit niet meer. In uw profiel kunt u het weer aanzetten.")
    return redirect("people:profile")
