"""Reading: the feedback that is for this actor, and for the administrator which mail did not arrive."""

from leerlus.linking.feedback.queries.own import own_feedback
from leerlus.linking.feedback.queries.undelivered import (
    Undelivered,
    count_undelivered,
    describe_undelivered,
    undelivered,
)

__all__ = ["Undelivered", "count_undelivered", "describe_undelivered", "own_feedback", "undelivered"]
