"""Where editors keep the tools in the content system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from leerlus.knowledge.pages.wagtail_hooks import CREATE, EDIT, KeepingPolicy
from leerlus.knowledge.tools.forms import ToolForm
from leerlus.knowledge.tools.models import Tool
from leerlus.people.policies import may_edit_content

if TYPE_CHECKING:
    from leerlus.people.middleware import ActorRequest


class ToolViewSet(SnippetViewSet):  # type: ignore[misc] # the content system ships no types
    """Tools in the menu of the content system."""

    model = Tool
    icon = "cog"
    menu_label = "Hulpmiddelen"
    menu_name = "hulpmiddelen"
    create_template_name, edit_template_name = CREATE, EDIT
    menu_order = 210
    add_to_admin_menu = True
    base_url_path = "hulpmiddelen"
    list_display = ("title", "maker", "kind", "review_on", "is_shown")
    list_filter = ("kind", "audience", "themes", "is_shown")
    search_fields = ("title", "summary", "maker")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel([FieldPanel("url"), FieldPanel("document")], heading="Wat men opent"),
            MultiFieldPanel(
                [FieldPanel("maker"), FieldPanel("made_on"), FieldPanel("precision")], heading="Wie en wanneer"
            ),
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldPanel("audience"),
                    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                ],
                heading="Vinden",
            ),
            FieldPanel("review_on"),
            FieldPanel("slug"),
            FieldPanel("is_shown"),
            FieldPanel("confirmed"),
        ],
        base_form_class=ToolForm,
    )


register_permission_policy(Tool, KeepingPolicy(Tool))
register_snippet(ToolViewSet)


@hooks.register("before_serve_document")  # type: ignore[untyped-decorator] # the same
def give_out_what_is_listed(document: Any, request: ActorRequest) -> None:  # noqa: ANN401 - the same
    """Give readers a file only while a tool in the list has it: its number and name are easy to guess."""
    if not may_edit_content(request.actor) and not Tool.objects.filter(document=document.pk, is_shown=True).exists():
        raise Http404
