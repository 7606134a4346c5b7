"""One command for each chore: `python3 make.py site`, `python3 make.py test`, and a few more.

Needs nothing but Python 3.11 and a network: it makes a virtual environment in .venv, installs
what is missing, and runs the chore in it. On Debian and Ubuntu, as root, it also installs what
the system lacks (python3-venv; for the tests a browser and Chinese fonts).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SAMPLE_DAY = "2026-11-05"
"""The day for which the sample village is drawn up: its last batch is then on notice."""
ATTACKS = ("tests/faults", "tests/hostile")
"""Tests that have a chore of their own, so that the others stay within five minutes."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Run the chore that was asked for."""
    chores: dict[str, Callable[[], None]] = {
        "site": site, "test": test, "attacks": attacks, "coverage": coverage, "check": check, "serve": serve, "docs": docs, "pictures": pictures, "wheel": wheel,
    }
    chore = chores.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if chore is None:
        print(f"usage: python3 make.py {'|'.join(chores)}\n\n{__doc__}")
        return 2
    try:
        chore()
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    except KeyboardInterrupt:
        return 130
    return 0


def site() -> None:
    """Make the sample site from content/ and say where to open it."""
    install()
    run("site-builder", "build", "--as-of", SAMPLE_DAY)
    print(f"\nOpen {(ROOT / 'output' / 'index.html').as_uri()}")


def serve() -> None:
    """Show the sample site and rebuild it at every change."""
    install()
    run("site-builder", "serve", "--as-of", SAMPLE_DAY)


def check() -> None:
    """Lint and type-check."""
    install("test")
    run("ruff", "check", ".")
    run("mypy")


def test() -> None:
    """Lint, type-check, and run the tests, but for the attacks."""
    check()
    install_browser()
    run("pytest", "-n", "auto", *(f"--ignore={folder}" for folder in ATTACKS), *sys.argv[2:])


def attacks() -> None:
    """Run the tests that break files, disks and pages: they take as long as a third of all others."""
    install("test")
    install_browser()
    run("pytest", "-n", "auto", *ATTACKS, *sys.argv[2:])


def coverage() -> None:
    """Run all tests and show which lines none of them reaches; takes half as long again."""
    install("test")
    install_browser()
    run("pytest", "-n", "auto", "--cov", "--cov-report=term:skip-covered", *sys.argv[2:])


def docs() -> None:
    """Write anew what of the documentation is generated."""
    install("test")
    run("python", "tools/reference.py")
    run("python", "tests/errors/reference.py")


def pictures() -> None:
    """Take pictures of every kind of page anew: docs/contact-sheet-*.webp."""
    install("test")
    install_browser()
    run("python", "tools/contact_sheet.py", *sys.argv[2:])


def wheel() -> None:
    """Build the wheel into dist/."""
    install()
    run("pip", "wheel", "--no-deps", "--wheel-dir", "dist", ".")


def install(extra: str = "") -> None:
    """Install the program, editable, into the virtual environment, unless it is there already."""
    stamp = VENV / f".installed-{extra or 'plain'}"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if stamp.is_file() and stamp.read_bytes() == wanted:
        return
    make_environment()
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", what)
    stamp.write_bytes(wanted)


def make_environment() -> None:
    """Make .venv; where Debian left out what that needs, install it."""
    if (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        apt("python3-venv")
        # The module that was missing is only seen by a new interpreter.
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        return
    venv.create(VENV, with_pip=True)


def install_browser() -> None:
    """The tests look at pages in Chromium, with Chinese fonts."""
    if not any(map(shutil.which, BROWSERS)):
        if shutil.which("apt-get"):
            apt("chromium")
        else:
            run("playwright", "install", "chromium")
    if shutil.which("apt-get") and not has_chinese_font():
        apt("fonts-noto-cjk", "fontconfig")


def has_chinese_font() -> bool:
    """Whether Chinese text can be drawn at all."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def apt(*packages: str) -> None:
    """Install packages of the system."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], check=True, env=environment)
    install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages]
    subprocess.run(install, check=True, env=environment, stdout=subprocess.DEVNULL)


def run(program: str, *arguments: str) -> None:
    """Run a program of the virtual environment in the repository."""
    sys.stdout.flush()
    # The tests start many programs, and each would compile all modules anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([str(BIN / program), *arguments], check=True, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
