"""The pieces that are drawn as strings: whatever people typed comes out as text, and a password never comes back."""

from __future__ import annotations

from django import forms

from leerlus.ui import boxes, markup
from leerlus.ui.shapes import TrackStep, WorkRow

NASTY = "<script>alert('x')</script>\"><img src=x onerror=y> & \u00e9"


def is_clean(html: str) -> bool:
    """Tell whether nothing of the nasty text became HTML."""
    return "<script" not in html and "<img" not in html and "&lt;script" in html


def test_tags_and_quotes() -> None:
    for html in (
        markup.level_tag("linking", NASTY),
        markup.status_tag("late", NASTY),
        markup.fictional(NASTY),
        markup.button(NASTY, name="stap", value=NASTY),
        markup.button_link("/kwesties/", NASTY),
    ):
        assert is_clean(html), html


def test_rows_and_steps() -> None:
    row = WorkRow(title=NASTY, url="/kwesties/1/", why=NASTY, status="late", status_text=NASTY, context=NASTY)
    assert is_clean(markup.worklist([row]))
    step = TrackStep(title=NASTY, who=NASTY, message=NASTY, level="linking")
    assert is_clean(markup.tracker([step]))


class Form(forms.Form):
    text = forms.CharField(label=NASTY, help_text="Hulp")
    more = forms.CharField(widget=forms.Textarea)
    choice = forms.ChoiceField(choices=[("a", NASTY), ("b", "B")])
    secret = forms.CharField(widget=forms.PasswordInput)


def test_boxes_of_a_form() -> None:
    form = Form({"text": NASTY, "more": NASTY, "choice": "a", "secret": "geheim"})
    drawn = [boxes.control(form[name], {}) for name in ("text", "more", "choice")]
    for html in drawn:
        assert is_clean(html), html
    assert "selected>&lt;script" in drawn[2]
    assert "geheim" not in boxes.control(form["secret"], {})


def test_a_box_says_the_same_as_its_own_widget() -> None:
    form = Form({"text": "één", "more": "twee\nregels", "choice": "b"})
    for name in ("text", "more", "choice"):
        own = " ".join(form[name].as_widget().split())
        drawn = " ".join(boxes.control(form[name], {}).split())
        assert drawn.replace("> ", ">") == own.replace("> ", ">")
