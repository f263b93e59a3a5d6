"""What somebody takes along of meetings: whether they came, what suited them, and what they would do."""

from __future__ import annotations

from typing import Any

from leerlus.linking.meetings.models import Attendance, DateVote, Preference, Task


def own_data(person_id: int) -> dict[str, Any]:
    """Return the meetings and tasks of a person; four queries. The title of a point is not theirs, so it stays."""
    answers = Attendance.objects.filter(membership__person_id=person_id).select_related("meeting__community")
    votes: dict[int, list[dict[str, Any]]] = {}
    for vote in DateVote.objects.filter(attendance__membership__person_id=person_id).select_related("option"):
        choice = {"moment": vote.option.starts_at, "keuze": vote.get_choice_display()}
        votes.setdefault(vote.attendance_id, []).append(choice)
    preferred = list(
        Preference.objects.filter(attendance__membership__person_id=person_id).values_list("attendance_id", flat=True)
    )
    tasks = Task.objects.filter(owner__person_id=person_id).select_related("meeting")
    return {
        "bijeenkomsten": [
            {
                "community": each.meeting.community.name,
                "bijeenkomst": each.meeting.title,
                "begint": each.meeting.starts_at,
                "uw antwoord": each.get_answer_display(),
                "geantwoord op": each.answered_at,
                "plaats": each.has_seat,
                "welke momenten u uitkwamen": votes.get(each.pk, []),
                "hoeveel punten u koos": preferred.count(each.pk),
            }
            for each in answers
        ],
        "acties en oplossingen": [
            {
                "bijeenkomst": each.meeting.title,
                "wat": each.text,
                "soort": each.kind,
                "voor": each.due_on,
                "wat ervan kwam": each.report,
                "klaar op": each.done_at,
            }
            for each in tasks
        ],
    }
