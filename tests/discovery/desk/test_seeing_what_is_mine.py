from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.discovery.desk.queries import read_desk
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.linking.outcomes import clock as outcome_clock
from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.clock import pass_on_to_organisations
from leerlus.practice.issues.models import Feedback
from tests.cast import Cast, bundle_some, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from leerlus.discovery.desk.queries import DeskPage
    from leerlus.practice.issues.models import Issue

MOST_QUERIES = 15
ADDRESS = "/mijn-werk/"


def text_of(cast: Cast, name: str) -> str:
    answer = cast.client(name).get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def desk(cast: Cast, name: str) -> DeskPage:
    return read_desk(cast.actor(name), timezone.now())


def answer(cast: Cast, issue: Issue) -> Feedback:
    issue_actions.answer(
        issue_id=issue.pk, text="De eerste gemeente.", change="U belt.", by=cast.actor("carol"), at=timezone.now()
    )
    return Feedback.objects.get(issue=issue, step="answer", party__kind="raiser")


def test_a_visitor_signs_in_first(cast: Cast) -> None:
    for address in (ADDRESS, "/mijn-werk/gelezen/"):
        assert cast.client().get(address).status_code == 302


def test_an_empty_desk_teaches(cast: Cast) -> None:
    text = text_of(cast, "alice")
    assert "Hier komen uw kwesties" in text
    assert "Hier staat straks wat anderen in uw regio inbrengen" in text


def test_the_question_stands_on_top_with_its_buttons(cast: Cast) -> None:
    feedback = answer(cast, raise_one(cast, at=timezone.now()))
    text = text_of(cast, "alice")
    assert text.index("Uw antwoord gevraagd (1)") < text.index("Uw kwesties (1)")
    assert f'action="/opbrengsten/terugkoppeling/{feedback.pk}/oordeel/"' in text
    assert "Antwoord graag uiterlijk" in text


def test_a_title_that_asks_gets_no_second_question_mark(cast: Cast) -> None:
    answer(cast, raise_one(cast, title="Wie begeleidt het gezin?", at=timezone.now()))
    text = text_of(cast, "alice")
    assert "Helpt dit bij “Wie begeleidt het gezin?”<" in text


def test_all_questions_stand_together(cast: Cast) -> None:
    answer(cast, raise_one(cast, title="De beantwoorde kwestie", at=timezone.now()))
    raise_one(cast, title="De kwestie die wacht", at=timezone.now())
    client = cast.client("alice")
    page = client.get("/terugkoppeling/?toon=vragen").content.decode()
    assert "De beantwoorde kwestie" in page
    assert "De kwestie die wacht" not in page
    assert "De kwestie die wacht" in client.get("/terugkoppeling/").content.decode()
    feedback = Feedback.objects.get(asks=True)
    client.post(f"/opbrengsten/terugkoppeling/{feedback.pk}/oordeel/", {"helped": "yes", "remark": ""})
    assert "Niets wacht op uw antwoord" in client.get("/terugkoppeling/?toon=vragen").content.decode()


def test_answering_on_the_desk_ends_the_issue(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.now())
    feedback = answer(cast, issue)
    client = cast.client("alice")
    client.post(f"/opbrengsten/terugkoppeling/{feedback.pk}/oordeel/", {"helped": "yes", "remark": ""})
    issue.refresh_from_db()
    assert issue.state == "closed"
    assert "Uw antwoord gevraagd" not in text_of(cast, "alice")


def test_of_several_questions_about_one_issue_the_last_counts(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 1, meaning="Mensen wachten.", at=timezone.localtime() - timedelta(days=9))
    words = outcome_actions.OutcomeText(title="Voorlopig", text="Zo kan het.", change="U gaat verder.")
    ends_on = timezone.localdate() + timedelta(days=50)
    outcome_actions.agree(
        bottleneck_id=bottleneck.pk, text=words, ends_on=ends_on, by=cast.actor("frank"), at=timezone.now()
    )
    solved = outcome_actions.OutcomeText(title="Voorgoed", text="Zo hoort het.", change="U doet dit.")
    outcome_actions.solve(
        bottleneck_id=bottleneck.pk, kind="answer", text=solved, by=cast.actor("frank"), at=timezone.now()
    )
    own = desk(cast, "alice").own
    assert own is not None
    assert [asked.feedback.title for asked in own.messages.asked] == ["Voorgoed"]


