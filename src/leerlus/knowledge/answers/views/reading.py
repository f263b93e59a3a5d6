"""Pages for readers: the list, an answer on two days, its versions, and what somebody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.knowledge.answers import actions, policies, queries
from leerlus.knowledge.answers.forms import CompareForm, DaysForm, SearchForm
from leerlus.knowledge.answers.models import address_of
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PER_PAGE = 25


@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """Show the answers that are public now."""
    form = SearchForm(request.GET)
    wanted = form.search()
    page = Paginator(queries.search(wanted), PER_PAGE).get_page(request.GET.get("pagina"))
    warnings = queries.warn_about(list(page.object_list), timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "rows": [(each, warnings[each.pk]) for each in page.object_list],
        "is_narrowed": wanted != queries.Search(),
        "edits": policies.may_edit(request.actor),
    }
    return render(request, "answers/list.html", context)


@require_safe
def show_answer(request: ActorRequest, answer_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the number counts
    """Show an answer as it is today, or as it was said on a day about a case of a day."""
    form = DaysForm(request.GET)
    said_on, case_on = form.days()
    page = queries.read_answer(request.actor, answer_id, said_on=said_on, case_on=case_on, now=timezone.now())
    asked = DaysForm(initial={"gezegd": said_on, "geval": case_on})
    mistakes = form if form.errors else None
    context = {
        "page": page,
        "shown": page.shown,
        "content": page.shown.content if page.shown else {},
        "form": mistakes or asked,
        "edits": policies.may_edit(request.actor),
        "first": page.versions[-1],
        "today": timezone.localdate(),
        "panels": queries.panels_of(request.actor, answer_id),
    }
    return render(request, "answers/answer.html", context)


@require_safe
def show_versions(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Show everything that was published of an answer, and two of them side by side."""
    versions = queries.list_versions(answer_id)
    form = CompareForm(request.GET if "van" in request.GET else None, initial={"van": 1, "naar": versions[0].number})
    comparison = None
    if form.is_bound and form.is_valid():
        comparison = queries.compare(answer_id, form.cleaned_data["van"], form.cleaned_data["naar"])
    elif len(versions) > 1:
        comparison = queries.compare(answer_id, versions[1].number, versions[0].number)
    context = {"versions": versions, "latest": versions[0], "form": form, "comparison": comparison}
    return render(request, "answers/versions.html", context)


@login_required
@require_safe
def show_saved(request: ActorRequest) -> HttpResponse:
    """Show what this reader keeps."""
    return render(request, "answers/saved.html", {"kept": queries.saved_by(request.actor)})


@login_required
@require_POST
def keep(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Keep an answer, or keep it no longer."""
    question = queries.list_versions(answer_id)[0].question
    if request.POST.get("stap") == "los":
        actions.let_go(answer_id=answer_id, by=request.actor)
        say_done(request, "U bewaart dit antwoord niet meer.")
    else:
        actions.keep(answer_id=answer_id, by=request.actor, at=timezone.now())
        say_done(request, "Bewaard. U hoort het als dit antwoord verandert of vervalt.")
    return redirect(address_of(answer_id, question))


SAID = "duidelijk_gezegd"


@require_POST
def say_clear(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Count that the text is clear, once per visit."""
    said = request.session.get(SAID, [])
    if answer_id not in said:
        actions.say_clear(answer_id=answer_id)
        request.session[SAID] = [*said[-50:], answer_id]
    say_done(request, "Dank u. Wij weten nu dat dit antwoord duidelijk is.")
    return redirect(address_of(answer_id, queries.list_versions(answer_id)[0].question))
