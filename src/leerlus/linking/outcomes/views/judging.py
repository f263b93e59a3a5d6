"""Does it help? The answer of a party, and the thanks with what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.outcomes import actions, queries
from leerlus.linking.outcomes.forms import JudgeForm
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from leerlus.people.middleware import ActorRequest

WORDS_OF_THE_COMPONENT = {
    "yes": Feedback.Verdict.HELPS,
    "partly": Feedback.Verdict.PARTLY,
    "no": Feedback.Verdict.NOT,
}
"""What the question on other pages sends as `helped`."""


@login_required
def judge(request: ActorRequest, feedback_id: int) -> HttpResponse:
    """Show the question; a POST answers it. Reading changes nothing, so a link in a mail is safe."""
    question = queries.read_question(request.actor, feedback_id)
    given = question.feedback
    form = JudgeForm(
        _answer(request.POST, given) if request.method == "POST" else None,
        initial={"verdict": given.verdict, "remark": given.remark},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge(
                feedback_id=feedback_id,
                verdict=form.cleaned_data["verdict"],
                remark=form.cleaned_data["remark"],
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            return redirect("outcomes:judge", feedback_id)
    asks_why = given.verdict == Feedback.Verdict.NOT and not given.remark
    if asks_why:
        form.fields["remark"].label = "Wilt u zeggen waarom?"
        form.fields["remark"].help_text = "Dat hoeft niet. Het helpt wie het knelpunt oplost om het beter te doen."
    context = {"question": question, "feedback": given, "asks_why": asks_why}
    return show_form(request, "outcomes/judge.html", form, context)


def _answer(posted: QueryDict, given: Feedback) -> QueryDict:
    """Return the answer, also when the small question on another page sent it in its own words.

    That question does not show what was said before; an empty box there does not take it back.
    """
    answer = posted.copy()
    helped = WORDS_OF_THE_COMPONENT.get(posted.get("helped", ""))
    if helped and not posted.get("verdict"):
        answer["verdict"] = helped.value
        answer["remark"] = posted.get("remark") or given.remark
    return answer
