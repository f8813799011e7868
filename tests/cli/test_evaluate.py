from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.cli.command import EXAMPLE, PATIENCE, ROOT, SMALL_FILES, START, inside, rows, slawyer, unwatched

EXAMPLE_TEXT = (ROOT / EXAMPLE).read_text("utf-8")
HEADER, *LINES = EXAMPLE_TEXT.splitlines()
SOUND = [line for line in LINES if line.split(",")[0] not in {"Z-1036", "Z-1037"}]
SUBMITTED = "ticket,at,event,agreement,severity,channel\nA,{at},submitted,{agreement},{severity},{channel}\n"
GOOD = {
    "at": "2024-03-28T16:10:00+01:00",
    "agreement": "stickerei-2024",
    "severity": "severity_2",
    "channel": "ticket",
}


def log(folder: Path, text: str | bytes, name: str = "log.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def outputs(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "run.json"}


# --- exit codes ---


def test_a_sound_log_exits_with_0(tmp_path: Path) -> None:
    done = slawyer("evaluate", log(tmp_path, SUBMITTED.format(**GOOD)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 = 1 decided + 0 rejected" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"at": "2024-03-28T16:10:00"}, "no offset"),
        ({"at": "0001-01-01T00:00:00Z"}, "outside the years 1970 to 2099"),
        ({"at": "9999-12-31T23:59:59Z"}, "outside the years 1970 to 2099"),
        ({"agreement": "nobody-2024"}, "no agreement `nobody-2024`"),
        ({"severity": "severity_9"}, "no severity `severity_9`"),
        ({"channel": "fax"}, "no channel `fax`"),
        ({"severity": ""}, "no severity is given"),
        ({"at": "2035-01-01T00:00:00Z", "agreement": "stickerei-2024"}, None),
    ],
)
def test_rejected_rows_exit_with_1_unless_they_are_allowed(
    tmp_path: Path, wrong: dict[str, str], reason: str | None
) -> None:
    file = log(tmp_path, SUBMITTED.format(**GOOD | wrong))
    done = inside("evaluate", file)
    if (
        reason is None
    ):  # far outside the term, and beyond the locked holidays: decided or rejected, never a bug
        assert done.returncode in {0, 1}
        return
    assert done.returncode == 1
    assert reason in done.stdout
    assert f"{file.name}:2" in done.stdout
    assert inside("evaluate", file, "--allow-rejects").returncode == 0


def test_an_unknown_event_is_a_rejected_row(tmp_path: Path) -> None:
    text = SUBMITTED.format(**GOOD) + "A,2024-03-29T00:00:00Z,exploded,,,\n"
    done = inside("evaluate", log(tmp_path, text))
    assert done.returncode == 1
    assert "there is no event `exploded`" in done.stdout
    assert "2 = 0 used + 2 rejected" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.csv", b"", "is empty"),
        ("log.csv", SUBMITTED.format(**GOOD).splitlines()[1].encode(), "has no column"),
        ("log.csv", b"ticket,event\nA,closed\n", "has no column `at`"),
        ("log.csv", bytes(range(256)), "is not text"),
        ("log.csv", EXAMPLE_TEXT.encode("utf-16"), "is UTF-16"),
        ("log.csv.gz", gzip.compress(EXAMPLE_TEXT.encode())[:-9], "is not whole"),
        ("log.parquet", b"PAR1 nothing else", "is not a whole Parquet file"),
        ("log.xlsx", b"PK", "does not say what kind"),
    ],
)
def test_a_file_that_is_no_log_exits_with_2_and_one_message(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    done = inside("evaluate", log(tmp_path, content, name))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.csv"], "there is no file none.csv"),
        (["."], "is a folder"),
        ([], "Name a log, or with --from a database"),
        ([EXAMPLE, "--as-of", "tomorrow"], "`tomorrow` is not an instant"),
        ([EXAMPLE, "--as-of", "2024-03-28T16:10:00"], "no offset"),
        ([EXAMPLE, "--time-zone", "Europe/Zurih"], "Did you mean Europe/Zurich?"),
        ([EXAMPLE, "--policies", "none"], "there is no folder none"),
        ([EXAMPLE, "--query", "none.sql"], "none.sql"),
        ([EXAMPLE, "--format", "xml"], "xml"),
        ([EXAMPLE, "--bogus"], "--bogus"),
    ],
)
def test_what_cannot_be_carried_out_exits_with_2(arguments: list[str], message: str) -> None:
    done = inside("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_exits_with_2(tmp_path: Path) -> None:
    file = log(tmp_path, EXAMPLE_TEXT)
    file.chmod(0)
    assert "not permitted" in inside("evaluate", file).stderr


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="a file that fails even for the administrator"
)
def test_a_file_that_fails_while_it_is_read_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "log.csv").symlink_to("/proc/self/mem")
    done = inside("evaluate", tmp_path / "log.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "log.csv cannot be read: input/output error" in done.stderr


def test_a_log_without_tickets_exits_with_3_unless_that_is_allowed(tmp_path: Path) -> None:
    file = log(tmp_path, HEADER + "\n")
    done = inside("evaluate", file)
    assert done.returncode == 3
    assert "no ticket" in done.stderr
    assert inside("evaluate", file, "--allow-empty").returncode == 0


def test_invalid_policies_are_shown_and_exit_with_1(tmp_path: Path) -> None:
    policies = tmp_path / "policies" / "broken"
    policies.mkdir(parents=True)
    (policies / "policy.yaml").write_text("policy: [\n", encoding="utf-8")
    done = inside("evaluate", ROOT / EXAMPLE, cwd=tmp_path)
    assert done.returncode == 1
    assert "broken/policy.yaml" in done.stdout + done.stderr
    assert "decided" not in done.stdout


# --- what is read ---


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert (
        inside("evaluate", log(tmp_path, b"\xef\xbb\xbf" + SUBMITTED.format(**GOOD).encode())).returncode == 0
    )


def test_local_stamps_need_their_zone(tmp_path: Path) -> None:
    file = log(tmp_path, SUBMITTED.format(**GOOD | {"at": "2024-10-27T02:30:00"}))
    assert "occurs twice" in inside("evaluate", file, "--time-zone", "Europe/Zurich").stdout
    for which, hour in (("earlier", "00:30"), ("later", "01:30")):
        done = inside(
            "evaluate", file, "--time-zone", "Europe/Zurich", "--ambiguous", which, "-o", tmp_path / which
        )
        assert done.returncode == 0
        assert rows(tmp_path / which / "decisions.csv")[0]["started_at"] == f"2024-10-27T{hour}:00Z"


def test_what_happens_later_does_not_exist_yet(tmp_path: Path) -> None:
    until = "2024-06-30T00:00:00Z"
    cut = [line for line in SOUND if line.split(",")[1] < "2024-06-30"]
    inside(
        "evaluate",
        log(tmp_path, "\n".join([HEADER, *cut]), "cut.csv"),
        "-o",
        tmp_path / "cut",
        "--as-of",
        until,
    )
    whole = log(tmp_path, "\n".join([HEADER, *SOUND]))
    inside("evaluate", whole, "-o", tmp_path / "whole", "--as-of", until)
    assert outputs(tmp_path / "cut") == outputs(tmp_path / "whole")
    counts = json.loads((tmp_path / "whole" / "run.json").read_text("utf-8"))["counts"]
    assert counts["tickets"] == counts["tickets_decided"] + counts["tickets_not_yet_submitted"] == 42


def test_a_query_brings_in_an_export_with_other_columns(tmp_path: Path) -> None:
    export = log(tmp_path, "Key;When;Who\nA;28.03.2024 16:10;stickerei-2024\n")
    query = log(
        tmp_path,
        "SELECT Key AS ticket, strftime(strptime(\"When\", '%d.%m.%Y %H:%M'), '%Y-%m-%dT%H:%M:%S') AS \"at\", "
        "'submitted' AS event, Who AS agreement, 'severity_2' AS severity, 'ticket' AS channel FROM log",
        "export.sql",
    )
    arguments = ("evaluate", export, "--query", query, "--time-zone", "Europe/Zurich", "-o", tmp_path / "out")
    assert inside(*arguments).returncode == 0
    assert rows(tmp_path / "out" / "decisions.csv")[0]["deadline"] == "2024-03-28T17:10:00Z"


# --- what is written ---


def test_neither_kind_nor_order_nor_division_of_the_files_changes_a_byte(tmp_path: Path) -> None:
    mixed = [*SOUND, *SOUND[:7]]
    random.Random(1).shuffle(mixed)  # noqa: S311 -- any order will do
    text = "\n".join([HEADER, *mixed]) + "\n"
    records = [
        {name: value for name, value in row.items() if value} for row in csv.DictReader(io.StringIO(text))
    ]
    table = pa.Table.from_pylist([dict.fromkeys(HEADER.split(","), None) | row for row in records])
    parquet.write_table(table, tmp_path / "log.parquet")
    variants = [
        [log(tmp_path, "\n".join([HEADER, *SOUND]) + "\n")],
        [log(tmp_path, gzip.compress(text.encode()), "mixed.csv.gz")],
        [log(tmp_path, "".join(f"{json.dumps(row)}\n" for row in records), "log.jsonl")],
        [tmp_path / "log.parquet"],
        [
            log(tmp_path, "\n".join([HEADER, *part]), f"{n}.csv")
            for n, part in enumerate((mixed[40:], mixed[:40]))
        ],
    ]
    found = []
    for number, files in enumerate(variants):
        done = inside("evaluate", *files, "-o", tmp_path / str(number))
        assert done.returncode == 0, done.stdout
        found.append(outputs(tmp_path / str(number)))
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_kind_of_output_says_the_same(tmp_path: Path, kind: str) -> None:
    for folder in ("once", "again"):
        inside("evaluate", EXAMPLE, "-o", tmp_path / folder, "--format", kind)
    names = {f"{name}.{kind}" for name in ("decisions", "ledger", "rejected")}
    assert {file.name for file in (tmp_path / "once").iterdir()} == {*names, "run.json"}
    assert {file.name: file.read_bytes() for file in (tmp_path / "once").iterdir()} == {
        file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()
    }
    file = tmp_path / "once" / f"decisions.{kind}"
    if kind == "csv":
        tickets = [row["ticket"] for row in rows(file)]
    elif kind == "jsonl":
        tickets = [json.loads(line)["ticket"] for line in file.read_text("utf-8").splitlines()]
    else:
        tickets = parquet.read_table(file).column("ticket").to_pylist()
    assert tickets == sorted(tickets)
    assert len(tickets) == 46


def test_the_record_of_a_run_names_no_folder_and_no_time(tmp_path: Path) -> None:
    copy = log(tmp_path, EXAMPLE_TEXT, "example-log.csv")
    inside("evaluate", copy, "-o", tmp_path / "here")
    slawyer("evaluate", EXAMPLE, "-o", tmp_path / "there", TZ="Asia/Tokyo", LC_ALL="C")
    here, there = ((tmp_path / name / "run.json").read_text("utf-8") for name in ("here", "there"))
    assert here == there
    assert str(tmp_path) not in here


def test_an_earlier_output_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert inside("evaluate", EXAMPLE, "-o", out, "--format", "jsonl").returncode == 1
    assert inside("evaluate", EXAMPLE, "-o", out).returncode == 1
    assert {file.name for file in out.iterdir()} == {
        "decisions.csv",
        "ledger.csv",
        "rejected.csv",
        "run.json",
    }
    other = tmp_path / "mine"
    other.mkdir()
    log(other, "precious", "thesis.txt")
    done = inside("evaluate", EXAMPLE, "-o", other)
    assert done.returncode == 2
    assert "holds something else" in done.stderr
    assert [file.name for file in other.iterdir()] == ["thesis.txt"]
    assert {file.name for file in tmp_path.iterdir()} == {"out", "mine"}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    done = subprocess.run(
        [*SMALL_FILES, "3000", "evaluate", EXAMPLE, "-o", str(tmp_path / "out"), "--format", kind],
        cwd=ROOT,
        env=unwatched(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_standard_output_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*START, "evaluate", EXAMPLE],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    with subprocess.Popen(
        [*START, "evaluate", EXAMPLE], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path) -> None:
    big = [
        HEADER,
        *(f"{line.split(',')[0]}-{n},{line.split(',', 1)[1]}" for n in range(2_000) for line in SOUND),
    ]
    file = log(tmp_path, "\n".join(big))
    # A shell starts its background jobs deaf to Ctrl-C, and whatever they start: this one is to hear it.
    begun = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from validator.cli import main; print('begun', flush=True); main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", begun, "evaluate", str(file), "-o", str(tmp_path / "out")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)  # long enough to be at work, and far from done
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
