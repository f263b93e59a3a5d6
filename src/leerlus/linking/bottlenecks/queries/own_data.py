"""What somebody takes along of bottlenecks: what they said that one means for newcomers."""

from __future__ import annotations

from typing import Any

from leerlus.linking.bottlenecks.models import Voice


def own_data(person_id: int) -> dict[str, Any]:
    """Return what a person said as an expert by experience; one query."""
    said = Voice.objects.filter(person_id=person_id).select_related("bottleneck")
    return {
        "ervaringen bij knelpunten": [
            {"knelpunt": each.bottleneck.title, "tekst": each.text, "op": each.at} for each in said
        ]
    }
