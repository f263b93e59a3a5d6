"""What every test needs: a database like that of an installation, quick passwords, and how far the walks go."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from django.test import override_settings
from hypothesis import HealthCheck, settings

from leerlus.people.models import Region, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest_django

# A walk talks to a database, so its time says nothing about the code. In `make test` each run walks the same paths: a
# red run is about the change. `make soak` goes where nobody went before, and prints how to go there again.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("test", deadline=None, suppress_health_check=SLOW, derandomize=True, print_blob=True)
settings.register_profile(
    "soak",
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "2000")),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the tests that two runs share, keep the part of this one: LEERLUS_TEST_PART is "0/2" in the first of two."""
    part, _, parts = os.environ.get("LEERLUS_TEST_PART", "0/1").partition("/")
    shared = [item for item in items if item.get_closest_marker("shared")]
    others = {item for number, item in enumerate(shared) if number % int(parts) != int(part)}
    if others:
        items[:] = [item for item in items if item not in others]
        config.hook.pytest_deselected(items=sorted(others, key=lambda item: item.nodeid))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file, as an installation does; in memory its locks behave differently."""
    for each in connections.all():
        if each.vendor == "sqlite":
            test = each.settings_dict["TEST"]
            test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Add the trigger that comes with a migration; and before the database goes, end the sessions of killed servers."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        import_module("leerlus.practice.peer_sessions.migrations.0002_say_that_a_session_changed").say(None, editor)
    with django_db_blocker.unblock():
        _make_full_text()
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def _make_full_text() -> None:
    """Make the index of search as the migration of its library does; from the model it is an ordinary table."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for operation in migration.operations:
            for step in getattr(operation, "database_operations", ()):
                cursor.execute(step.sql)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Start each test with nothing in memory: the regions and themes of the last one are gone."""
    Region.objects.forget()
    Theme.objects.forget()


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hash passwords badly and fast: each sign-in in a test would otherwise take half a second."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep files apart from those of an installation here; programs beside a test get the same folder."""
    home = tmp_path_factory.mktemp("home")
    with override_settings(FILES_ROOT=home / "files", MEDIA_ROOT=home / "media"):
        yield
