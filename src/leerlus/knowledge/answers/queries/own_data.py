"""What answers know of somebody, for the file that they may download."""

from __future__ import annotations

from typing import Any

from leerlus.knowledge.answers.models import Deputy, Judgement, ReaderQuestion, SavedAnswer


def own_data(person_id: int) -> dict[str, Any]:
    """Return what a person keeps, asked and said of texts, and for whom they speak; four queries."""
    saved = SavedAnswer.objects.filter(person_id=person_id).select_related("answer")
    asked = ReaderQuestion.objects.filter(person_id=person_id)
    judgements = Judgement.objects.filter(person_id=person_id).select_related("review", "organisation")
    deputyships = Deputy.objects.filter(person_id=person_id).select_related("organisation")
    return {
        "antwoorden die u bewaart": [{"antwoord": each.answer.question, "sinds": each.at} for each in saved],
        "vragen aan de redactie": [
            {
                "op": each.asked_at,
                "tekst": each.text,
                "stand": each.get_state_display(),
                "reactie": each.reply,
                "reactie op": each.replied_at,
            }
            for each in asked
        ],
        "oordelen over antwoorden": [
            {
                "antwoord": each.review.content["question"],
                "voor": each.organisation.name,
                "op": each.at,
                "oordeel": each.get_verdict_display(),
                "toelichting": each.words,
            }
            for each in judgements
        ],
        "vervangingen": [
            {"voor": each.organisation.name, "vanaf": each.since, "tot en met": each.until} for each in deputyships
        ],
    }
