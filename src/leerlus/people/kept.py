"""Rows that only an upgrade changes, kept in memory: the regions and the themes.

Nearly every page names a region or a theme. Joining them to each row, or asking for them again for each list, was a
fifth of what a page cost (docs/adr/0012). Whoever reads them here reads them only: a row is shared by all requests.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.forms.models import ModelChoiceIterator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

M = TypeVar("M", bound=models.Model)
Set = TypeVar("Set")
Get = TypeVar("Get")

FRESH_SECONDS = 60.0
"""How long a process may still show the old ones after another process loaded new ones."""


class KeptManager(models.Manager[M]):
    """Reads a small table once a minute, as Django itself keeps its content types."""

    _rows: tuple[float, Mapping[Any, M]] | None = None

    def kept(self) -> Mapping[Any, M]:
        """Return all rows by primary key, in the order of the model; at most one query."""
        known = self._rows  # another thread may forget meanwhile
        if known is None or time.monotonic() - known[0] > FRESH_SECONDS:
            self._rows = known = (time.monotonic(), {row.pk: row for row in self.all()})
        return known[1]

    def find(self, pk: object) -> M | None:
        """Return one row; what came since the last reading makes it read again."""
        if pk is not None and pk not in self.kept():
            self.forget()
        return self.kept().get(pk)

    def forget(self) -> None:
        """Read anew the next time: the table has changed."""
        self._rows = None


def memory_of(model: type[M]) -> KeptManager[M]:
    """Return the manager of a model that is kept."""
    return cast("KeptManager[M]", model._default_manager)  # noqa: SLF001


class KeptDescriptor(ForwardManyToOneDescriptor):  # type: ignore[type-arg] # as below
    """Takes the row that a key points to from memory; what is not there yet comes from the database."""

    def get_object(self, instance: models.Model) -> models.Model:
        """Return the row that this instance points to."""
        found = memory_of(self.field.remote_field.model).find(getattr(instance, self.field.attname))
        return found if found is not None else super().get_object(instance)


class KeptKey(models.ForeignKey[Set, Get]):
    """A foreign key to a table that is kept in memory; for the database it is an ordinary one."""

    forward_related_accessor_class = KeptDescriptor

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Stand in migrations as what it is to the database."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class KeptIterator(ModelChoiceIterator):  # type: ignore[type-arg] # as the descriptor
    """The choices of a field, without asking the database."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Yield the empty choice, if there is one, and each row."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for row in memory_of(self.queryset.model).kept().values():
            yield self.choice(row)


class KeptChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # as the descriptor
    """A choice from a table that is kept in memory."""

    iterator = KeptIterator

    def to_python(self, value: Any) -> models.Model | None:  # noqa: ANN401 - what somebody sent
        """Return the row that was chosen."""
        if value in self.empty_values:
            return None
        rows = memory_of(cast("models.QuerySet[models.Model]", self.queryset).model).kept()
        if value not in rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return rows[value]
