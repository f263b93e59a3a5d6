"""The conversation in a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied, Stale
from leerlus.files.views import send_file
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.communities import actions, policies, queries
from leerlus.linking.communities.forms import HideForm, PostForm, TopicForm
from leerlus.linking.communities.models import TopicChoice
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25


@login_required
def show_topics(request: ActorRequest, slug: str) -> HttpResponse:
    """Show what the members talk about, and let a member begin a topic."""
    community, topics, place = queries.list_topics(request.actor, slug)
    form = TopicForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_topic(community_id=community.pk, **form.written, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Het onderwerp staat er.")
            return redirect("communities:topic", slug, made.pk)
    page = Paginator(topics, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "community": community,
        "topics": page,
        "may_talk": policies.may_talk(place),
        "has_ended": place.has_ended,
    }
    return show_form(request, "communities/topics.html", form, context)


@login_required
def show_topic(request: ActorRequest, slug: str, topic_id: int) -> HttpResponse:
    """Show one topic, and let a member write."""
    page = queries.read_topic(request.actor, slug, topic_id)
    initial = {"quoted_id": request.GET.get("antwoord", "")}
    form = PostForm(request.POST or None, request.FILES or None, others=page.others, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.post(topic_id=topic_id, **form.written, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            return redirect(f"{reverse('communities:topic', args=[slug, topic_id])}#bijdrage-{made.pk}")
    answered = str(form["quoted_id"].value() or "")
    context = {
        "page": page,
        "community": page.community,
        "topic": page.topic,
        "quoted": next((each for each in page.posts if str(each.pk) == answered and not each.hidden_at), None),
        "choices": TopicChoice.Hears.choices,
    }
    return show_form(request, "communities/topic.html", form, context)


@login_required
@require_POST
def choose_hearing(request: ActorRequest, slug: str, topic_id: int) -> HttpResponse:
    """Choose how one hears of a topic."""
    hears = request.POST.get("hoort", "")
    actions.choose_hearing(topic_id=topic_id, hears=hears, by=request.actor, at=timezone.now())
    say_done(request, "Uw keuze is bewaard.")
    return redirect("communities:topic", slug, topic_id)


@login_required
def hide(request: ActorRequest, slug: str, topic_id: int, post_id: int) -> HttpResponse:
    """Take a post out of sight, with the reason."""
    page = queries.read_topic(request.actor, slug, topic_id)
    found = next((each for each in page.posts if each.pk == post_id), None)
    if found is None:
        raise Denied("Deze bijdrage is er niet.")
    place = queries.place_of(request.actor, page.community)
    policies.check_may_hide(request.actor, place, is_own=found.author.person_id == request.actor.person_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(post_id=post_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            undo = reverse("communities:show_again", args=[slug, topic_id, post_id]) if page.may_run else ""
            say_done(request, "De bijdrage is uit beeld.", undo_url=undo)
            return redirect("communities:topic", slug, topic_id)
    return show_form(
        request, "communities/hide.html", form, {"community": page.community, "topic": page.topic, "post": found}
    )


@login_required
@require_POST
def show_again(request: ActorRequest, slug: str, topic_id: int, post_id: int) -> HttpResponse:
    """Undo hiding."""
    try:
        actions.show_again(post_id=post_id, by=request.actor, at=timezone.now())
    except Stale as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De bijdrage staat er weer.")
    return redirect("communities:topic", slug, topic_id)


@login_required
@require_safe
def download(request: ActorRequest, slug: str, topic_id: int, file_id: int) -> FileResponse:
    """Give out a file of a post, to who takes part."""
    return send_file(queries.find_file(request.actor, slug, topic_id, file_id))


@login_required
def remove_file(request: ActorRequest, slug: str, topic_id: int, file_id: int) -> HttpResponse:
    """Say what goes, and take a file away for good."""
    if request.method != "POST":
        page, found = queries.find_file_to_remove(request.actor, slug, topic_id, file_id)
        context = {"community": page.community, "topic": page.topic, "file": found}
        return render(request, "communities/remove_file.html", context)
    try:
        actions.remove_file(file_id=file_id, by=request.actor, at=timezone.now())
    except Stale as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "Het bestand is weg. De bijdrage staat er nog.")
    return redirect("communities:topic", slug, topic_id)
