"""See to the two programs that the tests need and no Python package brings: a browser and PostgreSQL.

python -m tools.system_packages
"""

from __future__ import annotations

import os
import shutil
import subprocess

from tools.with_postgres import find_binaries


def main() -> None:
    """Install what is missing where that is possible; otherwise say in a sentence how."""
    missing = [name for name, there in (("chromium", has_chromium()), ("postgresql", has_postgresql())) if not there]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(
            f"De tests hebben {' en '.join(missing)} nodig. "
            f"Op Debian en Ubuntu helpt: sudo apt-get install {' '.join(missing)}"
        )
    print(f"{' en '.join(missing)} installeren voor de tests.", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for order in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", "-qq", *order], env=environ, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            raise SystemExit(f"apt-get {order[0]} is niet gelukt; hierboven staat waarom.")


def has_chromium() -> bool:
    """Tell whether Debian's browser is there; the journeys start it by this name."""
    return shutil.which("chromium") is not None


def has_postgresql() -> bool:
    """Tell whether the programs of a PostgreSQL server are there."""
    return find_binaries() is not None


if __name__ == "__main__":
    main()
