"""Loading the regions, municipalities, themes and municipal organisations from the files in `reference`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import Event, record
from leerlus.people.actors import CLOCK, OrganisationKind
from leerlus.people.models import Municipality, Organisation, Region, Theme
from leerlus.people.reference import read_municipalities, read_regions, read_themes

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.people.reference import MunicipalityFacts


def load_reference_data(*, by: Actor = CLOCK, at: datetime | None = None) -> None:
    """Bring the tables up to date with the files; doing it again changes nothing and leaves no event."""
    moment = at or timezone.now()
    with transaction.atomic():
        before = _count()
        _load_regions()
        _load_themes()
        municipalities = read_municipalities()
        _load_municipalities(municipalities)
        _load_organisations()
        _note_mergers(by=by, at=moment)
        after = _count()
        if after != before:
            record(
                subject="reference",
                subject_id=0,
                name="loaded",
                is_step=False,
                actor_id=by.person_id,
                actor_label=by.label(),
                at=moment,
                data=after,
            )
    Region.objects.forget()
    Theme.objects.forget()


def _count() -> dict[str, int]:
    """Count what the files fill."""
    return {
        "regions": Region.objects.count(),
        "themes": Theme.objects.count(),
        "municipalities": Municipality.objects.count(),
        "organisations": Organisation.objects.count(),
    }


def _load_regions() -> None:
    """Write the regions and their squares."""
    Region.objects.bulk_create(
        [
            Region(code=facts.code, name=facts.name, centre=facts.centre, column=facts.column, row=facts.row)
            for facts in read_regions()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "centre", "column", "row"],
    )


def _load_themes() -> None:
    """Write the themes."""
    Theme.objects.bulk_create(
        [
            Theme(slug=facts.slug, name=facts.name, summary=facts.summary, position=facts.position)
            for facts in read_themes()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "summary", "position"],
    )


def _load_municipalities(municipalities: tuple[MunicipalityFacts, ...]) -> None:
    """Write the municipalities, and who came after those that merged."""
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=facts.code,
                name=facts.name,
                province=facts.province,
                region_id=facts.region_code,
                valid_from=facts.valid_from,
                valid_until=facts.valid_until,
            )
            for facts in municipalities
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "province", "region", "valid_from", "valid_until"],
    )
    rows = Municipality.objects.in_bulk()
    for facts in municipalities:
        if facts.successor_codes:
            rows[facts.code].successors.set([rows[code] for code in facts.successor_codes])


def _load_organisations() -> None:
    """Give each current municipality its organisation; one that exists keeps everything but an old name or region."""
    current = Municipality.objects.filter(valid_until__isnull=True)
    kind = OrganisationKind.MUNICIPALITY
    known = {row.municipality_id: row for row in Organisation.objects.filter(kind=kind, municipality__in=current)}
    missing, changed = [], []
    for municipality in current:
        name = f"Gemeente {municipality.name}"
        organisation = known.get(municipality.pk)
        if organisation is None:
            region = municipality.region_id
            missing.append(Organisation(name=name, kind=kind, municipality=municipality, region_id=region))
        elif (organisation.name, organisation.region_id) != (name, municipality.region_id):
            organisation.name, organisation.region_id = name, municipality.region_id
            changed.append(organisation)
    Organisation.objects.bulk_create(missing)
    Organisation.objects.bulk_update(changed, ["name", "region"])


def _note_mergers(*, by: Actor, at: datetime) -> None:
    """Say once, in the history of an organisation whose municipality merged, where its open work goes."""
    merged = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality__valid_until__isnull=False
    ).prefetch_related("municipality__successors")
    said = set(Event.objects.filter(subject="organisation", name="merged").values_list("subject_id", flat=True))
    for organisation in merged.exclude(pk__in=said):
        successors = organisation.municipality.successors.all() if organisation.municipality else ()
        names = ", ".join(f"Gemeente {successor.name}" for successor in successors)
        record(
            subject="organisation",
            subject_id=organisation.pk,
            name="merged",
            is_step=False,
            actor_id=by.person_id,
            actor_label=by.label(),
            at=at,
            note=f"De gemeente is samengevoegd. Wat open staat, gaat over naar {names}.",
        )
