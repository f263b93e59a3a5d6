"""Bundling issues into a bottleneck, and undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import actions, queries
from leerlus.linking.bottlenecks.forms import NEW, TARGET, BundleForm, UnbundleForm, read_numbers
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.ui.dates import number
from leerlus.ui.fields import plain
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.linking.bottlenecks.queries import BundleOffer
    from leerlus.people.middleware import ActorRequest

SEARCH = "zoeken"
LONGEST_SEARCH = 100


@login_required
def bundle(request: ActorRequest) -> HttpResponse:
    """Put issues together in an existing bottleneck or a new one."""
    given = request.POST if request.method == "POST" else request.GET
    asked = _question(given)
    offer = queries.offer_bundling(request.actor, asked, timezone.localdate())
    searching = SEARCH in given
    form = BundleForm(request.POST or None, initial={"theme": offer.theme})
    if request.method == "POST" and not searching and form.is_valid():
        try:
            done = _act(request, form)
        except Denied as refusal:
            refuse(form, refusal, knelpunt=_fresh_target(offer, asked.bottleneck_id))
        else:
            count = len(form.cleaned_data["kwestie"])
            words = "1 kwestie hoort" if count == 1 else f"{number(count)} kwesties horen"
            say_done(request, f"{words} nu bij dit knelpunt. Losmaken kan altijd, hieronder of in de geschiedenis.")
            return redirect("bottlenecks:detail", done.pk)
    if searching and request.method == "POST":
        form = BundleForm(initial=_typed(request.POST, offer))
    context = {
        "offer": offer,
        "asked": asked,
        "chosen_ids": set(asked.issue_ids),
        "is_new": given.get("knelpunt") == NEW or (not asked.bottleneck_id and not offer.bottlenecks),
    }
    return show_form(request, "bottlenecks/bundle.html", form, context)


def _question(given: QueryDict) -> queries.BundleQuestion:
    """Return what was chosen so far, from the address or from the form."""
    numbers = read_numbers(given.getlist("kwestie"))
    target = TARGET.match(given.get("knelpunt", ""))
    plain_numbers = read_numbers([given.get("knelpunt", "")])
    return queries.BundleQuestion(
        issue_ids=tuple(numbers),
        bottleneck_id=int(target[1]) if target else next(iter(plain_numbers), None),
        issue_words=plain(given.get("zoek_kwestie", ""), lines=False)[:LONGEST_SEARCH],
        bottleneck_words=plain(given.get("zoek_knelpunt", ""), lines=False)[:LONGEST_SEARCH],
    )


def _typed(posted: QueryDict, offer: BundleOffer) -> dict[str, str]:
    """Return what was typed so far, for a form that says nothing yet about mistakes."""
    names = ("title", "summary", "meaning", "theme", "reason", "certainty")
    typed = {name: str(posted[name]) for name in names if posted.get(name)}
    return {"theme": offer.theme} | typed


def _fresh_target(offer: BundleOffer, bottleneck_id: int | None) -> str:
    return next((option.value for option in offer.bottlenecks if option.pk == bottleneck_id), NEW)


def _act(request: ActorRequest, form: BundleForm) -> Bottleneck:
    written = form.cleaned_data
    new = None
    if written["knelpunt"] is None:
        new = actions.NewBottleneck(
            title=written["title"],
            summary=written["summary"],
            meaning=written["meaning"],
            theme=written["theme"].pk,
        )
    bottleneck_id, version = written["knelpunt"] or (None, None)
    return actions.bundle(
        issue_ids=written["kwestie"],
        reason=written["reason"],
        certainty=written["certainty"],
        bottleneck_id=bottleneck_id,
        version=version,
        new=new,
        by=request.actor,
        at=timezone.now(),
    )


@login_required
def unbundle(request: ActorRequest, bundling_id: int) -> HttpResponse:
    """Undo a bundling, with the reason."""
    bundling = queries.read_bundling(request.actor, bundling_id)
    form = UnbundleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unbundle(
                bundling_id=bundling_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De kwestie is losgemaakt en staat weer waar zij stond. De indiener hoort waarom.")
            return redirect(f"{reverse('bottlenecks:detail', args=[bundling.bottleneck_id])}#kwesties")
    return show_form(request, "bottlenecks/unbundle.html", form, {"bundling": bundling})
