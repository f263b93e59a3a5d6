"""The question of an effect check to somebody who is not a party comes by mail too: once, and not when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.linking.feedback.actions import plan_digests
from leerlus.linking.feedback.clock import send_digests
from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.feedback.notify import write
from leerlus.linking.outbox.actions import hand_over
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.clock import start_effect_checks
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.people.models import Person
from tests.cast import bundle_some, make_cast, raise_one

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(name="cast")
def _cast() -> Cast:
    """The cast, with mail at once for Heidi alone."""
    cast = make_cast()
    Person.objects.update(digest="never")
    Person.objects.filter(pk=cast.people["heidi"].pk).update(digest="at_once")
    return cast


@pytest.fixture
def question(cast: Cast) -> SampleQuestion:
    """The question to Heidi, about what Alice and Bob raised."""
    at = timezone.localtime() - timedelta(days=43)
    bottleneck = bundle_some(cast, 2, meaning="m", at=at)
    text = actions.OutcomeText(title="Bel eerst", text="Bel.", change="U belt.")
    actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=cast.actor("frank"), at=at)
    start_effect_checks(timezone.now())
    return SampleQuestion.objects.get(person=cast.people["heidi"])


def answer(cast: Cast, question: SampleQuestion) -> None:
    """Let Heidi answer."""
    by = cast.actor("heidi")
    actions.answer_sample(question_id=question.pk, answer="no", remark="", by=by, at=timezone.now())


def test_it_comes_once_and_says_what_it_is_about_and_how_to_stop(cast: Cast, question: SampleQuestion) -> None:
    assert send_digests(timezone.now()) == 1
    assert send_digests(timezone.now() + timedelta(days=1)) == 0
    sent = mail.outbox[0]
    assert sent.to == ["heidi@voorbeeld.test"]
    assert sent.subject == "Speelt dit bij u nog?"
    for told in ("Verhuizing legt het plan stil", "Bel eerst", f"/opbrengsten/steekproef/{question.pk}/", "/profiel/"):
        assert told in str(sent.body)
        assert told in str(sent.alternatives[0][0])  # type: ignore[attr-defined] # the HTML part
    assert "Het plan komt te laat" not in str(sent.body)


def test_it_stands_below_the_news(cast: Cast, question: SampleQuestion) -> None:
    raise_one(cast, "heidi", title="Mijn eigen kwestie", at=timezone.now())
    assert send_digests(timezone.now()) == 1
    body = str(mail.outbox[0].body)
    assert body.index("Mijn eigen kwestie") < body.index("Speelt dit bij u nog?")
    assert DigestLine.objects.count() == 2


def test_what_was_answered_already_is_not_mailed(cast: Cast, question: SampleQuestion) -> None:
    answer(cast, question)
    assert send_digests(timezone.now()) == 0
    assert not Mail.objects.exists()


def test_what_is_answered_while_the_mail_waits_makes_no_empty_mail(cast: Cast, question: SampleQuestion) -> None:
    assert plan_digests(at=timezone.now()) == 1
    answer(cast, question)
    assert not hand_over(mail_id=Mail.objects.get().pk, write=write, at=timezone.now())
    assert not mail.outbox
    assert not Mail.objects.exists()


@pytest.mark.parametrize("change", [{"digest": "never"}, {"may_be_sampled": False}])
def test_who_does_not_want_it_gets_no_mail(cast: Cast, question: SampleQuestion, change: dict[str, object]) -> None:
    Person.objects.filter(pk=cast.people["heidi"].pk).update(**change)
    assert send_digests(timezone.now() + timedelta(days=8)) == 0


def test_a_line_is_a_message_or_a_question_and_never_neither(cast: Cast, question: SampleQuestion) -> None:
    plan_digests(at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        DigestLine.objects.create(mail=Mail.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        DigestLine.objects.create(mail=Mail.objects.get(), question=question)
