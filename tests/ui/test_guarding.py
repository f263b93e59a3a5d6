from __future__ import annotations

from django import forms

from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import NOBODY, GuardedForm

PERSON = "Een alleenstaande moeder met vijf kinderen komt uit Eritrea."


class Letter(GuardedForm):
    title = PlainText(max_length=100, rows=1, required=False)
    text = PlainText(max_length=1000)
    number = forms.IntegerField(required=False)


class Lines(GuardedForm):
    lines = PlainText(max_length=1000)

    def clean_lines(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["lines"].split("\n"))


def test_what_is_found_is_said_beside_the_text_that_holds_it() -> None:
    form = Letter({"title": "Brief", "text": "Bel mevrouw Haddad op 06-12345678."})
    assert not form.is_valid()
    assert list(form.errors) == ["text"]
    (sentence,) = form.errors["text"]
    assert sentence == (
        "Hier staan mogelijk persoonsgegevens: “Haddad” (naam), “06-12345678” (telefoonnummer). Haal ze weg. Is "
        "hieraan geen inburgeraar te herkennen? Vink dat dan onderaan aan."
    )
    assert [each.why for each in form.findings] == [
        "Na “mevrouw” komt vaak een naam.",
        "Een telefoonnummer wijst één persoon aan.",
    ]


def test_a_rare_combination_says_what_to_write_instead() -> None:
    form = Letter({"text": f"{PERSON} Zij woont in Vorden."})
    (sentence,) = form.errors["text"]
    assert sentence == (
        "Deze woorden samen maken iemand misschien herkenbaar: “alleenstaande moeder met vijf kinderen”, “Eritrea” en "
        "“Vorden”. Schrijf het algemener, bijvoorbeeld “een alleenstaande ouder”, “uit Oost-Afrika” of “in onze "
        "regio”, of laat iets weg. Is hieraan geen inburgeraar te herkennen? Vink dat dan onderaan aan."
    )


def test_a_combination_over_two_texts_is_said_once() -> None:
    form = Letter({"title": "Geen les in Vorden", "text": PERSON})
    assert list(form.errors) == ["title"]
    assert [each.kind for each in form.findings] == ["combination"]


def test_whoever_ticks_the_box_may_go_on_and_still_reads_why() -> None:
    form = Letter({"text": "Zie de brief van de heer Drees.", "confirmed": "on", "number": "3"})
    assert form.is_valid()
    assert form.written == {"title": "", "text": "Zie de brief van de heer Drees.", "number": 3}
    assert form.findings
    assert str(form.fields["confirmed"].label) == NOBODY


def test_nothing_found_is_nothing_asked() -> None:
    assert not Letter().findings
    form = Letter({"text": "Twee gemeenten wachten op elkaar."})
    assert form.is_valid()
    assert not form.findings


def test_a_text_that_is_wrong_in_another_way_is_no_stumbling_block() -> None:
    form = Letter({"title": "x" * 101, "text": "", "number": "geen"})
    assert sorted(form.errors) == ["number", "text", "title"]


def test_a_list_of_lines_is_looked_at_as_well() -> None:
    assert "persoonsgegevens" in Lines({"lines": "Stb. 2022, 487\nmail jan@voorbeeld.nl"}).errors["lines"][0]
