"""Making a letter: the list, the page of one, and its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlus.audit.steps import Denied, Stale
from leerlus.discovery.newsletter import actions, policies, queries
from leerlus.discovery.newsletter.forms import BlockForm, LetterForm, block_initial
from leerlus.discovery.newsletter.models import Block
from leerlus.discovery.newsletter.workflow import THINK_AGAIN
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25
STALE = 409


def read_version(request: ActorRequest) -> int:
    """Return the version that the editor had before them; what is no number fits none."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0  # noqa: PLR2004 - longer than any version


@login_required
@require_safe
def show_letters(request: ActorRequest) -> HttpResponse:
    """List the letters, those in the making first."""
    page = Paginator(queries.list_letters(request.actor), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "newsletter/letters.html", {"page": page})


@login_required
@require_POST
def make_letter(request: ActorRequest) -> HttpResponse:
    """Begin a letter, or go on with the one that is in the making."""
    letter = actions.start_letter(by=request.actor, at=timezone.now())
    return redirect("newsletter:edit", letter.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_letter(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Show a letter in the making, and change its subject and the words at the beginning."""
    letter = queries.find_letter(request.actor, letter_id)
    form = LetterForm(
        request.POST or None,
        initial={"version": letter.version, "subject": letter.subject, "intro": letter.intro},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.change_letter(letter_id=letter_id, by=request.actor, at=timezone.now(), **form.written)
            except Denied as refusal:
                status = refuse(form, refusal, letter_id, request)
            else:
                if "verder" in request.POST:
                    return redirect("newsletter:send", letter_id)
                say_done(request, "Het onderwerp en de inleiding zijn bewaard.")
                return redirect("newsletter:edit", letter_id)
    blocks = list(letter.blocks.all())
    context = {
        "letter": letter,
        "form": form,
        "blocks": blocks,
        "count": queries.count_readers([block for block in blocks if not block.left_out]),
        "minutes": int(THINK_AGAIN.total_seconds() // 60),
        "is_draft": letter.state == "draft",
        "is_stale": status == STALE,
    }
    return render(request, "newsletter/edit.html", context, status=status)


def refuse(form: forms.Form, refusal: Denied, letter_id: int, request: ActorRequest) -> int:
    """Show a refusal in the form, with the new version in it, so that pressing again keeps what was typed."""
    form.add_error(None, str(refusal))
    if not isinstance(refusal, Stale):
        return 422
    form.data = data = request.POST.copy()
    data["version"] = str(queries.find_letter(request.actor, letter_id).version)
    return STALE


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_block(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Write a text of the editors."""
    letter = queries.find_letter(request.actor, letter_id)
    form = BlockForm(request.POST or None, initial={"version": letter.version})

    def save(version: int, text: actions.BlockText) -> None:
        actions.add_text(letter_id=letter_id, version=version, text=text, by=request.actor, at=timezone.now())

    return _write_block(request, letter_id, form, save, {"letter": letter})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_block(request: ActorRequest, letter_id: int, block_id: int) -> HttpResponse:
    """Change the words of a block."""
    letter = queries.find_letter(request.actor, letter_id)
    block = _find_block(letter_id, block_id)
    form = BlockForm(request.POST or None, initial={"version": letter.version, **block_initial(block)})

    def save(version: int, text: actions.BlockText) -> None:
        actions.change_block(block_id=block_id, version=version, text=text, by=request.actor, at=timezone.now())

    return _write_block(request, letter_id, form, save, {"letter": letter, "changed": block})


def _find_block(letter_id: int, block_id: int) -> Block:
    found = Block.objects.filter(pk=block_id, letter_id=letter_id).first()
    if found is None:
        raise Denied("Dit blok is er niet.")
    return found


def _write_block(
    request: ActorRequest,
    letter_id: int,
    form: BlockForm,
    save: Callable[[int, actions.BlockText], None],
    context: dict[str, object],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(form.cleaned_data["version"], actions.BlockText(**form.as_text()))
            except Denied as refusal:
                status = refuse(form, refusal, letter_id, request)
            else:
                say_done(request, "Het blok is bewaard.")
                return redirect("newsletter:edit", letter_id)
    return render(request, "newsletter/block.html", {"form": form, **context}, status=status)


@login_required
@require_POST
def gather(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Add what happened since the letter was begun."""
    policies.check_may_edit(request.actor)
    try:
        added = actions.gather(letter_id=letter_id, version=read_version(request), by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, f"Nieuw in de lijst: {added}." if added else "Er is niets nieuws sinds de vorige keer.")
    return redirect("newsletter:edit", letter_id)


@login_required
@require_POST
def move_block(request: ActorRequest, letter_id: int, block_id: int) -> HttpResponse:
    """Put a block one place up or down."""
    direction = request.POST.get("naar", "")
    return _with_block(
        request,
        letter_id,
        block_id,
        lambda version: actions.move(
            block_id=block_id, version=version, direction=direction, by=request.actor, at=timezone.now()
        ),
    )


@login_required
@require_POST
def take_block(request: ActorRequest, letter_id: int, block_id: int) -> HttpResponse:
    """Leave a block out, or take it in again."""
    left_out = request.POST.get("mee") != "ja"
    return _with_block(
        request,
        letter_id,
        block_id,
        lambda version: actions.leave_out(
            block_id=block_id, version=version, left_out=left_out, by=request.actor, at=timezone.now()
        ),
    )


def _with_block(request: ActorRequest, letter_id: int, block_id: int, deed: Callable[[int], None]) -> HttpResponse:
    policies.check_may_edit(request.actor)
    _find_block(letter_id, block_id)
    try:
        deed(read_version(request))
    except Denied as refusal:
        messages.warning(request, str(refusal))
    answer = redirect("newsletter:edit", letter_id)
    answer["Location"] += f"#blok-{block_id}"  # the keyboard stays where it was
    return answer
