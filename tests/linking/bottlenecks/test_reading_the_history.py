"""Reading what happened to a bottleneck: on a page of its own, or opened in the page of the bottleneck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.linking.bottlenecks import actions
from tests.cast import NOW, bundle_some

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast


def test_the_page_tells_the_steps_and_what_was_said(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    actions.report(bottleneck_id=bottleneck.pk, text="Wij zoeken het uit", by=cast.actor("frank"), at=NOW)
    page = cast.client("alice").get(f"/knelpunten/{bottleneck.pk}/geschiedenis/").content.decode()
    assert "<h1>Geschiedenis</h1>" in page
    assert "2 kwesties toegevoegd" in page
    assert "Wij zoeken het uit" in page


def test_the_page_of_the_bottleneck_opens_it_in_place(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    address = f"/knelpunten/{bottleneck.pk}/geschiedenis/"
    client = cast.client("alice")
    assert f'hx-get="{address}"' in client.get(f"/knelpunten/{bottleneck.pk}/").content.decode()
    part = client.get(address, headers={"HX-Request": "true"})
    assert "HX-Request" in part["Vary"]
    assert "<h1>" not in part.content.decode()
    assert "2 kwesties toegevoegd" in part.content.decode()


def test_a_text_that_was_changed_is_still_read(cast: Cast) -> None:
    bottleneck = bundle_some(cast, title="De oude titel", summary="Blijft zo", meaning="")
    actions.edit(
        bottleneck_id=bottleneck.pk,
        title="De nieuwe titel",
        summary="Blijft zo",
        meaning="Wachten",
        by=cast.actor("frank"),
        at=NOW,
    )
    page = cast.client("alice").get(f"/knelpunten/{bottleneck.pk}/geschiedenis/").content.decode()
    assert "Titel was: “De oude titel”. Wat het voor inburgeraars betekent was: “leeg”." in page
    assert "Samenvatting was" not in page


def test_a_bundling_is_undone_from_here_by_who_may(cast: Cast) -> None:
    bottleneck = bundle_some(cast, count=1)
    address = f"/knelpunten/{bottleneck.pk}/geschiedenis/"
    undo = f"/knelpunten/bundeling/{bottleneck.bundlings.get().pk}/losmaken/"
    assert undo in cast.client("frank").get(address).content.decode()
    assert undo not in cast.client("alice").get(address).content.decode()


def test_the_public_reads_steps_of_what_is_published_and_no_words(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    address = f"/knelpunten/{bottleneck.pk}/geschiedenis/"
    assert cast.client().get(address).status_code == 404
    actions.report(bottleneck_id=bottleneck.pk, text="Wij zoeken het uit", by=cast.actor("frank"), at=NOW)
    actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=NOW)
    page = cast.client().get(address).content.decode()
    assert "Stand van zaken" in page
    assert "Wij zoeken het uit" not in page
    assert "toegevoegd" not in page


def test_a_long_history_asks_as_much_as_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bottleneck = bundle_some(cast, count=9)
    for number in range(30):
        actions.report(bottleneck_id=bottleneck.pk, text=f"Stand {number}", by=cast.actor("frank"), at=NOW)
    client = cast.client("frank")
    with django_assert_max_num_queries(8):
        client.get(f"/knelpunten/{bottleneck.pk}/geschiedenis/")
