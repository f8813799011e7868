"""The figures of a report are those of the decisions."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.cli.command import EXAMPLE, ROOT, inside, rows
from validator.render.report import Figures
from validator.workspace.policies import Policies, load
from validator.workspace.recorded import open_run
from validator.workspace.report import figures
from validator.workspace.trouble import Trouble

POLICIES = load(ROOT / "policies")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "run"
    assert inside("evaluate", EXAMPLE, "-o", folder, "--allow-rejects").returncode == 0
    return folder


@pytest.fixture(scope="module")
def found(run: Path) -> Figures:
    return figures(open_run(run), [], POLICIES)


def test_every_picture_adds_up_to_all_decisions(run: Path, found: Figures) -> None:
    outcomes = Counter(row["outcome"] for row in rows(run / "decisions.csv"))
    assert found.whole.outcomes == outcomes
    for shares in (found.plans, found.severities, found.months):
        total: Counter[str] = Counter()
        for share in shares:
            total.update(share.outcomes)
        assert total == outcomes


def test_tickets_are_counted_once(run: Path, found: Figures) -> None:
    assert found.tickets == len({row["ticket"] for row in rows(run / "decisions.csv")}) == 42


def test_plans_and_severities_have_the_contract_s_words(found: Figures) -> None:
    assert [share.name for share in found.plans] == [
        "Enterprise Cloud",
        "ZITADEL Enterprise self-hostable",
        "Free",
        "Production",
    ]
    assert found.severities[0].name == "Severity 1 - Critical / Service down"


def test_months_are_local_and_have_no_gaps(found: Figures) -> None:
    names = [share.name for share in found.months]
    assert names[0] == "2024-01"
    assert names[-1] == "2025-01"
    assert len(names) == 13
    assert found.zones == "Europe/Zurich"


def test_a_month_begins_at_local_midnight(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "ticket,at,event,agreement,by,severity,channel\n"
        "A,2024-04-30T21:59:59Z,submitted,stickerei-2024,customer,severity_2,email\n"
        "B,2024-04-30T22:00:00Z,submitted,stickerei-2024,customer,severity_2,email\n"
    )
    inside("evaluate", log, "-o", tmp_path / "run")
    shares = figures(open_run(tmp_path / "run"), [], POLICIES).months
    assert [(share.name, share.total) for share in shares] == [("2024-04", 1), ("2024-05", 1)]
    without = figures(open_run(tmp_path / "run"), [], None)
    assert ([share.name for share in without.months], without.zones) == (["2024-04"], "Etc/UTC")


def test_the_worst_come_first_and_are_explained(run: Path, found: Figures) -> None:
    late = [row for row in rows(run / "decisions.csv") if row["outcome"] in {"breached", "overdue"}]
    late.sort(key=lambda row: (-float(row["overrun_seconds"]), row["ticket"]))
    assert [each.ticket for each in found.worst] == [row["ticket"] for row in late]
    assert found.problem == ""
    first = found.worst[0]
    assert (first.overrun, first.credit, first.obligation) == ("1 h 20 min", "5 days", "escalation normal")
    assert first.explanation is not None
    assert 'id="worst-1"' in first.explanation
    assert "<svg" in first.explanation


def test_credits_are_those_of_the_ledger(run: Path, found: Figures) -> None:
    ledger = {row["agreement"]: row["credit"] for row in rows(run / "ledger.csv") if row["credit"] != "0"}
    assert {each.agreement: each.credit for each in found.credits} == ledger
    assert [int(each.credit) for each in found.credits] == sorted(map(int, ledger.values()), reverse=True)


def test_rejected_rows_are_told(found: Figures) -> None:
    assert found.reasons == [("no-offset", 1), ("unknown-severity", 1)]
    assert [place for place, *_ in found.rejected] == ["example-log.csv:89", "example-log.csv:90"]


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_the_format_of_the_run_makes_no_difference(kind: str, found: Figures, tmp_path: Path) -> None:
    inside("evaluate", EXAMPLE, "-o", tmp_path / "run", "--format", kind, "--allow-rejects")
    assert figures(open_run(tmp_path / "run"), [], POLICIES) == found


def test_without_the_log_the_worst_are_listed_only(tmp_path: Path) -> None:
    log = tmp_path / "moved" / "own.csv"
    log.parent.mkdir()
    log.write_bytes((ROOT / EXAMPLE).read_bytes() + b"\n")
    run = tmp_path / "far" / "run"
    inside("evaluate", log, "-o", run, "--allow-rejects")
    log.rename(tmp_path / "elsewhere.csv")
    found = figures(open_run(run), [], POLICIES)
    assert "was not found" in found.problem
    assert {each.explanation for each in found.worst} == {None}
    given = figures(open_run(run), [str(tmp_path / "elsewhere.csv")], POLICIES)
    assert given.problem == ""
    with pytest.raises(Trouble):
        figures(open_run(run), [str(tmp_path / "nowhere.csv")], POLICIES)


def test_a_ticket_that_the_log_does_not_know_is_not_explained(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in run.iterdir():
        (folder / file.name).write_bytes(file.read_bytes().replace(b"Z-1029", b"Z-9999"))
    found = figures(open_run(folder), [str(ROOT / EXAMPLE)], POLICIES)
    assert (found.worst[0].ticket, found.worst[0].explanation) == ("Z-9999", None)
    assert found.worst[1].explanation is not None


@pytest.mark.parametrize(("rejected", "kind"), [(1, "csv"), (1, "jsonl"), (0, "jsonl"), (1, "parquet")])
def test_a_run_without_decisions_or_rejects_has_figures_too(rejected: int, kind: str, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    stamp = "not a stamp" if rejected else "2024-05-06T08:00:00Z"
    log.write_text(
        "ticket,at,event,agreement,by,severity,channel\n"
        f"A,{stamp},submitted,stickerei-2024,customer,severity_2,email\n"
    )
    inside("evaluate", log, "-o", tmp_path / "run", "--format", kind, "--allow-rejects")
    found = figures(open_run(tmp_path / "run"), [], POLICIES)
    assert found.whole.total == (0 if rejected else 1)
    assert len(found.rejected) == rejected
    assert found.worst == []


def test_long_lists_are_cut_and_counted(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in run.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with (folder / "ledger.csv").open("a", encoding="utf-8", newline="") as ledger:
        writer = csv.writer(ledger, lineterminator="\n")
        for number in range(100):
            writer.writerow([f"more-{number}", "2024-01-01", "2024-12-31", 9, "days", 0, 1, "2025-01-09"])
    with duckdb.connect(":memory:") as engine:
        path = str(folder / "decisions.csv")
        engine.execute(f"CREATE TABLE d AS FROM read_csv('{path}', all_varchar = true)")
        engine.execute("INSERT INTO d SELECT ticket || '-' || i, d.* EXCLUDE (ticket) FROM d, range(9) t(i)")
        engine.execute(f"COPY d TO '{path}' (HEADER)")
    found = figures(open_run(folder), [str(ROOT / EXAMPLE)], POLICIES)
    assert (len(found.credits), found.more_credits) == (50, 56)
    assert (len(found.worst), found.more_worst) == (20, 110)


def test_a_damaged_table_is_a_clear_message(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in run.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "ledger.csv").write_text("nothing\n1\n")
    with pytest.raises(Trouble, match=r"ledger\.csv cannot be read"):
        figures(open_run(folder), [], POLICIES)


def test_policies_may_be_missing(run: Path) -> None:
    without: Policies | None = None
    found = figures(open_run(run), [], without)
    assert "the policies were not found" in found.problem
    assert found.plans[0].name == "enterprise_cloud"
