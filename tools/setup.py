"""Make `.venv` ready: locked packages with checked hashes, and Leerlus itself. Needs nothing but Python.

    python3 tools/setup.py run     what an installation needs
    python3 tools/setup.py dev     that, and what tests and checks need

A stamp in `.venv` remembers what was installed, so that a second start costs no time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "leerlus-setup"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST = (3, 11)


def main() -> None:
    """Install what the asked profile lacks; say nothing when it lacks nothing."""
    asked = sys.argv[1] if len(sys.argv) > 1 else "run"
    if asked not in LOCKS:
        raise SystemExit("Gebruik: python3 tools/setup.py run of python3 tools/setup.py dev")
    if is_ready(asked):
        return
    check_python()
    started = time.monotonic()
    # Whoever has the tests' packages keeps them: `make run` after `make test` takes nothing away.
    profile = "dev" if asked == "dev" or read_stamp().startswith("dev ") else "run"
    print("Pakketten klaarzetten in .venv. De eerste keer duurt dit een halve minuut.", flush=True)
    make_environment()
    install(LOCKS[profile])
    STAMP.write_text(stamp_for(profile), encoding="utf-8")
    print(f"Klaar in {time.monotonic() - started:.0f} seconden.", flush=True)


def is_ready(asked: str) -> bool:
    """Tell whether what is installed is what the lock says; the tests' packages contain those of an installation."""
    return PYTHON.exists() and read_stamp() in {stamp_for(asked), stamp_for("dev")}


def read_stamp() -> str:
    """Return what was installed the last time, or nothing."""
    return STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""


def stamp_for(profile: str) -> str:
    """Return the stamp of an environment that is up to date; it also names the folder, as scripts in it do."""
    digest = hashlib.sha256(str(VENV).encode())
    for path in (LOCKS[profile], ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return f"{profile} {digest.hexdigest()}"


def check_python() -> None:
    """Stop with a sentence when this Python is too old or cannot make an environment."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        raise SystemExit(
            f"Leerlus heeft Python 3.11 of hoger nodig; dit is {found}. "
            "Installeer een nieuwere en geef haar op: make run PYTHON=python3.11"
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(
            "Deze Python kan geen eigen omgeving maken. "
            "Op Debian en Ubuntu helpt: sudo apt-get install python3-venv. Probeer het daarna opnieuw."
        )


def make_environment() -> None:
    """Make `.venv`, anew when the one that is there does not run."""
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", VENV], check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit("Het maken van .venv is niet gelukt; hierboven staat waarom.")


def install(lock: Path) -> None:
    """Install exactly the lock and then the project: with uv, and with pip where uv cannot be had."""
    if not (has_uv() and run_uv("sync", "--require-hashes", lock) and run_uv("install", *PROJECT)):
        print("Zonder uv gaat het ook, met pip; dat duurt iets langer.", flush=True)
        if not (run_pip("--require-hashes", "-r", lock) and run_pip(*PROJECT)):
            raise SystemExit("Het installeren is niet gelukt; hierboven staat waarom. Is er een netwerk?")


PROJECT = ("--no-deps", "--no-build-isolation", "-e", ROOT)
"""The project where it stands; what builds it is in the lock, so nothing else is fetched."""


def has_uv() -> bool:
    """Fetch uv, pinned and checked, unless it is there."""
    return UV.exists() or run_pip("--require-hashes", "--only-binary", ":all:", "-r", ROOT / "tools" / "installer.lock")


def run_uv(command: str, *arguments: str | Path) -> bool:
    """Run `uv pip` on the environment; tell whether it worked."""
    environ = {
        "UV_LINK_MODE": "copy",  # a cache on another disk gives no warning then
        "UV_COMPILE_BYTECODE": "1",  # as pip does: where Python may not write it later, each start costs twice as much
        **os.environ,
    }
    order = [UV, "pip", command, "--quiet", "--python", PYTHON, *arguments]
    return subprocess.run(order, env=environ, check=False).returncode == 0


def run_pip(*arguments: str | Path) -> bool:
    """Run `pip install` in the environment; tell whether it worked."""
    order = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(order, check=False).returncode == 0


if __name__ == "__main__":
    main()
