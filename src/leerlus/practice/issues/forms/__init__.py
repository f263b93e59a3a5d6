"""The forms of issues. Each label is a question or a deed, each mistake says what to do."""

from leerlus.practice.issues.forms.adding import (
    AnswerForm,
    ContributeForm,
    RecogniseForm,
    RespondForm,
    VersionedForm,
    WithdrawForm,
)
from leerlus.practice.issues.forms.drafting import is_too_long, is_worth_keeping, words_of
from leerlus.practice.issues.forms.listing import ListForm
from leerlus.practice.issues.forms.raising import TEXT_FIELDS, RaiseForm

__all__ = [
    "TEXT_FIELDS",
    "AnswerForm",
    "ContributeForm",
    "ListForm",
    "RaiseForm",
    "RecogniseForm",
    "RespondForm",
    "VersionedForm",
    "WithdrawForm",
    "is_too_long",
    "is_worth_keeping",
    "words_of",
]
