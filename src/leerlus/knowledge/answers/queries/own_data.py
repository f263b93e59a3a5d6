"""What somebody takes along of answers: what they keep and asked, and what they said as a reviewer."""

from __future__ import annotations

from typing import Any

from leerlus.knowledge.answers.models import Deputy, Judgement, ReaderQuestion, SavedAnswer


def own_data(person_id: int) -> dict[str, Any]:
    """Return what is known of a person here; four queries."""
    kept = SavedAnswer.objects.filter(person_id=person_id).select_related("answer")
    asked = ReaderQuestion.objects.filter(person_id=person_id)
    judged = Judgement.objects.filter(person_id=person_id).select_related("organisation", "review")
    replaced = Deputy.objects.filter(person_id=person_id).select_related("organisation")
    return {
        "bewaarde antwoorden": [{"vraag": each.answer.question, "sinds": each.at} for each in kept],
        "vragen aan de redactie": [
            {"vraag": each.text, "op": each.asked_at, "reactie": each.reply, "reactie op": each.replied_at}
            for each in asked
        ],
        "beoordelingen van antwoorden": [
            {
                "vraag": each.review.content["question"],
                "voor": each.organisation.name,
                "oordeel": each.get_verdict_display(),
                "toelichting": each.words,
                "op": each.at,
            }
            for each in judged
        ],
        "vervangingen als beoordelaar": [
            {"voor": each.organisation.name, "vanaf": each.since, "tot en met": each.until} for each in replaced
        ],
    }
