"""What the template of a form field needs to know about a bound Django field."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField

from leerlus.ui import boxes

TEXT_CLASSES = "utrecht-textbox utrecht-textbox--html-input"
AREA_CLASSES = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT_CLASSES = "utrecht-select utrecht-select--html-select"
CHECK_CLASSES = "utrecht-checkbox utrecht-checkbox--html-input"
RADIO_CLASSES = "utrecht-radio-button utrecht-radio-button--html-input"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One line of the summary above a form."""

    text: str
    target: str


def kind_of(bound: BoundField) -> str:
    """Name the kind of control: checkbox, choices or box."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "box"


def classes_of(widget: forms.Widget) -> str:
    """Find the NL Design System classes of a widget."""
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return CHECK_CLASSES
    if isinstance(widget, forms.RadioSelect):
        return RADIO_CLASSES
    if isinstance(widget, forms.Textarea):
        return AREA_CLASSES
    if isinstance(widget, forms.Select):
        return SELECT_CLASSES
    if isinstance(widget, forms.FileInput):
        return "file"
    return TEXT_CLASSES


def describe(bound: BoundField, hint: str) -> dict[str, Any]:
    """Gather label, hint, errors and the control, tied together for screen readers."""
    hint = hint or str(bound.help_text)
    hint_id = f"{bound.auto_id}_helptext" if hint else ""
    error_id = f"{bound.auto_id}_error" if bound.errors else ""
    described_by = " ".join(filter(None, (hint_id, error_id)))
    widget = bound.field.widget
    classes = classes_of(widget)
    kind = kind_of(bound)
    if bound.errors and kind == "box":
        classes += f" {classes.split()[0]}--invalid"
    attributes: dict[str, Any] = {"class": f"{classes} {widget.attrs.get('class', '')}".strip()}
    if described_by:
        attributes["aria-describedby"] = described_by
    return {
        "bound": bound,
        "kind": kind,
        "classes": classes,
        "modifier": "radio" if isinstance(widget, forms.RadioSelect) else "checkbox",
        "hint": hint,
        "hint_id": hint_id,
        "error_id": error_id,
        "described_by": described_by,
        "control": "" if kind == "choices" else boxes.control(bound, attributes),
        "optional": not bound.field.required and kind != "checkbox",
    }


def target_of(bound: BoundField) -> str:
    """Give the id a summary line must link to; of a list of choices that is the first."""
    return f"{bound.auto_id}_0" if kind_of(bound) == "choices" else bound.auto_id


def name_first(label: str, text: str) -> str:
    """Put the label before the message; a question already has its mark."""
    return f"{label} {text}" if label.endswith(("?", ".")) else f"{label}: {text}"


def mistakes(form: BaseForm) -> list[Mistake]:
    """List what is wrong with a form, in the order of the fields."""
    if not form.is_bound:
        return []
    found = [Mistake(text=str(text), target="") for text in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else target_of(bound)
        found += [Mistake(text=name_first(str(bound.label), str(text)), target=target) for text in bound.errors]
    return found
