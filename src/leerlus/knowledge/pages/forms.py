"""What editors upload in the content system: known by its content, drawn anew, under a safe name (docs/adr/0021)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.forms import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from leerlus.measures.attachments import KINDS, MOST_BYTES, Refused, receive, too_large
from leerlus.measures.attachments.kinds import POSSIBLE

if TYPE_CHECKING:
    from django.core.files.base import File

    from leerlus.measures.attachments import Received

PICTURES = ("jpeg", "png", "webp")
DOCUMENTS = tuple(kind for kind in KINDS if kind not in PICTURES)
CHOOSE_AGAIN = "Verbeter eerst de andere velden, en kies het bestand dan opnieuw."


def taken_in(data: Any, kinds: tuple[str, ...], possible: str) -> UploadedFile[Any] | None:  # noqa: ANN401 - Django's
    """Return what was uploaded as it may be kept; a sentence when it may not."""
    sent = FileField(required=False).to_python(data)
    if sent is None:
        return None
    try:
        received = _receive(sent)
    except Refused as refusal:
        raise ValidationError(str(refusal).replace(POSSIBLE, possible)) from None
    if received.kind not in kinds:
        raise ValidationError(f"“{received.name}” kan hier niet. Wel kunnen: {possible}.")
    return InMemoryUploadedFile(
        file=io.BytesIO(received.content),
        field_name=None,
        name=received.name,
        content_type=KINDS[received.kind].content_type,
        size=len(received.content),
        charset=None,
    )


def _receive(sent: File[Any]) -> Received:
    name = sent.name or ""
    if (sent.size or 0) > MOST_BYTES:
        raise Refused(too_large(name, sent.size or 0))
    return receive(name, sent.read())


class PictureField(WagtailImageField):  # type: ignore[misc] # the content system ships no types
    """A photo or a picture; what is kept was drawn anew from its dots."""

    default_validators: ClassVar[list[Any]] = []

    def to_python(self, data: Any) -> UploadedFile[Any] | None:  # noqa: ANN401 - Django's
        """Look at it ourselves: the content system goes by the name first, and keeps what a camera wrote."""
        return taken_in(data, PICTURES, "JPEG, PNG en WebP")


class DocumentField(WagtailDocumentField):  # type: ignore[misc] # the same
    """A document that readers download."""

    def to_python(self, data: Any) -> UploadedFile[Any] | None:  # noqa: ANN401 - Django's
        """Look at what is in it: the content system looks at the name only."""
        return taken_in(data, DOCUMENTS, "PDF, Word, Excel, PowerPoint, OpenDocument, .txt en .csv")


class WholeForm:
    """Keeps nothing of a form with a mistake.

    The content system would keep what was uploaded as it came, to ask for the other fields later.
    """

    errors: Any

    def clean(self) -> Any:  # noqa: ANN401 - Django's
        """Refuse the file too when another field has a mistake."""
        data = super().clean()  # type: ignore[misc] # of the form beside it
        if self.errors and "file" not in self.errors:
            self.add_error("file", CHOOSE_AGAIN)  # type: ignore[attr-defined] # the same
        return data


class PictureForm(WholeForm, BaseImageForm):  # type: ignore[misc] # the content system ships no types
    """A picture for pages."""

    file = PictureField(label="Bestand", widget=BaseImageForm.Meta.widgets["file"])


class DocumentForm(WholeForm, BaseDocumentForm):  # type: ignore[misc] # the same
    """A document for tools and pages."""

    file = DocumentField(label="Bestand", widget=BaseDocumentForm.Meta.widgets["file"])
