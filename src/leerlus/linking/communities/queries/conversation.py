"""Reading the conversation in a community; for who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from leerlus.audit.steps import Denied
from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Post, TopicChoice
from leerlus.linking.communities.queries.places import find_by_slug, place_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.files.models import StoredFile
    from leerlus.linking.communities.models import Community, Membership, Topic
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """What the page of a topic shows; `hears` is what this member chose, `others` whom one can call in."""

    community: Community
    topic: Topic
    posts: tuple[Post, ...]
    others: tuple[Membership, ...]
    own: Membership | None
    hears: str
    may_run: bool
    may_talk: bool
    has_ended: bool


def list_topics(actor: Actor, slug: str) -> tuple[Community, QuerySet[Topic], Place]:
    """Return the topics of a community with how many posts each has, and the place of the actor."""
    community = find_by_slug(slug)
    place = place_of(actor, community)
    policies.check_takes_part(actor, place)
    counted = community.topics.annotate(count=Count("posts", filter=Q(posts__hidden_at__isnull=True)))
    # Counting leaves the order of the table out.
    counted = counted.order_by("-moved_at", "-pk")
    return community, counted, place


def read_topic(actor: Actor, slug: str, topic_id: int) -> TopicPage:
    """Return a topic with what was written; Denied for who does not take part. At most eleven queries."""
    community = find_by_slug(slug)
    place = place_of(actor, community)
    policies.check_takes_part(actor, place)
    topic = community.topics.filter(pk=topic_id).first()
    if topic is None:
        raise Denied("Dit onderwerp is er niet.")
    members = list(community.memberships.members().select_related("person", "organisation"))
    own = next((each for each in members if each.person_id == actor.person_id), None)
    related = ("author__person", "author__organisation", "quoted__author__organisation")
    posts = topic.posts.select_related(*related)
    posts = posts.prefetch_related("mentioned__person", "mentioned__organisation", "files")
    choice = TopicChoice.objects.filter(topic=topic, membership=own).first() if own else None
    return TopicPage(
        community=community,
        topic=topic,
        posts=tuple(posts),
        others=tuple(each for each in members if each != own),
        own=own,
        hears=choice.hears if choice else TopicChoice.Hears.DIGEST,
        may_run=policies.runs(actor, place),
        may_talk=policies.may_talk(place),
        has_ended=place.has_ended,
    )


def find_file(actor: Actor, slug: str, topic_id: int, file_id: int) -> StoredFile:
    """Return a file of a post that stands there; Denied for who does not take part, and of a post out of sight."""
    community = find_by_slug(slug)
    policies.check_takes_part(actor, place_of(actor, community))
    posts = Post.objects.filter(topic_id=topic_id, topic__community=community, hidden_at__isnull=True)
    found = posts.filter(files=file_id, files__removed_at__isnull=True).first()
    if found is None:
        raise Denied("Dit bestand is er niet.")
    return found.files.get(pk=file_id)


def find_file_to_remove(actor: Actor, slug: str, topic_id: int, file_id: int) -> tuple[TopicPage, StoredFile]:
    """Return the page of the topic and the file; Denied for who may not take the file away."""
    page = read_topic(actor, slug, topic_id)
    posts = [each for each in page.posts if any(file.pk == file_id for file in each.files.all())]
    place = place_of(actor, page.community)
    policies.check_may_take_file(actor, place, is_own=any(each.author.person_id == actor.person_id for each in posts))
    return page, find_file(actor, slug, topic_id, file_id)
