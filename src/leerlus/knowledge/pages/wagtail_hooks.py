"""What holds for everything that editors keep in the content system."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


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
