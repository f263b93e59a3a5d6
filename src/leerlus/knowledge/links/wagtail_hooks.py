"""Where editors keep the websites in the content system."""

from __future__ import annotations

from django import forms
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from leerlus.knowledge.links.forms import WebsiteForm
from leerlus.knowledge.links.models import Website
from leerlus.knowledge.pages.wagtail_hooks import CREATE, EDIT, KeepingPolicy


class WebsiteViewSet(SnippetViewSet):  # type: ignore[misc] # the content system ships no types
    """Websites in the menu of the content system."""

    model = Website
    icon = "link"
    menu_label = "Websites"
    menu_name = "websites"
    create_template_name, edit_template_name = CREATE, EDIT
    menu_order = 220
    add_to_admin_menu = True
    base_url_path = "websites"
    list_display = ("name", "url", "is_shown")
    list_filter = ("themes", "is_shown")
    search_fields = ("name", "offers")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("offers"),
            FieldPanel("url"),
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            FieldPanel("slug"),
            FieldPanel("is_shown"),
            FieldPanel("confirmed"),
        ],
        base_form_class=WebsiteForm,
    )


register_permission_policy(Website, KeepingPolicy(Website))
register_snippet(WebsiteViewSet)
