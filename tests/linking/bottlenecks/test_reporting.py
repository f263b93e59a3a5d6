"""Saying where it stands, after a look at what each party will read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from tests.cast import Cast

TEXT = "Wij praten met drie corporaties.\nIn december hoort u meer."


def test_the_preview_shows_exactly_what_each_party_then_reads(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 3, at=timezone.now())
    address = f"/knelpunten/{bottleneck.pk}/stand-van-zaken/"
    client = cast.client("frank")
    words = {"text": TEXT, "version": bottleneck.version}
    look = client.post(address, words)
    page = " ".join(look.content.decode().split())
    assert look.status_code == 200
    assert "3 organisaties in 2 regio’s lezen dit" in page
    assert not Feedback.objects.filter(step="follow_on").exists()
    preview = look.context["preview"]
    assert client.post(address, {**words, "stap": "versturen"}).status_code == 302
    told = Feedback.objects.filter(step="follow_on")
    assert told.count() == 3
    assert {(one.title, one.text, one.change) for one in told} == {(preview.title, preview.text, preview.change)}


def test_after_the_preview_the_text_can_still_be_changed(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    address = f"/knelpunten/{bottleneck.pk}/stand-van-zaken/"
    words = {"text": TEXT, "version": bottleneck.version, "stap": "aanpassen"}
    answer = cast.client("frank").post(address, words)
    assert answer.status_code == 200
    assert "Wij praten met drie corporaties." in answer.content.decode()
    assert "Bekijken wat zij lezen" in answer.content.decode()
    assert not Feedback.objects.filter(step="follow_on").exists()


def test_who_was_second_hears_so_before_anything_is_sent(cast: Cast) -> None:
    bottleneck = bundle_some(cast, at=timezone.now())
    address = f"/knelpunten/{bottleneck.pk}/stand-van-zaken/"
    words = {"text": TEXT, "version": bottleneck.version, "stap": "versturen"}
    cast.client("frank").post(address, words)
    for again in (words, {**words, "stap": ""}):
        answer = cast.client("frank").post(address, again)
        assert answer.status_code == 409
        assert "Wij praten met drie corporaties." in answer.content.decode()
    assert Feedback.objects.filter(step="follow_on").count() == 2


def test_an_old_link_to_a_step_that_is_over_leads_back_with_the_reason(cast: Cast) -> None:
    bottleneck = bundle_some(cast, meaning="m")
    text = outcome_actions.OutcomeText(title="t", text="t", change="c")
    outcome_actions.solve(
        bottleneck_id=bottleneck.pk, kind="guide", text=text, by=cast.actor("frank"), at=timezone.now()
    )
    answer = cast.client("frank").get(f"/knelpunten/{bottleneck.pk}/stand-van-zaken/", follow=True)
    assert answer.redirect_chain
    assert "kan nu niet" in answer.content.decode()
