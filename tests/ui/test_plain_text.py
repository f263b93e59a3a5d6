from __future__ import annotations

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from leerlus.ui.fields import PlainText, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("\x00a\x07b\x1b\x7f\x85c", "abc"),
        ("een\ttab", "een\ttab"),
        ("links \u202eneddim\u202c \u2066x\u2069 rechts", "links neddim x rechts"),
        ("\ufeff  om de tekst heen \n", "om de tekst heen"),
        ("Fátima Şahin 🙂 ﷽", "Fátima Şahin 🙂 ﷽"),
    ],
)
def test_what_nobody_sees_is_taken_out(typed: str, kept: str) -> None:
    assert plain(typed) == kept


def test_a_single_line_stays_one_line() -> None:
    assert PlainText(max_length=50, rows=1).clean(" een\n twee\t drie ") == "een twee drie"


def test_what_is_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(forms.ValidationError, match="heeft 11 tekens; er passen er 10"):
        PlainText(max_length=10).clean("a" * 11)


def test_length_counts_after_cleaning() -> None:
    assert PlainText(max_length=10).clean("\x00" * 90 + "a" * 10) == "a" * 10
    assert PlainText(max_length=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize("empty", ["", "   ", "\x00\x01", "\u202e\n", None])
def test_what_is_empty_says_what_to_do(empty: str | None) -> None:
    with pytest.raises(forms.ValidationError, match="Schrijf iets"):
        PlainText(max_length=10, missing="Schrijf iets.").clean(empty)
    assert PlainText(max_length=10, required=False).clean(empty) == ""


def test_the_browser_does_not_cut_off_what_is_pasted() -> None:
    class Form(forms.Form):
        text = PlainText(max_length=10)
        line = PlainText(max_length=10, rows=1)

    assert "maxlength" not in str(Form())
    assert 'rows="4"' in str(Form()["text"])
    assert 'type="text"' in str(Form()["line"])


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = plain(typed)
    assert plain(once) == once
    assert not any(sign in once for sign in "\x00\r\u202e\u2066")
