"""What somebody takes along of communities: their places, and what they wrote. Nothing of others."""

from __future__ import annotations

from typing import Any

from leerlus.linking.communities.models import Membership, Post, TopicChoice


def own_data(person_id: int) -> dict[str, Any]:
    """Return the communities of a person, with what they wrote there and how they hear of it; three queries."""
    places = Membership.objects.filter(person_id=person_id).select_related("community", "organisation")
    posts = Post.objects.filter(author__person_id=person_id).select_related("topic__community")
    choices = TopicChoice.objects.filter(membership__person_id=person_id).select_related("topic__community")
    return {
        "community’s": [
            {
                "community": each.community.name,
                "organisatie": each.organisation.name,
                "rol": each.get_role_display(),
                "stand": each.get_state_display(),
                "plaats": each.get_part_display(),
                "trekt mee": each.leads,
                "wat u schreef bij uw vraag": each.motivation,
                "gevraagd op": each.asked_at,
                "lid sinds": each.since,
                "tot": each.until,
            }
            for each in places
        ],
        "bijdragen in community’s": [
            {
                "community": each.topic.community.name,
                "op": each.at,
                "tekst": each.text,
                "uit beeld sinds": each.hidden_at,
            }
            for each in posts
        ],
        "mail over onderwerpen": [
            {"community": each.topic.community.name, "onderwerp": each.topic.title, "hoe": each.get_hears_display()}
            for each in choices
        ],
    }
