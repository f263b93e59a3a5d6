"""What takes long to write above the practice keeps itself too: outcome, agreement, escalation and decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.people.models import RoleGrant
from leerlus.practice.issues.models import Draft, Issue
from leerlus.system.escalations import actions as escalation_actions
from tests.cast import bundle_some
from tests.system.escalations.scenes import DECISION, MEANING, QUESTION, WHY, accept_one, days_ago, offer_again

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

WORDS = {
    "solve": {"kind": "guide", "title": "Bel eerst", "text": "Bel.", "change": "U belt.", "meaning": MEANING},
    "agree": {"title": "Bel voorlopig", "text": "Bel.", "change": "U belt."},
    "offer": {"question": QUESTION, "why": WHY},
    "decide": dict(DECISION),
}
LONGEST = {"solve": "text", "agree": "text", "offer": "why", "decide": "reason"}
LABELS = {
    "solve": "Opbrengst vastleggen",
    "agree": "Tijdelijke afspraak maken",
    "offer": "Aanbieden aan het stelsel",
    "decide": "Besluit vastleggen",
}


@dataclass(frozen=True)
class Form:
    """The form of a step: where it is, who fills it in, and with what."""

    step: str
    path: str
    who: str
    version: int
    bottleneck: Bottleneck

    @property
    def words(self) -> dict[str, str]:
        """What somebody fills in who does everything right."""
        later = (timezone.localdate() + timedelta(days=30)).isoformat()
        dates = {"agree": {"ends_on": later}, "decide": {"effective_on": later}}.get(self.step, {})
        return WORDS[self.step] | dates | {"version": str(self.version)}


@pytest.fixture(params=["solve", "agree", "offer", "decide"])
def form(request: pytest.FixtureRequest, cast: Cast) -> Form:
    """Each of the four forms in turn."""
    step: str = request.param
    if step == "decide":
        escalation = accept_one(cast)
        path = reverse("decisions:decide", args=[escalation.pk])
        return Form(step, path, "dave", escalation.version, escalation.bottleneck)
    bottleneck = bundle_some(cast, 2, at=days_ago(20), meaning=MEANING)
    names = {"solve": "outcomes:solve", "agree": "outcomes:agree", "offer": "escalations:offer"}
    return Form(step, reverse(names[step], args=[bottleneck.pk]), "frank", bottleneck.version, bottleneck)


def save(client: Client, form: Form, **words: str) -> Answer:
    """Save as the page does by itself, while somebody types."""
    return client.post(form.path, words | {"version": str(form.version)}, headers={"HX-Request": "true"})


def take(client: Client, form: Form) -> Answer:
    """Look at what everybody will read, and take the step."""
    shown = client.post(form.path, form.words)
    assert shown.status_code == 200, shown.content.decode()
    mark = re.search(r'name="seen" value="(\w+)"', shown.content.decode())
    button = "versturen" if form.step in {"solve", "agree"} else "vastleggen"
    return client.post(form.path, form.words | {"stap": button, "seen": mark.group(1) if mark else ""})


def test_it_saves_itself_says_when_and_is_there_after_the_browser_was_closed(cast: Cast, form: Form) -> None:
    answer = save(cast.client(form.who), form, **{LONGEST[form.step]: "Een half verhaal"})
    draft = Draft.objects.get()
    told = answer.content.decode()
    assert re.search(r"Concept bewaard om \d\d:\d\d uur\.", told)
    assert f'value="{draft.pk}" hx-swap-oob="true"' in told
    page = cast.client(form.who).get(form.path).content.decode()
    assert "Een half verhaal" in page
    assert "Concept bewaard om" in page
    assert f'hx-post="{form.path}"' in page


def test_writing_on_changes_the_one_draft_of_this_page(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    for words in ("Een", "Een half", "Een half verhaal"):
        save(client, form, **{LONGEST[form.step]: words}, confirmed="on")
    assert Draft.objects.get().data[LONGEST[form.step]] == "Een half verhaal"
    assert not {"version", "confirmed"} & Draft.objects.get().data.keys()


def test_without_scripts_there_is_a_button(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    assert "Concept bewaren</button>" in client.get(form.path).content.decode()
    words = {LONGEST[form.step]: "Een half verhaal", "stap": "bewaren"}
    answer = client.post(form.path, words, follow=True)
    assert answer.redirect_chain == [(form.path, 302)]
    assert "Uw concept is bewaard." in answer.content.decode()
    assert "Een half verhaal" in answer.content.decode()


def test_an_untouched_form_is_not_kept(cast: Cast, form: Form) -> None:
    given = {"meaning": MEANING} if form.step == "solve" else {}
    assert save(cast.client(form.who), form, **given).status_code == 200
    assert not Draft.objects.exists()


def test_whatever_is_wrong_with_it_is_kept(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    answer = client.post(form.path, {LONGEST[form.step]: "x" * 6000, "version": str(form.version)})
    assert answer.status_code == 422
    assert "x" * 6000 in cast.client(form.who).get(form.path).content.decode()


def test_far_too_much_is_not_kept_and_that_is_said(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    assert save(client, form, **{LONGEST[form.step]: "x" * 100_000}).status_code == 422
    by_hand = client.post(form.path, {LONGEST[form.step]: "x" * 100_000, "stap": "bewaren"})
    assert by_hand.status_code == 422
    assert "x" * 100_000 in by_hand.content.decode()
    assert not Draft.objects.exists()


def test_it_is_private_to_the_writer(cast: Cast, form: Form) -> None:
    save(cast.client(form.who), form, **{LONGEST[form.step]: "Nog geheim"})
    draft = Draft.objects.get()
    twin = cast.people["carol"]
    RoleGrant.objects.filter(person=twin).delete()
    for grant in RoleGrant.objects.filter(person=cast.people[form.who]):
        grant.pk, grant.person = None, twin
        grant.save()
    client = cast.client("carol")
    for address in (form.path, "/mijn-werk/", "/kwesties/mijn/", f"/kwesties/indienen/?concept={draft.pk}"):
        assert "Nog geheim" not in client.get(address).content.decode()
    client.post(reverse("issues:discard", args=[draft.pk]))
    save(client, form, **{LONGEST[form.step]: "Van Carol"}, concept=str(draft.pk))
    assert Draft.objects.get(person=cast.people[form.who]).data[LONGEST[form.step]] == "Nog geheim"


def test_who_may_not_take_the_step_keeps_nothing(cast: Cast, form: Form) -> None:
    for name in ("alice", "grace"):
        save(cast.client(name), form, **{LONGEST[form.step]: "Van een ander"})
        cast.client(name).post(form.path, form.words)
    assert cast.client().post(form.path, form.words, headers={"HX-Request": "true"}).status_code == 302
    assert not Draft.objects.exists()


def test_it_goes_when_the_step_is_taken_and_not_before(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een half verhaal"})
    client.post(form.path, form.words)
    assert Draft.objects.exists(), "looking at the preview is not taking the step"
    assert take(client, form).status_code == 302
    assert not Draft.objects.exists()


def test_the_last_words_that_arrive_after_the_step_make_no_draft_again(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een half verhaal"})
    number = str(Draft.objects.get().pk)
    take(client, form)
    answer = save(client, form, **{LONGEST[form.step]: "Een half verhaal, te laat"}, concept=number)
    assert "Dit concept is er niet meer" in answer.content.decode()
    assert take_again(client, form).status_code in {302, 409, 422}
    assert not Draft.objects.exists()


def take_again(client: Client, form: Form) -> Answer:
    """Press the last button a second time, as with a double click."""
    return client.post(form.path, form.words | {"stap": "versturen"} | {"stap": button_of(form), "seen": "x"})


def button_of(form: Form) -> str:
    return "versturen" if form.step in {"solve", "agree"} else "vastleggen"


def test_a_step_that_is_refused_keeps_the_draft(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    client.post(form.path, form.words)
    answer = client.post(form.path, form.words | {"stap": button_of(form), "version": "999"})
    assert answer.status_code in {409, 422}
    assert Draft.objects.exists()


def test_it_stands_on_the_desk_and_can_be_thrown_away(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een half verhaal"})
    desk = unescape(client.get("/mijn-werk/").content.decode())
    assert f'href="{form.path}">{LABELS[form.step]}: {form.bottleneck.title}</a>' in desk
    answer = client.post(reverse("issues:discard", args=[Draft.objects.get().pk]), follow=True)
    assert answer.redirect_chain == [("/mijn-werk/", 302)]
    assert not Draft.objects.exists()
    assert LABELS[form.step] not in unescape(answer.content.decode())


def test_a_step_that_can_not_be_taken_any_more_loses_no_word(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een half verhaal"})
    if form.step == "decide":
        take(cast.client("dave"), form)
        Draft.objects.create(
            person=cast.people["dave"], page=form.path, data={"reason": "Een half verhaal"}, saved_at=timezone.now()
        )
    else:
        text = outcome_actions.OutcomeText(title="Ander", text="Anders.", change="U doet dit.")
        by = cast.actor("frank")
        outcome_actions.solve(bottleneck_id=form.bottleneck.pk, kind="guide", text=text, by=by, at=timezone.now())
    answer = client.get(form.path)
    assert answer.status_code == 200
    assert "Een half verhaal" in answer.content.decode()
    assert "Concept weggooien" in answer.content.decode()


def test_what_changed_since_is_said(cast: Cast, form: Form) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een half verhaal"})
    assert "veranderd sinds u dit schreef" not in client.get(form.path).content.decode()
    bottleneck_actions.edit(
        bottleneck_id=form.bottleneck.pk,
        title="Een andere titel",
        summary="s",
        meaning=MEANING,
        by=cast.actor("frank"),
        at=timezone.now(),
    )
    assert "veranderd sinds u dit schreef" in client.get(form.path).content.decode()


def test_saving_asks_little_of_the_database(
    cast: Cast, form: Form, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(form.who)
    save(client, form, **{LONGEST[form.step]: "Een"})
    with django_assert_max_num_queries(8):
        save(client, form, **{LONGEST[form.step]: "Een half verhaal"})


def test_two_bottlenecks_have_a_draft_each(cast: Cast) -> None:
    client = cast.client("frank")
    for number in range(2):
        one = bundle_some(cast, 1, at=days_ago(20), meaning=MEANING)
        path = reverse("outcomes:solve", args=[one.pk])
        save(client, Form("solve", path, "frank", one.version, one), text=f"Verhaal {number}")
    assert sorted(draft.data["text"] for draft in Draft.objects.all()) == ["Verhaal 0", "Verhaal 1"]


def test_a_choice_that_is_left_over_is_shown_in_words(cast: Cast) -> None:
    one = bundle_some(cast, 1, at=days_ago(20), meaning=MEANING)
    path = reverse("outcomes:solve", args=[one.pk])
    client = cast.client("frank")
    save(client, Form("solve", path, "frank", one.version, one), kind="guide", text="Een half verhaal")
    escalation = offer_again(cast, one, days=1)
    page = client.get(path).content.decode()
    assert "Deze stap kan nu niet" in page
    assert "Handreiking" in page
    escalation_actions.take_back(
        escalation_id=escalation.pk, reason="toch niet", by=cast.actor("frank"), at=timezone.now()
    )
    assert "Een half verhaal</textarea>" in client.get(path).content.decode()


def test_the_draft_of_a_step_is_no_draft_of_a_kwestie(cast: Cast) -> None:
    one = bundle_some(cast, 1, at=days_ago(20), meaning=MEANING)
    path = reverse("outcomes:solve", args=[one.pk])
    client = cast.client("frank")
    save(client, Form("solve", path, "frank", one.version, one), text="Een half verhaal")
    draft = Draft.objects.get()
    assert client.get(f"/kwesties/indienen/?concept={draft.pk}").status_code == 404
    client.post("/kwesties/indienen/concept/", {"title": "Iets anders", "concept": str(draft.pk)})
    draft.refresh_from_db()
    assert draft.data["text"] == "Een half verhaal"
    assert Draft.objects.count() == 2
    assert Issue.objects.count() == 1
