"""What Lighthouse says of four pages, as a phone and as a desktop: performance, accessibility, best practices and seo.

    .venv/bin/python benchmarks/lighthouse.py

It starts the product as `make run` does, with the examples in a SQLite file that is gone afterwards, and signs in with
a click as a newcomer does. Each page is looked at three times and the worst counts; BENCH_RUNS says how often. One line
of JSON per page and form. Needs node, npm and chromium; the first time it fetches Lighthouse.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.processes import free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "12.8.2"
TOOLS = ROOT / "build" / "lighthouse"
PROGRAM = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
FORMS = ("mobile", "desktop")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECONDS = 180

CHROMIUM = os.environ.get("LEERLUS_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# What the scores for performance are made of, with the name it gets here.
FIGURES = {
    "first-contentful-paint": "first_paint_ms",
    "largest-contentful-paint": "largest_paint_ms",
    "speed-index": "speed_index_ms",
    "total-blocking-time": "blocking_ms",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "bytes",
}


def main() -> None:
    """Measure each page in each form; where Lighthouse cannot run, one line says so, and other benchmarks go on."""
    missing = [name for name in ("node", "npm", CHROMIUM) if not shutil.which(name)]
    trouble = f"not found: {', '.join(missing)}" if missing else install()
    if trouble:
        print(json.dumps({"skipped": "lighthouse", "why": trouble}))
        return
    with TemporaryDirectory(prefix="leerlus-lighthouse-") as home, product(home) as address:
        professional = sign_in(address, "Professional: Marit")
        coordinator = sign_in(address, "Regiocoördinator: Karim")
        pages = {
            "home": ("/", ""),
            "list": ("/kwesties/", professional),
            "issue": (first_in(address, "/kwesties/", professional), professional),
            "bottleneck": (first_in(address, "/knelpunten/", coordinator), coordinator),
        }
        for name, (path, cookie) in pages.items():
            for form in FORMS:
                found = worst([look(address + path, cookie, form) for _ in range(RUNS)])
                print(json.dumps({"page": name, "path": path, "form": form, "runs": RUNS, **found}), flush=True)


def install() -> str:
    """Fetch Lighthouse into a folder that git does not see; return what went wrong, if anything did."""
    about = PROGRAM.parent.parent / "package.json"
    if about.exists() and json.loads(about.read_text(encoding="utf-8"))["version"] == VERSION:
        return ""
    TOOLS.mkdir(parents=True, exist_ok=True)
    # No lock file, and the one that npm hides among the modules does not name the registry they came from.
    order = ["npm", "install", "--no-save", "--no-package-lock", "--omit-lockfile-registry-resolved", "--no-audit"]
    done = subprocess.run(  # noqa: S603
        [*order, "--no-fund", "--prefix", str(TOOLS), f"lighthouse@{VERSION}"],
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip()[-500:] or "npm failed" if done.returncode else ""


@contextmanager
def product(home: str) -> Iterator[str]:
    """Start the product with the examples, as `make run` does, and give its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    # Whatever database and settings there are around us, these pages are those of a newcomer.
    environ = {name: value for name, value in os.environ.items() if not re.match(r"LEERLUS_|DATABASE_URL$", name)}
    environ |= {"LEERLUS_HOME": home, "LEERLUS_DEMO": "1", "LEERLUS_COLLECTED_STATIC": "1", "PORT": str(port)}
    environ |= {"LEERLUS_BASE_URL": address, "DJANGO_SETTINGS_MODULE": "leerlus.config.settings"}
    python = (sys.executable, "-m")
    ready = subprocess.run(  # noqa: S603
        [*python, "tools.prepare"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    if ready.returncode:
        raise SystemExit(ready.stdout + ready.stderr)
    with subprocess.Popen(  # noqa: S603
        [*python, "leerlus", "start"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()


def sign_in(address: str, who: str) -> str:
    """Press the button of an account of the examples, and return the session cookie."""
    kept = CookieJar()
    browser = build_opener(HTTPCookieProcessor(kept))
    with browser.open(f"{address}/account/inloggen/") as answer:
        page = answer.read().decode()
    forms = re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    action, form = next((action, form) for action, form in forms if who in form)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
    browser.open(address + action, urlencode({"csrfmiddlewaretoken": token}).encode()).close()
    return next(f"{cookie.name}={cookie.value}" for cookie in kept if cookie.name == "sessionid")


def first_in(address: str, place: str, cookie: str) -> str:
    """Return the first thing in a list, as this reader sees it."""
    with build_opener().open(Request(address + place, headers={"Cookie": cookie})) as answer:  # noqa: S310 - ours
        page = answer.read().decode()
    return str(re.findall(rf'href="({place}\d+/)"', page)[0])


def look(url: str, cookie: str, form: str) -> dict[str, Any]:
    """Let Lighthouse look at a page once; return its report."""
    order = ["node", str(PROGRAM), url, "--quiet", "--output=json", "--no-enable-error-reporting"]
    order += [f"--chrome-flags={' '.join(FLAGS)}", f"--only-categories={','.join(CATEGORIES)}"]
    order += ["--preset=desktop"] if form == "desktop" else []
    order += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    environ = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(order, env=environ, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{url}: {done.stderr.strip()[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def worst(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the lowest scores, the worst figures, and each rule that cost points in any of the reports."""
    scores = {
        category.replace("-", "_"): min(round(report["categories"][category]["score"] * 100) for report in reports)
        for category in CATEGORIES
    }
    figures = {
        name: round(max(report["audits"][audit]["numericValue"] for report in reports), 3 if name == "shift" else None)
        for audit, name in FIGURES.items()
    }
    return {**scores, **figures, "loses": sorted(set().union(*map(losses, reports)))}


def losses(report: dict[str, Any]) -> set[str]:
    """Return the rules that count for a score and were not met in full."""
    counting = {rule["id"] for part in report["categories"].values() for rule in part["auditRefs"] if rule["weight"]}
    scores = {rule: report["audits"][rule]["score"] for rule in counting}
    return {rule for rule, score in scores.items() if score is not None and score < 1}


if __name__ == "__main__":
    main()
