"""A form field with one box, as one string: a select with 35 regions in templates renders a template per region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.safestring import SafeString

from leerlus.ui.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms import BoundField

SELECTS = frozenset({forms.Select})
# Not PasswordInput: only its own drawing keeps what was typed from coming back.
INPUTS = frozenset({forms.TextInput, forms.EmailInput, forms.NumberInput})
AREAS = frozenset({forms.Textarea})
LABEL = "utrecht-form-label field__label"
OPTIONAL = ' <span class="field__optional">(niet verplicht)</span>'


def control(bound: BoundField, attrs: dict[str, Any]) -> str:
    """Draw the box as its own widget would; a widget of another kind does it itself."""
    widget = bound.field.widget
    kind = type(widget)
    if kind not in SELECTS | INPUTS | AREAS:
        return bound.as_widget(attrs=attrs)
    # Once, as it may ask the database; through iter, as list would first ask how many there are.
    choices = list(iter(widget.choices)) if isinstance(widget, forms.Select) else []
    if any(isinstance(label, list | tuple) for _, label in choices):
        return bound.as_widget(attrs=attrs)
    all_attrs = bound.build_widget_attrs(dict(attrs), widget)
    if bound.auto_id and "id" not in widget.attrs:
        all_attrs.setdefault("id", bound.auto_id)
    named = f'name="{plain(bound.html_name)}"'
    rest = _attributes(widget.build_attrs(widget.attrs, all_attrs))
    value = widget.format_value(bound.value())
    if isinstance(widget, forms.Select):
        return SafeString(f"<select {named}{rest}>\n{_options(choices, cast('list[str]', value))}</select>")
    if isinstance(widget, forms.Textarea):
        return SafeString(f"<textarea {named}{rest}>\n{'' if value is None else plain(value)}</textarea>")
    typed = plain(cast("forms.TextInput", widget).input_type)
    filled = "" if value is None else f' value="{plain(value)}"'
    return SafeString(f'<input type="{typed}" {named}{filled}{rest}>')


def _options(choices: Iterable[tuple[Any, Any]], chosen: list[str]) -> str:
    left = set(chosen)
    lines = []
    for value, label in choices:
        text = "" if value is None else str(value)
        mark = " selected" if text in left else ""
        left.discard(text)  # a value that stands there twice is chosen once
        lines.append(f'  <option value="{plain(text)}"{mark}>{plain(label)}</option>\n')
    return "".join(lines)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {plain(name)}" if value is True else f' {plain(name)}="{plain(value)}"'
        for name, value in attrs.items()
        if value is not False and value is not None
    )


def box(described: dict[str, Any]) -> SafeString:
    """Put label, hint, error and box under each other; `described` comes from controls.describe."""
    bound: BoundField = described["bound"]
    optional = OPTIONAL if described["optional"] else ""
    hint_id, error_id = plain(described["hint_id"]), plain(described["error_id"])
    hint = plain(described["hint"])
    hint = f'  <p class="utrecht-form-field-description" id="{hint_id}">{hint}</p>\n' if hint else ""
    errors = ""
    if error_id:
        words = "".join(f"{plain(error)} " for error in bound.errors)
        errors = f'  <p class="utrecht-form-field-error-message" id="{error_id}">{words}</p>\n'
    return SafeString(
        f'\n<div class="utrecht-form-field field{" utrecht-form-field--invalid" if error_id else ""}">\n'
        f'  <label class="{LABEL}" for="{plain(bound.id_for_label)}">{plain(bound.label)}{optional}</label>\n'
        f"{hint}{errors}  {described['control']}\n</div>\n"
    )
