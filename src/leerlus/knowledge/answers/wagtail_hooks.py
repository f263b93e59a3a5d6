"""Where editors write answers in the content system; publishing is taken away there, because three must agree first."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.forms import AnswerForm
from leerlus.knowledge.answers.models import Answer
from leerlus.knowledge.pages.wagtail_hooks import CREATE, EDIT

NEVER = frozenset({"publish", "unpublish", "delete", "bulk_delete"})
"""What nobody does here: publishing has its own page, and what was once written stays to be found."""


class WritersPolicy(ModelPermissionPolicy):  # type: ignore[misc] # the content system ships no types
    """Whoever came in by the door may write and read; nobody publishes or deletes here."""

    def user_has_permission(self, user: Any, action: str) -> bool:  # noqa: ANN401 - the content system's
        """Tell whether this user may do this."""
        return action not in NEVER and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:  # noqa: ANN401 - the same
        """Tell whether this user may do any of these."""
        return any(self.user_has_permission(user, action) for action in actions)


class RewriteView(EditView):  # type: ignore[misc] # the same
    """An answer that is there: another text ends the review of the old one in the same transaction."""

    def save_instance(self) -> Answer:
        """Save it, and end what was reviewed if readers would see something else."""
        saved: Answer = super().save_instance()
        actions.end_outdated_review(answer_id=saved.pk, at=timezone.now())
        return saved


class AnswerViewSet(SnippetViewSet):  # type: ignore[misc] # the same
    """Answers in the menu of the content system."""

    model = Answer
    icon = "help"
    menu_label = "Antwoorden"
    menu_name = "antwoorden"
    create_template_name, edit_template_name = CREATE, EDIT
    add_to_admin_menu = True
    url_namespace = "answer_snippets"
    base_url_path = "antwoorden"
    list_display = ("question", "owner", "review_on")
    search_fields = ("question", "text")
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_view_class = RewriteView
    edit_handler = ObjectList(
        [
            FieldPanel("question", help_text="Zoals een collega haar stelt, in één zin."),
            FieldPanel("text"),
            FieldPanel("example", help_text="Wat kunt u zeggen tegen de inburgeraar? In gewone woorden."),
            InlinePanel("citations", label="artikel van de wet", heading="Waar het op rust"),
            MultiFieldPanel(
                [FieldPanel("themes"), FieldPanel("audience"), FieldPanel("owner")], heading="Vinden en bijhouden"
            ),
            MultiFieldPanel(
                [FieldPanel("law_from"), FieldPanel("law_until"), FieldPanel("review_on")], heading="Wanneer geldt het?"
            ),
            MultiFieldPanel(
                [FieldPanel("significance"), FieldPanel("note"), FieldPanel("fictional")], heading="Deze wijziging"
            ),
            FieldPanel("confirmed"),
        ],
        base_form_class=AnswerForm,
    )


register_permission_policy(Answer, WritersPolicy(Answer))
register_snippet(AnswerViewSet)


class OfferMenuItem(ActionMenuItem):  # type: ignore[misc] # the same
    """The way to our own page, where a text is offered for review and published."""

    label = "Beoordelen en publiceren"
    name = "action-review"
    icon_name = "check"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Return our page of this answer."""
        return reverse("answers:edit", args=[parent_context["instance"].pk])


@hooks.register("after_edit_snippet")  # type: ignore[untyped-decorator] # the same
def end_what_was_reviewed(request: Any, instance: Any) -> None:  # noqa: ANN401, ARG001 - the content system's
    """End the review also when an older text was put back: the content system saves that in another way."""
    if isinstance(instance, Answer):
        actions.end_outdated_review(answer_id=instance.pk, at=timezone.now())


@hooks.register("construct_snippet_action_menu")  # type: ignore[untyped-decorator] # the same
def leave_publishing_to_us(items: list[Any], request: Any, context: dict[str, Any]) -> None:  # noqa: ANN401, ARG001
    """Take the buttons away that would publish without three approvals, and show the way to the page that does."""
    if context["model"] is not Answer:
        return
    items[:] = [each for each in items if not isinstance(each, PublishMenuItem | UnpublishMenuItem)]
    if context["view"] == "edit":
        items.append(OfferMenuItem(order=90))
