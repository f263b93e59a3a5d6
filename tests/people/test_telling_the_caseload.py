"""A municipality says how many newcomers it guides; nobody else does, so that nobody counts twice."""

from __future__ import annotations

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.people.actions import tell_caseload
from leerlus.people.models import Organisation
from tests.cast import NOW, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_the_administrator_gives_the_number_and_reads_it_back(cast: Cast) -> None:
    client, pk = cast.client("grace"), cast.organisations["bronckhorst"].pk
    assert "gaf nog niet op" in client.get(f"/organisatie/{pk}/").content.decode()
    answer = client.post(f"/organisatie/{pk}/inburgeraars/", {"caseload": "1240"}, follow=True)
    page = " ".join(answer.content.decode().split())
    assert "Het aantal is bewaard." in page
    assert "ongeveer 1.240 inburgeraars begeleidt" in page
    organisation = Organisation.objects.get(pk=pk)
    assert (organisation.caseload, organisation.caseload_on) == (1240, timezone.localdate())
    assert Event.objects.get(name="caseload").data == {"caseload": 1240}


def test_an_empty_box_takes_the_number_away(cast: Cast) -> None:
    client, pk = cast.client("grace"), cast.organisations["bronckhorst"].pk
    tell_caseload(organisation_id=pk, caseload=12, by=cast.actor("grace"), at=NOW)
    client.post(f"/organisatie/{pk}/inburgeraars/", {"caseload": ""})
    assert Organisation.objects.get(pk=pk).caseload is None


@pytest.mark.parametrize(
    ("typed", "sentence"), [("veel", "Schrijf alleen cijfers"), ("-3", "nul of meer"), ("999999999", "Controleer")]
)
def test_what_is_no_number_gets_a_sentence_and_stays(cast: Cast, typed: str, sentence: str) -> None:
    client, pk = cast.client("grace"), cast.organisations["bronckhorst"].pk
    answer = client.post(f"/organisatie/{pk}/inburgeraars/", {"caseload": typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert Organisation.objects.get(pk=pk).caseload is None


def test_only_the_administrator_of_a_municipality_tells_it(cast: Cast) -> None:
    bronckhorst, school = cast.organisations["bronckhorst"].pk, cast.organisations["brug"].pk
    for name, organisation in (("alice", bronckhorst), ("grace", school), ("bob", bronckhorst)):
        with pytest.raises(Denied):
            tell_caseload(organisation_id=organisation, caseload=10, by=cast.actor(name), at=NOW)