def test_an_effect_check_asks_whether_it_still_happens(cast: Cast) -> None:
    at = timezone.localtime() - timedelta(days=50)
    bottleneck = bundle_some(cast, 1, meaning="Mensen wachten.", at=at)
    words = outcome_actions.OutcomeText(title="Bel", text="Bel elkaar.", change="U belt.")
    outcome_actions.solve(bottleneck_id=bottleneck.pk, kind="answer", text=words, by=cast.actor("frank"), at=at)
    feedback = Feedback.objects.get(step="feed_back")
    outcome_actions.judge(feedback_id=feedback.pk, verdict="helps", remark="", by=cast.actor("alice"), at=at)
    outcome_clock.start_effect_checks(timezone.now())
    text = text_of(cast, "alice")
    assert "Speelt dit nog bij u:" in text
    assert "Speelt nog steeds" in text
    assert "?. " not in text


def test_own_issues_say_where_they_are_and_who_acts(cast: Cast) -> None:
    raise_one(cast, at=timezone.now())
    text = text_of(cast, "alice")
    assert "Ligt bij <b>de regiocoördinator van" in text
    assert "Achterhoek</b>. Eerste reactie uiterlijk" in text


def test_open_issues_stand_before_ended_ones(cast: Cast) -> None:
    ended = raise_one(cast, title="Afgelopen", at=timezone.now())
    raise_one(cast, title="Loopt nog", at=timezone.localtime() - timedelta(days=20))
    feedback = answer(cast, ended)
    outcome_actions.judge(
        feedback_id=feedback.pk, verdict="helps", remark="", by=cast.actor("alice"), at=timezone.now()
    )
    own = desk(cast, "alice").own
    assert own is not None
    assert [line.issue.title for line in own.raised] == ["Loopt nog", "Afgelopen"]


def test_news_goes_away_when_it_was_read_and_only_then(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.now())
    issue_actions.respond(issue_id=issue.pk, text="Ik zoek het uit.", by=cast.actor("carol"), at=timezone.now())
    news = Feedback.objects.get(issue=issue, step="respond")
    for _ in range(2):
        assert "Nieuw voor u (1)" in text_of(cast, "alice")
    news.refresh_from_db()
    assert news.read_at is None
    client = cast.client("alice")
    assert client.post("/mijn-werk/gelezen/", {"bericht": [news.pk, "x", "9" * 40]})["Location"] == ADDRESS
    news.refresh_from_db()
    assert news.read_at is not None
    assert "Nieuw voor u" not in text_of(cast, "alice")


def test_nobody_reads_the_news_of_somebody_else(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.now())
    issue_actions.respond(issue_id=issue.pk, text="Ik zoek het uit.", by=cast.actor("carol"), at=timezone.now())
    news = Feedback.objects.get(issue=issue, step="respond")
    cast.client("bob").post("/mijn-werk/gelezen/", {"bericht": [news.pk]})
    news.refresh_from_db()
    assert news.read_at is None
    assert "Ik zoek het uit." not in text_of(cast, "bob")


def test_drafts_wait_for_their_writer(cast: Cast) -> None:
    issue_actions.save_draft(data={"title": "Half af"}, by=cast.actor("alice"), at=timezone.now())
    assert "Half af" in text_of(cast, "alice")
    assert "Half af" not in text_of(cast, "heidi")


def test_neighbours_are_those_of_the_region_and_can_be_recognised(cast: Cast) -> None:
    near = raise_one(cast, "heidi", title="Uit de buurt", at=timezone.now())
    raise_one(cast, "bob", title="Van ver", at=timezone.now())
    raise_one(cast, "alice", title="Van mijzelf", at=timezone.now())
    own = desk(cast, "alice").own
    assert own is not None
    assert [line.issue.title for line in own.neighbours] == ["Uit de buurt"]
    assert f'href="/kwesties/{near.pk}/herkennen/"' in text_of(cast, "alice")


