"""What holds for everything that editors keep in the content system."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy

CREATE, EDIT = "pages/editing/create.html", "pages/editing/edit.html"
"""The forms of what editors keep, with a first heading."""

OURS = frozenset({"users", "groups", "sites", "workflows", "workflow-tasks", "collections"})
"""Entries of the settings that people, roles and reviews of ours take the place of."""


class KeepingPolicy(ModelPermissionPolicy):  # type: ignore[misc] # the content system ships no types
    """Whoever came in by the door adds and changes; nobody deletes, because what was loaded would come back.

    What should not be read any more is switched off in its own form.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:  # noqa: ANN401 - the content system's
        """Tell whether this user may do this."""
        return action not in {"delete", "bulk_delete"} and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:  # noqa: ANN401 - the same
        """Tell whether this user may do any of these."""
        return any(self.user_has_permission(user, action) for action in actions)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator] # the same
def look() -> str:
    """Return the style of ours that the pages behind the door get."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/editors.css"))


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator] # the same
def name_fields() -> str:
    """Return the script of ours that names fields for who does not see them."""
    return format_html('<script src="{}"></script>', static("pages/editors.js"))


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator] # the same
def leave_out(_request: Any, entries: list[Any]) -> None:  # noqa: ANN401 - the same
    """Take out of the menu what is kept elsewhere."""
    entries[:] = [entry for entry in entries if entry.name not in OURS]


@hooks.register("construct_help_menu")  # type: ignore[untyped-decorator] # the same
def leave_out_guides(_request: Any, entries: list[Any]) -> None:  # noqa: ANN401 - the same
    """Take out of the menu what leads to another website: how to write here stands on our own pages."""
    entries[:] = [entry for entry in entries if entry.url.startswith(("/", "#"))]
