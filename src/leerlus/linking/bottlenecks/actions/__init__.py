"""Writing: bundling and undoing it, the steps of a bottleneck, and the texts and actions on its page."""

from leerlus.linking.bottlenecks.actions.bundling import NewBottleneck, bundle, unbundle
from leerlus.linking.bottlenecks.actions.editing import (
    add_action_point,
    add_voice,
    edit,
    finish_action_point,
    publish,
    unpublish,
)
from leerlus.linking.bottlenecks.actions.stepping import advance, lock_bottleneck, report

__all__ = [
    "NewBottleneck",
    "add_action_point",
    "add_voice",
    "advance",
    "bundle",
    "edit",
    "finish_action_point",
    "lock_bottleneck",
    "publish",
    "report",
    "unbundle",
    "unpublish",
]
