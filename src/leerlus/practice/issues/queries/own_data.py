"""What somebody takes along of issues: what they raised, recognised, wrote and answered. Nothing of others."""

from __future__ import annotations

from typing import Any

from leerlus.practice.issues.models import Contribution, Draft, Feedback, Follower, Party


def own_data(person_id: int) -> dict[str, Any]:
    """Return what a person brought in; five queries. Of an issue of another the title only, to know it by."""
    parties = Party.objects.filter(person_id=person_id).select_related("issue", "organisation")
    contributions = Contribution.objects.filter(person_id=person_id).select_related("issue")
    answers = Feedback.objects.filter(party__person_id=person_id).exclude(verdict="").select_related("issue")
    return {
        "kwesties": [_party(each) for each in parties],
        "bijdragen": [
            {"kwestie": each.issue.title, "op": each.at, "soort": each.get_kind_display(), "tekst": each.text}
            for each in contributions
        ],
        "antwoorden op terugkoppeling": [
            {
                "kwestie": each.issue.title,
                "op": each.answered_at,
                "oordeel": each.get_verdict_display(),
                "toelichting": each.remark,
            }
            for each in answers
        ],
        "kwesties die u volgt": [
            f"/kwesties/{each.issue_id}/" for each in Follower.objects.filter(person_id=person_id)
        ],
        "concepten": [
            {"over": each.label, "bewaard op": each.saved_at, "tekst": each.data}
            for each in Draft.objects.filter(person_id=person_id)
        ],
    }


def _party(party: Party) -> dict[str, Any]:
    issue = party.issue
    known = {
        "u bent": party.get_kind_display(),
        "organisatie": party.organisation.name,
        "sinds": party.joined_at,
        "tot": party.left_at,
        "kwestie": issue.title,
    }
    if party.kind != Party.Kind.RAISER:
        return known | {"bij u": party.context}
    return known | {
        "wat er gebeurde": issue.situation,
        "vraag": issue.question,
        "wat u probeerde": issue.tried,
        "wat het betekent": issue.meaning,
    }
