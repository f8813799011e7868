"""Coverage on the policy's own text: every line, and what of it no example exercises."""

from __future__ import annotations

import re
from html import unescape

from tests.evaluate.contract import EDITION, POLICIES, ROOT
from tests.render.explanation.test_page import Read
from tests.render.hostile import SCRIPT
from validator.document import source_of
from validator.evaluate.coverage import Coverage, Item, coverage
from validator.location import Address
from validator.render.coverage.page import page

NOTHING = coverage(EDITION, [])
FILE = "zitadel/editions/2024-01-10/service-levels.yaml"
TARGET = Address(FILE, ("service_levels", "extended", "targets", "initial_response", "severity_1"))
IN_TIME, LATE = Item(TARGET, "in time"), Item(TARGET, "late")
OTHER = Item(Address(FILE, (*TARGET.route[:-1], "severity_2")), "late")
ROW = re.compile(
    r'<tr(?: class="(?P<state>\w+)")?><th scope="row">(?P<number>\d+)</th><td class="sign">(?P<sign>.?).*?</td>'
    r"<td><code>(?P<text>.*?)</code></td><td>(?P<note>.*?)</td></tr>"
)


def rows(html: str) -> list[dict[str, str]]:
    return [
        {key: unescape(value or "") for key, value in row.groupdict().items()} for row in ROW.finditer(html)
    ]


def shown(*items: Item, hit: tuple[Item, ...] = ()) -> str:
    return page(Coverage(items, frozenset(hit)), "zitadel 2024-01-10", POLICIES.documents)


def test_a_page_shows_the_whole_text_of_every_file_that_decides() -> None:
    html = page(NOTHING, "zitadel 2024-01-10", POLICIES.documents)
    files = dict.fromkeys(item.at.file for item in NOTHING.items)
    texts = [(ROOT / "policies" / file).read_text("utf-8").splitlines() for file in files]
    assert [row["text"] for row in rows(html)] == [line for lines in texts for line in lines]
    assert Read(html).tags.count("h2") == len(files)


def test_each_line_is_marked_by_what_is_exercised_of_it() -> None:
    html = shown(IN_TIME, LATE, OTHER, hit=(IN_TIME, OTHER))
    marked = {row["number"]: (row["state"], row["sign"], row["note"]) for row in rows(html) if row["state"]}
    assert marked == {
        "18": ("part", "◐", "service_levels.extended.targets.initial_response.severity_1: late"),
        "19": ("hit", "✓", ""),
    }
    html = shown(IN_TIME, LATE)
    assert next(row for row in rows(html) if row["number"] == "18") == {
        "state": "missed",
        "number": "18",
        "sign": "✗",
        "text": "        severity_1: 1 business hour",
        "note": "service_levels.extended.targets.initial_response.severity_1: in time; "
        "service_levels.extended.targets.initial_response.severity_1: late",
    }


def test_files_are_counted_and_linked() -> None:
    found = Read(shown(IN_TIME, LATE, OTHER, hit=(IN_TIME, OTHER)))
    assert f"{FILE}: 2 of 3" in found.words
    assert "2 of 3 exercised by worked examples: 66.7 %." in found.words
    assert found.all("href") == ["#file-1"]
    assert "file-1" in found.all("id")


def test_marks_are_told_without_colour() -> None:
    found = Read(shown(IN_TIME, LATE, OTHER, hit=(IN_TIME, OTHER)))
    assert "◐ in part" in found.words
    assert "✓ exercised" in found.words


def test_a_page_is_sound_and_needs_nothing_beside_itself() -> None:
    html = page(NOTHING, "zitadel", POLICIES.documents)
    found = Read(html)
    names = found.all("id")
    assert len(names) == len(set(names))
    assert not {"script", "link", "img"} & set(found.tags)
    assert found.all("src") == []
    assert all(target.removeprefix("#") in names for target in found.all("href"))


def test_hostile_text_is_text() -> None:
    source = source_of(f"clause: {SCRIPT}\n".encode(), SCRIPT)
    assert source is not None
    item = Item(Address("x.yaml", (SCRIPT,)), SCRIPT)
    found = Read(page(Coverage((item,), frozenset()), SCRIPT, {"x.yaml": source}))
    assert "script" not in found.tags
    assert found.words.count(SCRIPT) >= 6


def test_the_same_coverage_is_the_same_bytes() -> None:
    assert shown(IN_TIME, LATE) == shown(IN_TIME, LATE)
