"""What stands in a digest: the feedback, and the question of an effect check, that somebody was not mailed yet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.outbox.models import Mail
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.practice.issues.models import Feedback


class DigestLine(models.Model):
    """One message or one question in a digest; the database sees to it that it is mailed once."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="digest_lines")
    feedback = models.OneToOneField(Feedback, null=True, blank=True, on_delete=models.CASCADE, related_name="mailed")
    question = models.OneToOneField(
        SampleQuestion, null=True, blank=True, on_delete=models.CASCADE, related_name="mailed"
    )

    class Meta:
        """In the order of the digest; either a message or a question."""

        ordering = ("-feedback__at", "-feedback_id")
        constraints = (
            models.CheckConstraint(
                condition=Q(feedback__isnull=False, question__isnull=True)
                | Q(feedback__isnull=True, question__isnull=False),
                name="a_message_or_a_question",
            ),
        )

    def __str__(self) -> str:
        """Say which message."""
        what = f"bericht {self.feedback_id}" if self.feedback_id else f"vraag {self.question_id}"
        return f"{what} in mail {self.mail_id}"
