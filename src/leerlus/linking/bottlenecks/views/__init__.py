"""Pages about bottlenecks: parse with a form, act, redirect."""

from leerlus.linking.bottlenecks.views.bundling import bundle, unbundle
from leerlus.linking.bottlenecks.views.editing import edit, publish, report, unpublish
from leerlus.linking.bottlenecks.views.reading import (
    add_action_point,
    add_voice,
    finish_action_point,
    show_bottleneck,
    show_history,
    show_list,
)

__all__ = [
    "add_action_point",
    "add_voice",
    "bundle",
    "edit",
    "finish_action_point",
    "publish",
    "report",
    "show_bottleneck",
    "show_history",
    "show_list",
    "unbundle",
    "unpublish",
]
