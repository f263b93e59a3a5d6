"""Looking: the list, one issue, and one's own overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from leerlus.practice.issues import policies, queries
from leerlus.practice.issues.forms import ContributeForm, ListForm
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

LONGEST_QUESTION = 400
ANSWER_WORDS = {Feedback.Verdict.HELPS: "yes", Feedback.Verdict.PARTLY: "partly", Feedback.Verdict.NOT: "no"}
"""What the question on the page calls the verdicts."""


@require_safe
def list_issues(request: ActorRequest) -> HttpResponse:
    """Show the issues that the reader may see, narrowed down."""
    form = ListForm(request.GET, actor=request.actor)
    wishes = form.wishes()
    paginator = queries.ShortPaginator(queries.list_issues(request.actor, wishes), queries.PAGE)
    page = paginator.get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "paginator": paginator,
        "rows": queries.rows_of(request.actor, page.object_list),
        "wishes": wishes,
        "sorted": wishes.sort != queries.Wishes().sort,
        "narrowed": wishes != queries.Wishes(),
        "may_raise": policies.may_raise(request.actor),
    }
    return render(request, "issues/list.html", context)


@require_safe
def detail(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Show one issue."""
    return show_issue(request, issue_id, ContributeForm())


def show_issue(request: ActorRequest, issue_id: int, form: ContributeForm, *, status: int = 200) -> HttpResponse:
    """Show the page of an issue with this form under the discussion."""
    whole = "alles" in request.GET
    page = queries.read_issue(request.actor, issue_id, timezone.localdate(), whole=whole)
    context = {
        "page": page,
        "issue": page.issue,
        "form": form,
        "asked": Truncator(page.question.text).chars(LONGEST_QUESTION) if page.question else "",
        "answer": ANSWER_WORDS.get(Feedback.Verdict(page.question.verdict), "")
        if page.question and page.question.verdict
        else "",
    }
    return render(request, "issues/detail.html", context, status=status)


@login_required
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """Show one's own overview."""
    overview = queries.read_overview(request.actor, timezone.localdate())
    context = {"overview": overview, "may_raise": policies.may_raise(request.actor)}
    return render(request, "issues/mine.html", context)
