"""Files that people attach in a form: what is too large is let go while it comes in, the rest is looked at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from leerlus.measures.attachments import MOST_BYTES, MOST_FILES, Received, Refused, receive, too_large

if TYPE_CHECKING:
    from collections.abc import Sequence


class LimitedUploads(FileUploadHandler):
    """Keeps in memory what may be attached, and reads on when it is too much, so that the rest of the form arrives.

    Of a file that is too large only the size is left. One request never costs more memory than it may attach.
    """

    kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self.content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, as long as there is room."""
        has_room = start + len(raw_data) <= MOST_BYTES and self.kept + len(raw_data) <= MOST_BYTES * MOST_FILES
        if has_room:
            self.kept += self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over what was kept, with the size that arrived."""
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )


class FilesInput(forms.FileInput):
    """One box in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few files; cleaned they are a tuple of `Received`."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> tuple[Received, ...]:  # noqa: ANN401, ARG002 - Django's
        """Look at each file, and say of each that may not be attached why not."""
        files: Sequence[UploadedFile[Any]] = [each for each in data or [] if each]
        if self.required and not files:
            raise forms.ValidationError("Kies een bestand.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"U koos {len(files)} bestanden. Kies er hoogstens {MOST_FILES}.")
        received, refused = [], []
        for each in files:
            try:
                received.append(_receive(each))
            except Refused as refusal:
                refused.append(str(refusal))
        if refused:
            raise forms.ValidationError(refused)
        return tuple(received)


def _receive(upload: UploadedFile[Any]) -> Received:
    name = upload.name or ""
    if (upload.size or 0) > MOST_BYTES:
        raise Refused(too_large(name, upload.size or 0))
    return receive(name, upload.read())
