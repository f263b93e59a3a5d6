"""Subscribing, confirming, choosing and unsubscribing; nobody needs an account."""

from __future__ import annotations

import logging
import smtplib
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import actions, policies, queries
from leerlus.discovery.newsletter.forms import ChoicesForm, SubscribeForm
from leerlus.discovery.newsletter.notify import personal_token, read_confirm_token
from leerlus.people.signin import read_address
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from leerlus.people.middleware import ActorRequest

MOST_AN_HOUR = 20
HOUR_SECONDS = 3600
NO_MAIL = "Wij kunnen nu geen mail versturen. Wat u invulde, staat er nog. Probeer het over een paar minuten opnieuw."
TOO_MANY = "Vanaf dit netwerk zijn er nu veel aanmeldingen. Probeer het over een uur opnieuw."


def _is_too_much(request: HttpRequest) -> bool:
    """Count what comes from one network address in an hour; in memory only."""
    key = f"nieuwsbrief:{read_address(request) or 'zonder'}"
    cache.add(key, 0, HOUR_SECONDS)
    return cache.incr(key) > MOST_AN_HOUR


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def subscribe(request: ActorRequest) -> HttpResponse:
    """Ask for an address and choices; who signed in is not asked for an address."""
    if not request.actor.is_visitor:
        return _subscribe_person(request)
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _is_too_much(request):
            form.add_error(None, TOO_MANY)
        else:
            try:
                actions.subscribe(email=form.cleaned_data["email"], choices=form.choices, at=timezone.now())
            except (smtplib.SMTPException, OSError):
                logging.getLogger(__name__).exception("De mail om te bevestigen ging niet weg.")
                form.add_error(None, NO_MAIL)
            else:
                return redirect("newsletter:asked")
    status = 422 if form.errors else 200
    return render(request, "newsletter/subscribe.html", {"form": form}, status=status)


def _subscribe_person(request: ActorRequest) -> HttpResponse:
    email, subscriber = queries.subscription_of(request.actor)
    form = ChoicesForm(
        request.POST if request.method == "POST" else None, chosen=subscriber.choices if subscriber else None
    )
    if request.method == "POST" and form.is_valid():
        actions.subscribe_person(choices=form.choices, by=request.actor, at=timezone.now())
        say_done(request, "Uw keuzes zijn bewaard." if subscriber else "U krijgt voortaan de nieuwsbrief.")
        return redirect("newsletter:subscribe")
    token = personal_token(subscriber.pk) if subscriber else ""
    context = {"form": form, "email": email, "subscriber": subscriber, "token": token}
    context["may_edit"] = policies.may_edit(request.actor)
    return render(request, "newsletter/subscribe_person.html", context, status=422 if form.errors else 200)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that there is mail; the same whoever asked."""
    return render(request, "newsletter/asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address: GET only asks, because mail scanners follow links."""
    read = read_confirm_token(token)
    if request.method == "POST" and read is not None:
        try:
            subscriber = actions.confirm(subscriber_id=read[0], code=read[1], at=timezone.now())
        except Denied:
            read = None
        else:
            return redirect("newsletter:confirmed", personal_token(subscriber.pk))
    status = 200 if read is not None else 410
    return render(request, "newsletter/confirm.html", {"token": token, "fits": read is not None}, status=status)


@require_safe
@never_cache
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Say that it worked, with the way to the choices."""
    is_ours, subscriber = queries.find_by_token(token)
    if not is_ours:
        raise Http404
    return render(request, "newsletter/confirmed.html", {"token": token, "subscriber": subscriber})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Change the choices, by the personal link."""
    is_ours, subscriber = queries.find_by_token(token)
    if not is_ours:
        return render(request, "newsletter/broken.html", status=404)
    if subscriber is None:
        return render(request, "newsletter/unsubscribed.html")
    form = ChoicesForm(request.POST if request.method == "POST" else None, chosen=subscriber.choices)
    if request.method == "POST" and form.is_valid():
        actions.change_choices(subscriber_id=subscriber.pk, choices=form.choices)
        say_done(request, "Uw keuzes zijn bewaard.")
        return redirect("newsletter:choose", token)
    context = {"form": form, "token": token, "subscriber": subscriber}
    return render(request, "newsletter/choose.html", context, status=422 if form.errors else 200)


@csrf_exempt  # a mail program posts here without a cookie (RFC 8058); the signed link is the right to do so
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe: GET asks and changes nothing, POST wipes the address."""
    is_ours, subscriber = queries.find_by_token(token)
    if not is_ours:
        return render(request, "newsletter/broken.html", status=404)
    if request.method == "POST" and subscriber is not None:
        actions.unsubscribe(subscriber_id=subscriber.pk)
        subscriber = None
    if subscriber is None:
        return render(request, "newsletter/unsubscribed.html")
    return render(request, "newsletter/unsubscribe.html", {"token": token})
