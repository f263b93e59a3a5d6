"""Pages of the law: the list, one article on a day, and a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.audit.steps import Denied
from leerlus.law.articles import actions, policies, queries
from leerlus.law.articles.forms import DayForm, VersionForm
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@require_safe
def show_laws(request: ActorRequest) -> HttpResponse:
    """Show the articles of each law."""
    return render(request, "articles/list.html", {"laws": queries.list_laws()})


@require_safe
def show_article(request: ActorRequest, law: str, number: str) -> HttpResponse:
    """Show what an article says today, or on the day of `?op=2024-03-01`."""
    form = DayForm(request.GET)
    day = (form.cleaned_data["op"] if form.is_valid() else None) or timezone.localdate()
    page = queries.read_article(law, number, day)
    may_add = policies.may_add_version(request.actor)
    return render(request, "articles/article.html", {"page": page, "may_add": may_add})


@login_required
def add_version(request: ActorRequest, law: str, number: str) -> HttpResponse:
    """Record what an article says from a day on."""
    policies.check_may_add_version(request.actor)
    article = queries.find_article(law, number)
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = actions.VersionText(**form.written)
            actions.add_version(article_id=article.pk, text=text, by=request.actor, at=timezone.now())
        except Denied as refusal:
            form.add_error(None, str(refusal))
        else:
            say_done(request, "De nieuwe versie staat er. Antwoorden die dit artikel noemen, krijgen een melding.")
            return redirect("articles:article", law, number)
    status = 422 if form.errors else 200
    return render(request, "articles/add_version.html", {"article": article, "form": form}, status=status)
