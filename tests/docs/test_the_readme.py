"""The first page is true: whom one can be in the demo, and which commands there are."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_names_every_account_of_the_demo() -> None:
    people = yaml.safe_load((ROOT / "src/leerlus/config/demo/people.yaml").read_text(encoding="utf-8"))
    assert set(re.findall(r"^\| (\S+@voorbeeld\.nl) \|", README, re.MULTILINE)) == {
        account["email"] for account in people["accounts"]
    }


def test_its_commands_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"run", "test"} <= set(re.findall(r"`?make ([a-z]+)", README)) <= set(targets)


def test_it_is_about_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version is not None
    assert f"Versie {version[1]}" in README
