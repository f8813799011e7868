"""Whatever goes wrong during a run, its output is whole or as it was, and the next run leaves nothing lying about."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.bench.made_log import write
from tests.cli.command import PATIENCE, ROOT, SMALL_FILES, START, inside, unwatched
from tests.workspace.logs.files import of_every_kind
from validator.workspace.logs import content
from validator.workspace.logs.content import Witness, digest
from validator.workspace.logs.rows import Input
from validator.workspace.stream import intake
from validator.workspace.trouble import Trouble

TICKETS = 3_000
SMALL = 20_000
"""Bytes: no file of decisions of that log is so small."""


def arguments(log: Path, folder: Path, *more: str) -> list[str]:
    return ["evaluate", str(log), "-o", str(folder), "--policies", str(ROOT / "policies"), *more]


def evaluate(
    log: Path, folder: Path, *more: str, start: list[str] = START
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*start, *arguments(log, folder, *more)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=unwatched(),
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("log"), TICKETS, ("parquet",))["parquet"]


@pytest.fixture(scope="module")
def whole(log: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """What a run that nobody disturbs writes, and how many seconds it takes."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    begin = time.monotonic()
    evaluate(log, folder).check_returncode()
    return contents(folder), time.monotonic() - begin


def test_a_run_that_is_killed_leaves_all_or_nothing(
    log: Path, whole: tuple[dict[str, bytes], float], tmp_path: Path, kills: int
) -> None:
    files, seconds = whole
    chance = random.Random(kills)  # noqa: S311 -- no secret
    for number in range(kills):
        folder = tmp_path / f"out-{number % 3}"  # with and without the output of an earlier run
        before = contents(folder)
        run = subprocess.Popen(
            [*START, *arguments(log, folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=unwatched(),
        )
        if number % 2:  # while it writes, otherwise at any moment
            partial = folder.with_name(f".{folder.name}.partial")
            while run.poll() is None and not partial.exists():
                time.sleep(0.001)
        time.sleep(chance.uniform(0, seconds / (4 if number % 2 else 1)))
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert contents(folder) in ({}, before, files)
    for number in range(3):
        evaluate(log, tmp_path / f"out-{number}").check_returncode()
        assert contents(tmp_path / f"out-{number}") == files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-0", "out-1", "out-2"]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_full_disk_is_told_and_leaves_nothing(log: Path, tmp_path: Path, kind: str) -> None:
    run = evaluate(log, tmp_path / "out", "--format", kind, start=[*SMALL_FILES, str(SMALL)])
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        f"slawyer: {tmp_path / 'out'} cannot be written: file too large",
        "  Nothing was written.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_memory_limit_that_does_not_suffice_is_told(log: Path, tmp_path: Path) -> None:
    run = evaluate(log, tmp_path / "out", "--memory-limit", "500KB")
    assert run.returncode == 2
    assert run.stderr.startswith("slawyer: the memory limit does not suffice: ")
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_into_memory_goes_to_the_disk_and_comes_out_alike(
    log: Path, whole: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    evaluate(log, tmp_path / "out", "--memory-limit", "16MB").check_returncode()
    assert contents(tmp_path / "out") == whole[0]


@pytest.mark.parametrize("part", [slice(0, 20_000), slice(20_000, None)])
def test_half_a_file_is_no_log(log: Path, tmp_path: Path, part: slice) -> None:
    half = tmp_path / "half.parquet"
    half.write_bytes(log.read_bytes()[part])
    run = evaluate(half, tmp_path / "out")
    assert run.returncode == 2
    assert "half.parquet is not a whole Parquet file" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["half.parquet"]


def test_a_file_that_changes_while_it_is_read_is_no_log(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("ticket,at,event\n")
    witness = Witness(file)
    witness.check()
    with file.open("a") as more:
        more.write("A,2024-03-28T16:10:00Z,submitted\n")
    with pytest.raises(Trouble, match="was changed while it was read"):
        witness.check()
    file.unlink()
    with pytest.raises(Trouble, match="it does not exist"):
        witness.check()


@pytest.mark.parametrize("name", ["log.csv", "log.jsonl", "log.parquet", "log.csv.gz"])
def test_every_kind_of_file_is_watched(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {file.name: file for file in of_every_kind(tmp_path, [{"ticket": "A", "at": "x", "event": "y"}])}
    file = files[name]

    def spoilt(path: Path, *see: object) -> Input:
        entry = digest(path, *see)  # type: ignore[arg-type]
        with path.open("ab") as more:
            more.write(b"\n")
        return entry

    entry = content.Digested.entry

    def spoilt_entry(self: content.Digested) -> Input:
        found = entry(self)
        with file.open("ab") as more:
            more.write(b"\n")
        return found

    monkeypatch.setattr(intake, "digest", spoilt)
    monkeypatch.setattr(content.Digested, "entry", spoilt_entry)
    result = inside("evaluate", file)
    assert result.returncode == 2
    assert "was changed while it was read" in result.stderr
