"""What editors must do: the work list of answers, and one answer with its reviews and publications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.models import Answer, Publication, ReviewRound
from leerlus.knowledge.answers.queries.stale import Warnings, warn_about
from leerlus.knowledge.answers.workflow import APPROVED, DECLINED, RUNNING, SCHEDULED, VOIDED
from leerlus.people.actors import KIND_NAMES

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.actors import Actor


PUBLISHED, LIES, SCHEDULED_FOR = "Gepubliceerd", "Ligt ter beoordeling", "Staat klaar om te publiceren"
CHANGED_SOURCE, TO_REVIEW, LATE_REVIEW = "Bron gewijzigd", "Herbeoordelen", "Beoordeling te laat"
GIVEN_BACK = "Teruggegeven"
DUE_LABELS = {
    PUBLISHED: "Herbeoordelen op",
    LIES: "Reageren uiterlijk",
    SCHEDULED_FOR: "Verschijnt op",
    CHANGED_SOURCE: "Bekend sinds",
    TO_REVIEW: "Dat was",
    LATE_REVIEW: "Dat was",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorLine:
    """An answer on the work list: where it stands, why it needs the editor, and by when.

    status  late, due, new, open or done       due_on  the day by which or since when, see `due_label`; None: none
    """

    answer: Answer
    review: ReviewRound | None
    latest: Publication | None
    warnings: Warnings
    status: str
    standing: str
    why: str
    due_on: date | None

    @property
    def due_label(self) -> str:
        """What the day is about, in words that stand before it."""
        return DUE_LABELS.get(self.standing, "Op")

    @property
    def acts(self) -> bool:
        """Whether the editor is the one to act."""
        return self.status != "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """One answer for the editor; `missing` says what must be filled in before it can be offered."""

    line: EditorLine
    reviews: tuple[ReviewRound, ...]
    publications: tuple[Publication, ...]
    missing: str
    is_new_text: bool

    @property
    def can_publish(self) -> bool:
        """Whether the three approved the text as it stands now."""
        review = self.line.review
        approved = review is not None and review.state in {APPROVED, SCHEDULED}
        return approved and review is not None and review.edition == self.line.answer.edition

    @property
    def next(self) -> str:
        """The one step that the editor takes now: publish, offer, write, or none."""
        if self.can_publish:
            return "publish"
        given_back = self.line.standing == GIVEN_BACK
        if self.can_offer and not given_back:
            return "offer"
        return "write" if self.line.acts and self.line.standing != LATE_REVIEW else ""

    @property
    def can_offer(self) -> bool:
        """Whether the text as it stands now can go to the three."""
        review = self.line.review
        runs = review is not None and review.state in RUNNING and review.edition == self.line.answer.edition
        return self.is_new_text and not self.missing and not runs


def _answers() -> list[Answer]:
    """Return all answers with what happened to them; the long texts stay where they are."""
    reviews = ReviewRound.objects.defer("content").prefetch_related("judgements").order_by("-pk")
    publications = Publication.objects.defer("content", "words", "sources", "approvals")
    return list(
        Answer.objects.defer("text", "example").prefetch_related(
            Prefetch("rounds", reviews), Prefetch("publications", publications)
        )
    )


def list_for_editors(today: date) -> list[EditorLine]:
    """Return all answers, what asks most for the editor first; six queries, whatever their number."""
    answers = _answers()
    latest = [each for answer in answers for each in answer.publications.all() if _is_latest(each)]
    warnings = warn_about(latest, today) if latest else {}
    lines = [
        _describe(each, list(each.rounds.all()), list(each.publications.all()), warnings, today) for each in answers
    ]
    order = ("late", "due", "new", "open", "done")
    return sorted(lines, key=lambda line: (order.index(line.status), -line.answer.pk))


def _is_latest(publication: Publication) -> bool:
    return publication.published_until is None


def _describe(
    answer: Answer,
    reviews: list[ReviewRound],
    publications: list[Publication],
    warnings: dict[int, Warnings],
    today: date,
) -> EditorLine:
    review = reviews[0] if reviews else None
    latest = next((each for each in publications if _is_latest(each)), None)
    warned = warnings.get(latest.pk, Warnings()) if latest else Warnings()
    status, standing, why, due = _say(answer, review, latest, warned, today)
    if latest is None and publications and status == "new":
        status, standing, why = "done", "Vervallen", ""
    return EditorLine(
        answer=answer,
        review=review,
        latest=latest,
        warnings=warned,
        status=status,
        standing=standing,
        why=why,
        due_on=due,
    )


def _say(
    answer: Answer, review: ReviewRound | None, latest: Publication | None, warned: Warnings, today: date
) -> tuple[str, str, str, date | None]:
    """Say where an answer stands, and what the editor does next."""
    if review is not None and review.state in RUNNING and review.edition == answer.edition:
        return _say_running(review, today)
    changed = latest is None or latest.content_hash != answer.content_hash
    ended = _say_ended(answer, review) if changed and review is not None else None
    if ended is not None:
        return ended
    if latest is None:
        return "new", "Concept", "Nog niet aangeboden ter beoordeling.", None
    return _say_published(latest, warned, changed=changed)


def _say_ended(answer: Answer, review: ReviewRound) -> tuple[str, str, str, date | None] | None:
    """Say why a review came to nothing, if that is the last that happened to this text."""
    if review.state == DECLINED and review.edition == answer.edition:
        return "due", GIVEN_BACK, f"Een beoordelaar gaf de tekst terug: {review.reason}", None
    if review.state in {*RUNNING, VOIDED} and answer.edition > review.edition:
        return "due", "Tekst veranderd", "De tekst is veranderd, dus de goedkeuringen tellen niet meer.", None
    return None


def _say_published(latest: Publication, warned: Warnings, *, changed: bool) -> tuple[str, str, str, date | None]:
    if warned.changes:
        names = ", ".join(str(each) for each in dict.fromkeys(change.article for change in warned.changes))
        why = f"Er is een nieuwe tekst van {names}. Kijk of het antwoord nog klopt."
        return "late", CHANGED_SOURCE, why, warned.known_on
    if warned.overdue_on:
        return "late", TO_REVIEW, "De dag van herbeoordelen is voorbij.", warned.overdue_on
    if changed:
        return "open", "Gepubliceerd, nieuwe tekst in concept", "Bied de nieuwe tekst aan als hij klaar is.", None
    return "done", PUBLISHED, "", latest.review_on


def _say_running(review: ReviewRound, today: date) -> tuple[str, str, str, date | None]:
    if review.state == APPROVED:
        return "due", "Goedgekeurd door alle drie", "Klaar om te publiceren.", None
    if review.state == SCHEDULED:
        return "done", SCHEDULED_FOR, "", review.publish_on
    missing = policies.missing_kinds(review.judgements.all(), review.content_hash)
    names = ", ".join(KIND_NAMES[kind] for kind in missing)
    if review.due_on < today:
        return "late", LATE_REVIEW, f"Nog geen reactie van {names}. De dag is voorbij.", review.due_on
    return "done", LIES, f"Wacht op {names}.", review.due_on


def read_for_editor(actor: Actor, answer_id: int, today: date) -> EditorPage:
    """Return one answer for who writes it; Denied for others. About nine queries."""
    policies.check_may_edit(actor)
    answer = next(iter(Answer.objects.filter(pk=answer_id)), None)
    if answer is None:
        raise Denied("Dit antwoord is er niet.")
    publications = list(answer.publications.select_related("review"))
    reviews = list(answer.rounds.prefetch_related("judgements__organisation", "remarks"))
    latest = next((each for each in publications if _is_latest(each)), None)
    line = _describe(answer, reviews, publications, warn_about([latest], today) if latest else {}, today)
    try:
        policies.check_complete(answer.content())
    except Denied as refusal:
        missing = str(refusal)
    else:
        missing = ""
    return EditorPage(
        line=line,
        reviews=tuple(reviews),
        publications=tuple(publications),
        missing=missing,
        is_new_text=latest is None or latest.content_hash != answer.content_hash,
    )
