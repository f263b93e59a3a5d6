"""Forms of which others read the texts: each looks for personal data of newcomers before anything is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.measures.attachments import MOST_BYTES, MOST_FILES, Received
from leerlus.measures.attachments.kinds import MEGABYTE, POSSIBLE
from leerlus.measures.personal_data import find_together
from leerlus.ui.fields import PlainText
from leerlus.ui.uploads import FilesField

if TYPE_CHECKING:
    from leerlus.measures.personal_data import Finding

CONFIRMED = "confirmed"
LOOKED = "looked"
NOBODY = "Hieraan is geen inburgeraar te herkennen"
"""What the writer says by ticking the box. A name of a minister is a name, and of no newcomer."""

CONFIRM = f"{NOBODY.replace('Hieraan is', 'Is hieraan')}? Vink dat dan onderaan aan."


def find_in_form(form: forms.Form) -> dict[str, list[Finding]]:
    """Return what was found in each free text of a form; only after its fields were cleaned.

    The texts are read together: a rare combination may be spread over them.
    """
    names = [name for name, field in form.fields.items() if isinstance(field, PlainText | FilesField)]
    texts = {name: as_text(form.cleaned_data.get(name)) for name in names}
    return {name: findings for name, findings in find_together(texts).items() if findings}


def as_text(written: object) -> str:
    """Return what was written in a field as one text; some fields return a line, or a file, for each in a list."""
    if not isinstance(written, tuple):
        return str(written or "")
    return "\n".join(each.text if isinstance(each, Received) else str(each) for each in written)


def list_once(found: dict[str, list[Finding]]) -> list[Finding]:
    """Return what was found, in the order of the form; the same words, also of a combination over two fields, once."""
    once: dict[tuple[str, ...], Finding] = {}
    for findings in found.values():
        for finding in findings:
            once.setdefault(finding.words, finding)
    return list(once.values())


class GuardedForm(forms.Form):
    """A form of which the free texts may not hold personal data, unless the writer says that they are none.

    Every `PlainText` of it is looked at: whoever adds a field need not think of it.
    """

    confirmed = forms.BooleanField(label=NOBODY, required=False)

    found: dict[str, list[Finding]]

    def clean(self) -> dict[str, Any]:
        """Look at the texts, and say beside each what was found and what to do."""
        data = super().clean() or self.cleaned_data
        self.found = find_in_form(self)
        if not data.get(CONFIRMED):
            told: set[tuple[str, ...]] = set()
            for name, findings in self.found.items():
                new = [finding for finding in findings if finding.words not in told]
                if new:
                    self.add_error(name, explain(new))
                told |= {finding.words for finding in findings if finding.kind == "combination"}
        return data

    @property
    def findings(self) -> list[Finding]:
        """What was found, so that the page says why, and offers the tick box."""
        return list_once(getattr(self, "found", {}))

    @property
    def written(self) -> dict[str, Any]:
        """What was written, without the ticks; only after `is_valid`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in (CONFIRMED, LOOKED)}


class FilesForm(GuardedForm):
    """A form of which the writer may attach files.

    Only their names and plain texts can be looked at; of the rest the writer says that no newcomer stands in them.
    """

    attachments = FilesField(
        label="Bestanden erbij",
        required=False,
        help_text=f"Hoogstens {MOST_FILES}, elk tot {MOST_BYTES // MEGABYTE} MB: {POSSIBLE}.",
    )
    looked = forms.BooleanField(
        label="In deze bestanden staan geen gegevens van inburgeraars",
        required=False,
        help_text="Leerlus kan niet in een bestand kijken. Foto’s bewaren wij zonder plaats, datum en toestel.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the tick when there are files."""
        data = super().clean()
        if data.get("attachments") and not data.get(LOOKED):
            self.add_error(LOOKED, "Kijk uw bestanden na en vink dit aan. Of kies geen bestanden.")
        return data

    @property
    def lost_files(self) -> bool:
        """Whether files were chosen that the reader must choose again: a browser fills in no files."""
        return bool(self.is_bound and self.errors and self.files)


def explain(findings: list[Finding]) -> str:
    """Say what was found, and what to do about it."""
    single = [f"{each.quoted} ({each.kind_name})" for each in findings if each.kind != "combination"]
    sentences = [f"Hier staan mogelijk persoonsgegevens: {', '.join(single)}. Haal ze weg."] if single else []
    sentences += [
        f"Deze woorden samen maken iemand misschien herkenbaar: {each.quoted}. {each.instead}"
        for each in findings
        if each.kind == "combination"
    ]
    return " ".join([*sentences, CONFIRM])
