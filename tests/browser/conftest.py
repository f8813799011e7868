"""A Chromium of this machine, and every kind of page to show in it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from tests.cli.command import EXAMPLE, ROOT, inside
from tests.hostile import hostile_project

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = '<script>alert(1)</script>"&{{ 1 }}'
EDITIONS = ("--base", "2023-11-16", "--head", "2024-01-10", "--policy", "zitadel")
OUT = Path(os.environ.get("SCREENSHOTS", ROOT / "out" / "screenshots"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    assert found, f"none of {', '.join(BROWSERS)} is installed: on Debian, apt-get install chromium"
    with sync_playwright() as playwright:
        sandbox = [] if os.getuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
        launched = playwright.chromium.launch(executable_path=found[0], args=sandbox)
        yield launched
        launched.close()


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the site may do: its own scripts and styles from its own files, and nothing else."""


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that keeps no log and lets the site do no more than it must."""

    def end_headers(self) -> None:
        """Forbid whatever the pages of the site do not need; pages of one file bring their own styles."""
        if self.path.startswith("/site/"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; yield where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site of a policy whose texts are made to do harm."""
    made = tmp_path_factory.mktemp("hostile")
    build(
        load_config(
            str(hostile_project(made / "project") / "mkdocs.yml"), site_dir=str(made / "site"), strict=True
        )
    )
    return made


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds every kind of page."""
    folder = tmp_path_factory.mktemp("pages")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True))
    written = [
        inside("evaluate", EXAMPLE, "-o", folder / "run", "--allow-rejects"),
        inside("report", folder / "run", "-o", folder / "report.html"),
        inside("explain", EXAMPLE, "Z-1021", "--format", "html", "--output", folder / "explained.html"),
        inside(
            "explain",
            EXAMPLE,
            "Z-1026",
            "--format",
            "html",
            "--language",
            "de",
            "--output",
            folder / "de.html",
        ),
        inside("test", "policies/zitadel", "--coverage-html", folder / "coverage.html"),
        inside("replay", EXAMPLE, *EDITIONS, "--allow-rejects", "-o", f"html={folder / 'impact.html'}"),
        inside("evaluate", _hostile(folder), "-o", folder / "hostile", "--allow-rejects"),
        inside("report", folder / "hostile", "-o", folder / "hostile.html"),
    ]
    assert [done.stderr for done in written if done.returncode] == []
    return folder


@pytest.fixture(scope="session")
def pages(folder: Path) -> Iterator[str]:
    """Serve every kind of page; yield where."""
    with serving(folder) as address:
        yield address


def _hostile(folder: Path) -> Path:
    """Return a log whose tickets are named to do harm."""
    log = folder / "hostile.csv"
    name = '"' + HOSTILE.replace('"', '""') + '"'
    log.write_text(
        "ticket,at,event,agreement,by,severity,channel\n"
        f"{name},2024-05-06T08:00:00Z,submitted,stickerei-2024,customer,severity_1,email\n"
        f"{name},2024-05-06T12:00:00Z,replied,,agent,,\n"
        f"{name},{name},replied,,agent,,\n".replace(
            f"{name},{name}", f"B{name[1:-1].replace(chr(34), '')},{name}"
        ),
        encoding="utf-8",
    )
    return log
