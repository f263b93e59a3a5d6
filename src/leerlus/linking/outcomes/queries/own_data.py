"""What somebody takes along of effect checks: what they were asked by lot, and what they said."""

from __future__ import annotations

from typing import Any

from leerlus.linking.outcomes.models import SampleQuestion


def own_data(person_id: int) -> dict[str, Any]:
    """Return the questions of samples to a person; one query."""
    asked = SampleQuestion.objects.filter(person_id=person_id).select_related("effect_check")
    return {
        "vragen of iets nog speelt": [
            {
                "over": each.effect_check.about,
                "gevraagd op": each.asked_at,
                "antwoord": each.get_answer_display(),
                "toelichting": each.remark,
                "op": each.answered_at,
            }
            for each in asked
        ]
    }
