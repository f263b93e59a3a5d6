"""Talking inside a community: topics, posts, how one hears of them, and hiding what should not stand there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.files.actions import keeping, take_away
from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community, Membership, Notice, Post, Topic, TopicChoice
from leerlus.linking.communities.queries.places import find_community, place_of
from leerlus.linking.outbox.workflow import HOUR
from leerlus.people.actors import LINKING_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.measures.attachments import Received
    from leerlus.people.actors import Actor

Hears = TopicChoice.Hears
TWICE = timedelta(minutes=5)
"""The same words by the same member within this time are one press of a button, or one page that was sent again."""


@transaction.atomic
def open_topic(
    *, community_id: int, title: str, text: str, attachments: Sequence[Received] = (), by: Actor, at: datetime
) -> Topic:
    """Begin a topic with its first post."""
    community = find_community(community_id)
    author = _author(community, by, at)
    mine = Post.objects.filter(topic__community=community, topic__title=title, author=author)
    same = _same(mine, text, attachments, at)
    if same is not None:
        return same.topic
    with keeping(attachments, at=at) as files:
        topic = Topic.objects.create(community=community, title=title, made_at=at, moved_at=at)
        _write(topic, author, text, at=at).files.set(files)
    _remember(topic, "open_topic", by, at)
    return topic


@transaction.atomic
def post(
    *,
    topic_id: int,
    text: str,
    quoted_id: int | None = None,
    mentioned: Sequence[int] = (),
    attachments: Sequence[Received] = (),
    by: Actor,
    at: datetime,
) -> Post:
    """Write about a topic, perhaps in answer to a post and with files, and call in other members."""
    topic = _topic(topic_id)
    author = _author(find_community(topic.community_id), by, at)
    quoted = None
    if quoted_id is not None:
        quoted = topic.posts.filter(pk=quoted_id, hidden_at__isnull=True).first()
        if quoted is None:
            raise Denied("Waar u op antwoordt, staat er niet meer.")
    same = _same(topic.posts.filter(author=author, quoted=quoted), text, attachments, at)
    if same is not None:
        return same
    with keeping(attachments, at=at) as files:
        made = _write(topic, author, text, at=at, quoted=quoted, mentioned=mentioned)
        made.files.set(files)
    Topic.objects.filter(pk=topic.pk).update(moved_at=at)
    _remember(topic, "post", by, at, post=made.pk)
    return made


def _same(posts: QuerySet[Post], text: str, attachments: Sequence[Received], at: datetime) -> Post | None:
    """Return the post of these with the same words and files, of just now and in sight, if there is one."""
    files = sorted((each.name, len(each.content)) for each in attachments)
    found = posts.filter(text=text, at__gt=at - TWICE, hidden_at__isnull=True).select_related("topic")
    return next((each for each in found if sorted(each.files.values_list("name", "size")) == files), None)


def _write(
    topic: Topic,
    author: Membership,
    text: str,
    *,
    at: datetime,
    quoted: Post | None = None,
    mentioned: Sequence[int] = (),
) -> Post:
    """Write a post, and plan who hears of it: who was called in at once, the others as they chose."""
    made = Post.objects.create(topic=topic, author=author, text=text, quoted=quoted, at=at)
    members = list(topic.community.memberships.members().exclude(pk=author.pk).select_related("person"))
    called = {each.pk for each in members if each.pk in set(mentioned)}
    if quoted is not None:
        called |= {quoted.author_id} & {each.pk for each in members}
    made.mentioned.set([each for each in members if each.pk in set(mentioned)])
    chosen = dict(topic.choices.values_list("membership_id", "hears"))
    morning = _next_morning(at)
    Notice.objects.bulk_create(
        Notice(
            post=made,
            membership=each,
            not_before=at if each.pk in called or chosen.get(each.pk) == Hears.AT_ONCE else morning,
        )
        for each in members
        if chosen.get(each.pk) != Hears.NONE and each.person is not None and each.person.wants_mail
    )
    return made


def _next_morning(at: datetime) -> datetime:
    """Return seven in the morning, the hour of digests, after this moment."""
    local = timezone.localtime(at)
    today = local.replace(hour=HOUR.hour, minute=0, second=0, microsecond=0)
    if today > local:
        return today
    return timezone.make_aware((today + timedelta(days=1)).replace(tzinfo=None))


@transaction.atomic
def choose_hearing(*, topic_id: int, hears: str, by: Actor, at: datetime) -> None:
    """Choose how one hears of a topic; what waits to be mailed goes along with it."""
    topic = _topic(topic_id)
    own = _author(find_community(topic.community_id), by, at)
    if hears not in Hears.values:
        raise Denied("Kies meteen, één keer per dag of niet.")
    choice, is_new = TopicChoice.objects.get_or_create(topic=topic, membership=own, defaults={"hears": hears})
    if not is_new and choice.hears == hears:
        return
    choice.hears = hears
    choice.save(update_fields=["hears"])
    waiting = Notice.objects.not_gone().filter(post__topic=topic, membership=own)
    if hears == Hears.NONE:
        waiting.delete()
    elif hears == Hears.AT_ONCE:
        waiting.update(not_before=at)
    _remember(topic, "choose_hearing", by, at, hears=hears)


@transaction.atomic
def hide(*, post_id: int, reason: str, by: Actor, at: datetime) -> Post:
    """Take a post out of sight, with the reason, as its writer or who runs it; nothing is thrown away."""
    return _set_hidden(post_id, by=by, at=at, hidden_at=at, reason=reason)


@transaction.atomic
def show_again(*, post_id: int, by: Actor, at: datetime) -> Post:
    """Undo hiding."""
    return _set_hidden(post_id, by=by, at=at, hidden_at=None, reason="")


def _set_hidden(post_id: int, *, by: Actor, at: datetime, hidden_at: datetime | None, reason: str) -> Post:
    found = Post.objects.select_related("topic", "author").filter(pk=post_id).first()
    if found is None:
        raise Denied("Deze bijdrage is er niet.")
    place = place_of(by, find_community(found.topic.community_id), at=at)
    if hidden_at is None:
        policies.check_may_run(by, place)
    else:
        is_own = by.person_id is not None and found.author.person_id == by.person_id
        policies.check_may_hide(by, place, is_own=is_own)
    if hidden_at is not None and not reason:
        raise Denied("Schrijf waarom deze bijdrage uit beeld gaat.")
    seen = Post.objects.filter(pk=post_id, hidden_at__isnull=hidden_at is not None)
    if not seen.update(hidden_at=hidden_at, hidden_reason=reason):
        raise Stale("De bijdrage")
    if hidden_at is not None:
        Notice.objects.not_gone().filter(post_id=post_id).delete()
    _remember(found.topic, "hide" if hidden_at else "show_again", by, at, note=reason, post=post_id)
    found.refresh_from_db()
    return found


@transaction.atomic
def remove_file(*, file_id: int, by: Actor, at: datetime) -> Post:
    """Take a file of a post away for good, because something stands in it that should not; the post stays."""
    found = Post.objects.select_related("topic", "author").filter(files=file_id).first()
    if found is None:
        raise Denied("Dit bestand is er niet.")
    place = place_of(by, find_community(found.topic.community_id), at=at)
    is_own = by.person_id is not None and found.author.person_id == by.person_id
    policies.check_may_take_file(by, place, is_own=is_own)
    take_away(file_id=file_id, at=at)
    _remember(found.topic, "remove_file", by, at, post=found.pk)
    return found


def _topic(topic_id: int) -> Topic:
    found = Topic.objects.select_related("community").filter(pk=topic_id).first()
    if found is None:
        raise Denied("Dit onderwerp is er niet.")
    return found


def _author(community: Community, by: Actor, at: datetime) -> Membership:
    """Return the membership in which the actor talks, locked: of the same post twice at once the second sees the first.

    Denied for who is no member.
    """
    policies.check_may_talk(place_of(by, community, at=at))
    found = community.memberships.members().of(by).select_for_update().first()
    if found is None:
        raise Stale("Het lidmaatschap")
    return found


def _remember(topic: Topic, name: str, by: Actor, at: datetime, note: str = "", **data: int | str) -> None:
    record(
        subject="topic",
        subject_id=topic.pk,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(*sorted(LINKING_ROLES)),
        at=at,
        note=note,
        data=dict(data),
    )
