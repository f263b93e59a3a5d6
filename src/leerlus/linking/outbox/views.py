"""Pages for the administrator of the platform: which mail did not arrive, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.outbox import actions, policies, queries
from leerlus.linking.outbox.workflow import SHOW_TROUBLE
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25


@login_required
@require_safe
def undelivered(request: ActorRequest) -> HttpResponse:
    """Show which mail did not arrive, and what can be done."""
    found = queries.undelivered(request.actor, timezone.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    rows = queries.describe_undelivered(request.actor, page.object_list, timezone.localdate())
    return render(request, "outbox/undelivered.html", {"page": page, "rows": rows, "days": SHOW_TROUBLE.days})


@login_required
@require_POST
def send_again(request: ActorRequest, mail_id: int) -> HttpResponse:
    """Send a mail that did not arrive once more; the page said that it may arrive twice."""
    policies.check_may_watch_mail(request.actor)
    try:
        actions.send_again(mail_id=mail_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De mail gaat in de volgende ronde opnieuw weg. Lukt het niet, dan staat hij hier weer.")
    return redirect("outbox:undelivered")


@login_required
@require_POST
def settle(request: ActorRequest, mail_id: int) -> HttpResponse:
    """Leave it as it is."""
    policies.check_may_watch_mail(request.actor)
    try:
        actions.settle(mail_id=mail_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De mail is van de lijst. Wat erin stond, vindt de lezer ook in Leerlus.")
    return redirect("outbox:undelivered")
