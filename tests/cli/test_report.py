"""The page of a report, as the command writes it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLE, ROOT, inside

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Tags(HTMLParser):
    """Collects the elements of a page, their ids, and what was left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "run"
    assert inside("evaluate", EXAMPLE, "-o", folder, "--allow-rejects").returncode == 0
    return folder


def page(run: Path, *more: object) -> str:
    done = inside("report", run, *more)
    assert done.returncode == 0, done.stderr
    return (run / "report.html").read_text(encoding="utf-8")


def test_the_page_is_whole_and_asks_for_nothing(run: Path) -> None:
    tags = Tags(page(run))
    assert tags.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(tags.seen)
    assert len(tags.ids) == len(set(tags.ids))
    assert {link.partition("#")[0] for link in tags.links} == {""}
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)


def test_the_same_run_gives_the_same_page_wherever_it_lies(run: Path, tmp_path: Path) -> None:
    first = page(run)
    assert page(run) == first
    assert inside("report", run, "-o", tmp_path / "other.html").returncode == 0
    assert (tmp_path / "other.html").read_text(encoding="utf-8") == first


def test_a_report_beside_a_run_does_not_keep_it_from_being_replaced(run: Path) -> None:
    page(run)
    assert inside("evaluate", EXAMPLE, "-o", run, "--allow-rejects").returncode == 0


def test_names_of_tickets_cannot_do_harm(tmp_path: Path) -> None:
    name = '"<script>alert(1)</script>""{{ 1 }}"'
    log = tmp_path / "log.csv"
    log.write_text(
        "ticket,at,event,agreement,by,severity,channel\n"
        f"{name},2024-05-06T08:00:00Z,submitted,stickerei-2024,customer,severity_1,email\n"
        f"{name},2024-05-06T12:00:00Z,replied,,agent,,\n"
        f'{name[:-1]}B",{name},replied,,agent,,\n'
    )
    inside("evaluate", log, "-o", tmp_path / "run", "--allow-rejects")
    text = page(tmp_path / "run")
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 3
    assert Tags(text).open == []


def test_a_run_without_decisions_is_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("ticket,at,event\nA,yesterday,submitted\n")
    inside("evaluate", log, "-o", tmp_path / "run", "--allow-rejects")
    assert inside("report", tmp_path / "run").returncode == 3
    assert inside("report", tmp_path / "run", "--allow-empty").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "nowhere"), "there is no run.json in nowhere"),
        (("report", "policies"), "there is no run.json in policies"),
    ],
)
def test_what_is_no_run_is_said(arguments: tuple[str, ...], said: str) -> None:
    done = inside(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_folders_that_are_named_must_be_there(run: Path) -> None:
    assert inside("report", run, "--policies", "nowhere").returncode == 2
    assert inside("report", run, "-o", ROOT / "nowhere" / "x.html").returncode == 2
