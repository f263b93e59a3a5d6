"""The sample of others: who may be asked, and the question that somebody was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.policies import check_may_read
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.linking.outcomes.policies import check_may_answer
from leerlus.measures.sampling import Candidate
from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant
from leerlus.people.queries import held_on
from leerlus.practice.issues.models import Party

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor


def find_candidates(bottleneck: Bottleneck, today: date) -> list[Candidate]:
    """Return the professionals who may be asked about this bottleneck; two queries.

    Left out are who does not want it, who has a question open, whoever was a party of one of its issues, and the
    organisations that are a party now: they are asked already, and one organisation speaks once.
    """
    parties = Party.objects.filter(issue__bundlings__bottleneck=bottleneck).order_by()
    now = parties.filter(issue__bundlings__until__isnull=True, left_at__isnull=True)
    places = set(now.values_list("organisation_id", "organisation__kind", "organisation__region_id"))
    kinds, regions = {kind for _, kind, _ in places}, {region for _, _, region in places if region}
    rows = (
        RoleGrant.objects.filter(
            held_on(today), role=Role.PROFESSIONAL, person__is_active=True, person__may_be_sampled=True
        )
        .exclude(organisation_id__in={organisation for organisation, _, _ in places})
        .exclude(person_id__in=parties.filter(person__isnull=False).values("person_id"))
        .exclude(person_id__in=waiting_questions().filter(person__isnull=False).values("person_id"))
        .values_list("person_id", "organisation_id", "organisation__kind", "organisation__region_id")
        .order_by("pk")
    )
    found = {
        Candidate(person=person, organisation=organisation, is_near=kind in kinds or region in regions)
        for person, organisation, kind, region in rows
    }
    return list(found)


def waiting_questions() -> QuerySet[SampleQuestion]:
    """Return the questions that wait for an answer."""
    return SampleQuestion.objects.filter(answered_at__isnull=True, closed_at__isnull=True)


def find_sample_question(actor: Actor) -> SampleQuestion | None:
    """Return the question that waits for this professional, as long as they want to be asked; one query at most."""
    if not actor.has(Role.PROFESSIONAL):
        return None
    mine = waiting_questions().filter(person_id=actor.key, person__may_be_sampled=True)
    return mine.select_related("effect_check__bottleneck").first()


def read_sample_question(actor: Actor, question_id: int) -> SampleQuestion:
    """Return a question to this actor about a bottleneck that they may read; Denied otherwise. One query."""
    rows = SampleQuestion.objects.select_related("effect_check__bottleneck__theme")
    found = rows.filter(pk=question_id).first()
    if found is None:
        raise Denied("Deze vraag is er niet, of zij is niet voor u.")
    check_may_answer(actor, found)
    check_may_read(actor, found.effect_check.bottleneck)
    return found
