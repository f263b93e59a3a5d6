"""Where editors keep the timeline in the content system."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from leerlus.knowledge.milestones.forms import MilestoneForm
from leerlus.knowledge.milestones.models import Milestone
from leerlus.knowledge.pages.wagtail_hooks import CREATE, EDIT, KeepingPolicy


class MilestoneViewSet(SnippetViewSet):  # type: ignore[misc] # the content system ships no types
    """Moments in the menu of the content system; nobody deletes one, since loading the file would bring it back."""

    model = Milestone
    icon = "history"
    menu_label = "Tijdlijn"
    menu_name = "tijdlijn"
    create_template_name, edit_template_name = CREATE, EDIT
    menu_order = 230
    add_to_admin_menu = True
    base_url_path = "tijdlijn"
    list_display = ("title", "on", "kind", "theme", "is_shown")
    list_filter = ("kind", "theme", "is_shown")
    search_fields = ("title", "summary")
    ordering = ("-on",)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel([FieldPanel("on"), FieldPanel("until"), FieldPanel("precision")], heading="Wanneer"),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("theme")], heading="Vinden"),
            FieldPanel("source"),
            FieldPanel("slug"),
            FieldPanel("is_shown"),
            FieldPanel("confirmed"),
        ],
        base_form_class=MilestoneForm,
    )


register_permission_policy(Milestone, KeepingPolicy(Milestone))
register_snippet(MilestoneViewSet)
