"""Reading: which answers came from an outcome, whose issues an answer is about, and what somebody must still read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.answers.policies import may_edit
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.recalls.models import AnswerSource, Recall, ReviewReminder
from leerlus.practice.issues.models import Feedback
from leerlus.practice.issues.queries import PanelLink

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def show_answer(actor: Actor, outcome: Outcome) -> tuple[PanelLink, ...]:
    """Return the answer that came from an outcome: to editors the text they write, to all others what is public."""
    source = AnswerSource.objects.filter(outcome=outcome).select_related("answer").first()
    if source is None:
        return ()
    latest = Publication.objects.filter(answer_id=source.answer_id, published_until__isnull=True).first()
    if latest is not None:
        return (PanelLink(label="Vraag en antwoord", title=latest.question, url=latest.address),)
    if not may_edit(actor):
        return ()
    address = reverse("answers:edit", args=[source.answer_id])
    text = "Nog niet gepubliceerd."
    return (PanelLink(label="Antwoord in de maak", title=source.answer.question, url=address, text=text),)


def show_sources(actor: Actor, answer_id: int) -> tuple[PanelLink, ...]:
    """Return the bottlenecks that an answer came from, as far as this reader may see them; one query."""
    readable = Bottleneck.objects.visible_to(actor).filter(outcomes__answer_sources__answer=answer_id)
    return tuple(
        PanelLink(label="Komt uit de praktijk", title=each.title, url=f"/knelpunten/{each.pk}/") for each in readable
    )


def issues_behind(answer_id: int) -> set[int]:
    """Return the issues that an answer is about: bundled in a bottleneck that led to it or was solved with it.

    Also the issues whose parties heard of the answer before and that were taken out of the bottleneck since.
    """
    solved_with = Q(answer_sources__answer=answer_id) | Q(link__contains=f"/vragen/{answer_id}-")
    bottlenecks = Outcome.objects.filter(solved_with).values("bottleneck_id")
    bundled = Bundling.objects.filter(bottleneck__in=bottlenecks, until__isnull=True)
    causes = Publication.objects.filter(answer=answer_id).values_list("cause", flat=True)
    told = Feedback.objects.filter(cause__in=list(causes)).order_by()
    return {*bundled.values_list("issue_id", flat=True), *told.values_list("issue_id", flat=True)}


def unread_recalls(actor: Actor) -> QuerySet[Recall]:
    """Return what changed in the answers that this reader keeps and that they did not read yet."""
    return Recall.objects.filter(person_id=actor.key, read_at__isnull=True)


def own_data(person_id: int) -> dict[str, Any]:
    """Return what somebody was told of answers, for the file that they download; two queries."""
    return {
        "berichten over bewaarde antwoorden": [
            {"vraag": each.question, "bericht": each.sentence, "op": each.at, "gelezen op": each.read_at}
            for each in Recall.objects.filter(person_id=person_id)
        ],
        "herinneringen om te beoordelen": list(
            ReviewReminder.objects.filter(person_id=person_id).order_by("on").values_list("on", flat=True)
        ),
    }
