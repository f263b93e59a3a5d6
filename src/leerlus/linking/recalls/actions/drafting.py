"""From an outcome to a draft of an answer, in one step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.actions import AnswerText, draft_answer
from leerlus.knowledge.answers.policies import check_may_edit
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.outcomes.queries.reading import visible_to
from leerlus.linking.recalls.models import AnswerSource

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.knowledge.answers.models import Answer
    from leerlus.people.actors import Actor

REVIEW_AFTER = timedelta(days=365)
MOST = 200


def draft_from_outcome(*, outcome_id: int, by: Actor, at: datetime) -> Answer:
    """Draft an answer with the text and theme of an outcome, and remember where it came from; once per outcome.

    A temporary agreement becomes none: it ends by itself, and an answer does not.
    """
    check_may_edit(by)
    outcome = visible_to(by).filter(pk=outcome_id).first()
    if outcome is None:
        raise Denied("Deze opbrengst is er niet, of u mag haar niet zien.")
    if outcome.kind == Outcome.Kind.TEMPORARY_AGREEMENT:
        raise Denied("Een tijdelijke afspraak loopt af. Maak een antwoord van de opbrengst die erna komt.")
    bottleneck = outcome.bottleneck
    today = timezone.localdate(at)
    text = AnswerText(
        question=bottleneck.title[:MOST],
        text=f"{outcome.title}\n\n{outcome.text}\n\n{outcome.change}",
        themes=[bottleneck.theme_id],
        review_on=today + REVIEW_AFTER,
        law_from=outcome.effective_on,
        note="Nieuw, uit wat de praktijk inbracht.",
        fictional=bottleneck.fictional,
    )
    try:
        with transaction.atomic():
            answer = draft_answer(text=text, by=by, at=at)
            AnswerSource.objects.create(answer=answer, outcome=outcome, at=at)
    except IntegrityError as error:
        raise Denied("Van deze opbrengst is al een antwoord gemaakt. U vindt het op de werklijst.") from error
    return answer
