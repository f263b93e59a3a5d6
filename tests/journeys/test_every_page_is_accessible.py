"""Every page in every state: axe finds nothing, nothing scrolls sideways at 320 px, and the console stays silent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest

from tests.journeys.pages import pages_of, prepare

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

    from tests.journeys.conftest import Site

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = [(320, "light"), (1440, "dark"), (320, "dark"), (1440, "light")]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.shared
@pytest.mark.parametrize(
    "roles",
    [
        ["", "Beheerder organisatie", "Beheerder platform"],
        ["Professional: Marit", "Professional: Emre", "Adviseur stelsel"],
        ["Landelijke coördinator: Joris"],
        ["Kennisredacteur", "Beoordelaar: Rashid"],
        ["Communitytrekker", "Regiocoördinator: Femke"],
    ],
    ids=["public", "practice and system", "linking", "knowledge", "communities"],
)
def test_axe_finds_nothing(browser: Browser, site: Site, roles: list[str]) -> None:
    """Look at all pages as each role, narrow and wide, light and dark; report everything at once."""
    found: list[str] = []
    prepare()
    for role in roles:
        addresses = pages_of(role)
        context = browser.new_context(reduced_motion="reduce")
        page = site.sign_in(context, role) if role else context.new_page()
        page.on("console", partial(listen, found))
        for address in addresses:
            found += look_at(page, f"{site.address}{address}", f"{role or 'bezoeker'}: {address}")
        context.close()
    wrong = [line for line in found if not ("console" in line and "404" in line)]
    assert not wrong, "\n".join(wrong)


def listen(found: list[str], message: ConsoleMessage) -> None:
    """Note what the console says is wrong."""
    if message.type == "error":
        found.append(f"console: {message.text}")


def look_at(page: Page, url: str, where: str) -> list[str]:
    """Return what is wrong with this page, in words."""
    page.set_viewport_size({"width": 320, "height": 800})
    answer = page.goto(url)
    if answer is None or answer.status != (404 if "bestaat-niet/" in url else 200):
        return [f"{where} gave {answer and answer.status}"]
    found: list[str] = []
    page.evaluate(AXE)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{where} {width} {scheme}: scrolls {wide} px sideways")
        # Only colours depend on light or dark, so the two mixed looks check those alone.
        rules = RULES if (width, scheme) in LOOKS[:2] else CONTRAST
        for violation in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"{where} {width} {scheme}: {violation['id']}: {nodes}")
    return found