def test_what_is_followed_shows_when_it_moves(cast: Cast) -> None:
    issue = raise_one(cast, "bob", title="Gevolgd", at=timezone.localtime() - timedelta(days=90))
    issue_actions.follow(issue_id=issue.pk, by=cast.actor("alice"), at=timezone.now())
    assert "U volgt, en het bewoog" not in text_of(cast, "alice")
    issue_actions.respond(issue_id=issue.pk, text="Ik kijk.", by=cast.actor("frank"), at=timezone.now())
    assert "U volgt, en het bewoog" in text_of(cast, "alice")


def test_an_experience_expert_sees_where_a_voice_is_missing(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 1, title="Zonder stem", at=timezone.now())
    assert "Knelpunten die een stem missen (1)" in text_of(cast, "erin")
    bottleneck_actions.edit(
        bottleneck_id=bottleneck.pk,
        title=bottleneck.title,
        summary=bottleneck.summary,
        meaning="Mensen wachten.",
        by=cast.actor("frank"),
        at=timezone.now(),
    )
    assert "Nog geen inburgeraar of ervaringsdeskundige" in text_of(cast, "erin")
    bottleneck_actions.add_voice(
        bottleneck_id=bottleneck.pk, text="Ik wacht al maanden.", by=cast.actor("erin"), at=timezone.now()
    )
    assert "Bij elk knelpunt staat wat het betekent" in text_of(cast, "erin")


def test_an_administrator_sees_issues_that_lost_their_colleague(cast: Cast) -> None:
    raise_one(cast, title="Verweesd", at=timezone.now())
    assert "Kwesties zonder collega (1)" not in text_of(cast, "grace")
    RoleGrant.objects.filter(person=cast.people["alice"]).update(until=timezone.localdate() - timedelta(days=1))
    pass_on_to_organisations(timezone.now())
    text = text_of(cast, "grace")
    assert "Kwesties zonder collega (1)" in text
    assert "Verweesd" in text
    assert "Collega’s uitnodigen en rollen beheren" in text


def test_editors_and_reviewers_see_the_outcomes_of_this_month(cast: Cast) -> None:
    RoleGrant.objects.filter(person=cast.people["heidi"]).update(role=Role.REVIEWER)
    assert "Deze maand is nog niets vastgelegd" in text_of(cast, "heidi")
    bottleneck = bundle_some(cast, 1, meaning="Mensen wachten.", at=timezone.now())
    words = outcome_actions.OutcomeText(title="Bel elkaar", text="Bellen helpt.", change="U belt.")
    outcome_actions.solve(
        bottleneck_id=bottleneck.pk, kind="answer", text=words, by=cast.actor("frank"), at=timezone.now()
    )
    text = text_of(cast, "heidi")
    assert "Opbrengsten van deze maand (1)" in text
    assert "Bel elkaar" in text


def test_without_a_role_it_says_how_to_get_one(cast: Cast) -> None:
    RoleGrant.objects.filter(person=cast.people["alice"]).delete()
    assert "U hebt nu geen rol" in text_of(cast, "alice")


def test_a_role_without_work_is_told_so(cast: Cast) -> None:
    RoleGrant.objects.filter(person=cast.people["alice"]).update(role=Role.PLATFORM_ADMINISTRATOR)
    assert "Voor uw rol staat hier geen werk" in text_of(cast, "alice")


def test_many_issues_cost_no_more_queries(
    cast: Cast, fill: Callable[..., list[Issue]], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(150, person="alice", responded_after=None, ended_after=None)
    fill(150, person="alice", verdict="")
    fill(150, person="heidi", organisation="brug", responded_after=None, ended_after=None)
    client = cast.client("alice")
    with django_assert_max_num_queries(MOST_QUERIES):
        text = client.get(ADDRESS).content.decode()
    assert "Uw kwesties (meer dan 100)" in text
    assert "Uw antwoord gevraagd (meer dan 100)" in text
