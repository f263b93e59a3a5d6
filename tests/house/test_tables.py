"""Tables point down only. The import linter cannot see a foreign key that is written as a string."""

from __future__ import annotations

import ast
import graphlib
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps as registry

from tests.house.tree import App, apps, floors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db.models import Model

OURS = "leerlus."


def models() -> list[type[Model]]:
    """Return every model of ours."""
    return [model for model in registry.get_models() if model.__module__.startswith(OURS)]


def app_of(model: type[Any]) -> str:
    """Return the app of a model as it stands under `leerlus`."""
    name: str = model._meta.app_config.name
    return name.removeprefix(OURS)


def pointers() -> Iterator[tuple[str, str, str]]:
    """Yield field, app it is in, and app it points to; for the tables that are ours on both ends."""
    for model in models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if isinstance(target, type) and target.__module__.startswith(OURS):
                yield f"{model.__name__}.{field.name}", app_of(model), app_of(target)


def test_a_table_points_to_its_own_floor_or_a_lower_one() -> None:
    height = floors()
    found = list(pointers())
    up = [
        f"{field} ({source}) points up to {target}"
        for field, source, target in found
        if height[target.partition(".")[0]] > height[source.partition(".")[0]]
    ]
    assert found, "no foreign keys found"
    assert not up


def test_apps_on_one_floor_do_not_point_at_each_other() -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for _, source, target in pointers():
        if source != target:
            graph[source].add(target)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        pytest.fail(f"tables point in a circle: {' → '.join(error.args[1])}")


def migrations(app: App) -> list[Path]:
    """Return the migrations of an app in order."""
    return sorted((app.folder / "migrations").glob("[0-9]*.py"))


def parents(migration: Path, label: str) -> list[str]:
    """Return the migrations of the same app that one depends on, as it is written in the file."""
    tree = ast.parse(migration.read_text(encoding="utf-8"))
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == "dependencies" for name in node.targets)
    ]
    assert len(values) == 1, f"{migration} has no single list of dependencies"
    pairs = [node for node in ast.walk(values[0]) if isinstance(node, ast.Tuple)]
    named = [[item.value for item in pair.elts if isinstance(item, ast.Constant)] for pair in pairs]
    return [str(pair[1]) for pair in named if pair[:1] == [label]]


WITH_TABLES = [app for app in apps() if any(app_of(model) == app.name for model in models())]


@pytest.mark.parametrize("app", WITH_TABLES, ids=lambda app: app.name)
def test_migrations_stand_in_one_line(app: App) -> None:
    label = registry.get_app_config(app.name.rpartition(".")[2]).label
    steps = migrations(app)
    assert steps, f"{app.name} has tables and no migrations: Django would not notice when they differ"
    assert [int(step.name[:4]) for step in steps] == list(range(1, len(steps) + 1))
    assert parents(steps[0], label) == []
    for before, step in pairwise(steps):
        assert parents(step, label) == [before.stem], f"{step.name} does not follow {before.name}"
