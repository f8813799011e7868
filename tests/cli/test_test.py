"""`slawyer test`: every option, every format, every exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import inside, slawyer
from tests.cli.small import Project, project
from tests.workspace.worked import EDITION, IN_TIME
from validator.cli.formats import FORMATS
from validator.workspace.schemas import schema

Shown = dict[str, CompletedProcess[str]]
FILE = f"policies/minimal/{EDITION}/examples/cases.yaml"
FAILS = IN_TIME.replace("elapsed: 40 minutes", "elapsed: 45 minutes").replace(
    "is answered in time", "is answered later"
)
SAYS = "`elapsed` is expected to be `45 minutes`, and comes out as `40 minutes`."


def several(*texts: str) -> str:
    return "examples:\n" + "\n".join(text.removeprefix("examples:\n") for text in texts)


@pytest.fixture
def small(tmp_path: Path) -> Project:
    made = project(tmp_path)
    made.policies.examples(several(IN_TIME, FAILS))
    return made


@pytest.fixture
def sound(tmp_path: Path) -> Project:
    made = project(tmp_path)
    made.policies.examples(IN_TIME)
    return made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Return what is shown of an example that holds and one that fails, in every format."""
    made = project(tmp_path_factory.mktemp("shown"))
    made.policies.examples(several(IN_TIME, FAILS))
    return {kind: made.run("test", "--format", kind) for kind in FORMATS}


# --- exit codes ---


def test_examples_that_hold_exit_with_0(sound: Project) -> None:
    done = sound.run("test")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 example: it holds.\n", "")


@pytest.mark.parametrize("kind", FORMATS)
def test_an_example_that_fails_exits_with_1_in_every_format(shown: Shown, kind: str) -> None:
    assert (shown[kind].returncode, shown[kind].stderr) == (1, "")
    assert "elapsed" in shown[kind].stdout


@pytest.mark.parametrize("kind", ["text", "junit"])
def test_without_examples_nothing_was_tried(tmp_path: Path, kind: str) -> None:
    bare = project(tmp_path)
    done = bare.run("test", "--format", kind)
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no example" in done.stderr
    allowed = bare.run("test", "--format", kind, "--allow-empty")
    assert (allowed.returncode, allowed.stdout) == (0, "")


def test_no_coverage_can_be_asked_of_nothing(tmp_path: Path) -> None:
    assert project(tmp_path).run("test", "--min-coverage", "50").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (["none"], ["there is no file or folder none", "Check how it is written."]),
        (["--policies", "none"], ["there is no folder none"]),
        (["--output", "junit"], ["--output junit is not FORMAT=FILE", "text, concise, json, sarif, github"]),
        (["--output", "yaml=x"], ["--output yaml=x is not FORMAT=FILE"]),
        (["--output", "junit="], ["--output junit= is not FORMAT=FILE"]),
        (["--output", "junit=nowhere/x.xml"], ["nowhere/x.xml cannot be written"]),
        (["--format", "yaml"], ["'yaml' is not one of"]),
        (["--language", "fr"], ["'fr' is not one of 'en', 'de'"]),
        (["--min-coverage", "101"], ["101.0 is not in the range 0<=x<=100"]),
        (["--min-coverage", "much"], ["'much' is not a valid float"]),
        (["--coverage-html", "policies"], ["is a directory"]),
        (["--bogus"], ["No such option"]),
    ],
)
def test_what_cannot_be_carried_out_exits_with_2(
    small: Project, arguments: list[str], messages: list[str]
) -> None:
    done = small.run("test", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "bug of ours" not in done.stderr
    for message in messages:
        assert message in done.stderr


def test_a_project_without_policies_says_so(tmp_path: Path) -> None:
    done = inside("test", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no folder `policies` here or in any folder above" in done.stderr


def test_paths_in_different_folders_are_trouble(small: Project, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    other = project(tmp_path / "there")
    done = small.run("test", "policies", other.policies.root)
    assert done.returncode == 2
    assert "these paths lie in different folders of policies" in done.stderr


def test_invalid_policies_are_shown_and_nothing_is_tried(small: Project) -> None:
    small.policies.write("policy.yaml", "policy: [\n")
    done = small.run("test")
    assert done.returncode == 1
    assert "minimal/policy.yaml" in done.stdout + done.stderr
    assert "examples:" not in done.stdout


def test_examples_with_mistakes_are_shown_and_nothing_is_tried(small: Project) -> None:
    small.policies.examples(IN_TIME.replace("outcome: met", "outcome: splendid"))
    done = small.run("test")
    assert (done.returncode, done.stdout) == (1, "")
    assert "cases.yaml:8" in done.stderr
    assert "splendid" in done.stderr


# --- formats ---


def test_text_shows_what_fails_and_what_was_decided(shown: Shown) -> None:
    said = shown["text"].stdout
    assert said.startswith("A severe request of the bakery is answered later\n\nerror[example-fails]: ")
    assert f"{FILE}:17:78" in said
    assert "  | A bakery has the plan Basic with Faster answers" in said
    assert said.endswith("\n\n2 examples: 1 holds, 1 fails.\n")


def test_explanations_may_be_german(small: Project) -> None:
    assert (
        "  | A bakery hat den Plan Basic mit Faster answers" in small.run("test", "--language", "de").stdout
    )


def test_concise_is_a_line_for_each(shown: Shown) -> None:
    assert shown["concise"].stdout == (
        f"{FILE}:17:78: error example-fails {SAYS}\n2 examples: 1 holds, 1 fails: 1 error.\n"
    )


def test_json_keeps_to_the_schema_of_findings(shown: Shown) -> None:
    record = json.loads(shown["json"].stdout)
    assert list(Draft202012Validator(schema("findings")).iter_errors(record)) == []
    assert record["subject"] == "2 examples: 1 holds, 1 fails"
    assert [(each["rule"], each["message"]) for each in record["findings"]] == [("example-fails", SAYS)]


def test_github_annotates_the_line(shown: Shown) -> None:
    line = shown["github"].stdout.splitlines()[0]
    assert line.startswith(f"::error file={FILE},line=17,col=78,")
    assert f"title=example-fails::{SAYS}" in line


def test_junit_counts_cases_and_failures(shown: Shown) -> None:
    root = ET.fromstring(shown["junit"].stdout)  # noqa: S314 -- our own
    assert {name: root.attrib[name] for name in ("tests", "failures", "errors")} == {
        "tests": "2",
        "failures": "1",
        "errors": "0",
    }
    cases = list(root.iter("testcase"))
    assert [(case.attrib["line"], len(case)) for case in cases] == [("2", 0), ("11", 1)]
    assert cases[1][0].attrib["message"] == SAYS


def test_files_hold_what_is_shown_and_the_same_examples_give_the_same_bytes(
    small: Project, shown: Shown
) -> None:
    outputs = [word for kind in FORMATS for word in ("--output", f"{kind}={kind}.out")]
    done = small.run("test", *outputs, "--format", "concise")
    assert (done.returncode, done.stdout) == (1, shown["concise"].stdout)
    for kind in FORMATS:
        assert (small.root / f"{kind}.out").read_text("utf-8") == shown[kind].stdout
        assert str(small.root) not in shown[kind].stdout


def test_nothing_of_the_machine_matters_and_there_is_no_colour_but_on_a_terminal(
    small: Project, shown: Shown
) -> None:
    there = slawyer("test", cwd=small.root, TZ="Asia/Tokyo", FORCE_COLOR="1", LANG="de_CH")
    assert (there.returncode, there.stdout) == (1, shown["text"].stdout)
    assert "\x1b[31m\x1b[1merror[example-fails]" in small.show("test")
    small.show("test", "--output", "text=plain")
    assert "\x1b" not in (small.root / "plain").read_text("utf-8")


# --- which examples ---


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("policies", 3),
        (".", 3),
        ("policies/minimal", 3),
        ("policies/minimal/policy.yaml", 3),
        (f"policies/minimal/{EDITION}", 3),
        (f"policies/minimal/{EDITION}/examples", 3),
        (f"policies/minimal/{EDITION}/examples/cases.yaml", 2),
        (f"policies/minimal/{EDITION}/examples/more.yaml", 1),
    ],
)
def test_a_path_names_the_examples_below_it(small: Project, path: str, count: int) -> None:
    small.policies.examples(IN_TIME.replace("of the bakery", "of the baker"), "more")
    root = ET.fromstring(small.run("test", path, "--format", "junit").stdout)  # noqa: S314 -- our own
    assert len(list(root.iter("testcase"))) == count


def test_several_paths_name_the_examples_of_all(small: Project) -> None:
    small.policies.examples(IN_TIME.replace("of the bakery", "of the baker"), "more")
    folder = f"policies/minimal/{EDITION}/examples"
    done = small.run("test", f"{folder}/more.yaml", f"{folder}/cases.yaml")
    assert done.stdout.endswith("3 examples: 2 hold, 1 fails.\n")


def test_an_examples_file_of_mistakes_elsewhere_is_not_hidden(small: Project) -> None:
    small.policies.examples("examples: 3\n", "more")
    assert small.run("test", FILE).returncode == 1


def test_the_policies_may_lie_elsewhere(sound: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = inside("test", "--policies", sound.policies.root, cwd=tmp_path_factory.mktemp("elsewhere"))
    assert (done.returncode, done.stdout) == (0, "1 example: it holds.\n")


# --- update ---


def test_an_update_writes_what_came_out_and_shows_it(small: Project) -> None:
    before = small.policies.text(f"{EDITION}/examples/cases.yaml")
    done = small.run("test", "--update")
    assert done.returncode == 1  # what failed has failed
    assert f"--- {FILE}\n" in done.stdout
    assert (
        "\n-      initial_response: { outcome: met, deadline: 2024-09-02 11:00, elapsed: 45 minutes }\n"
    ) in done.stdout
    assert (
        "\n+      initial_response: { outcome: met, deadline: 2024-09-02 11:00, elapsed: 40 minutes }\n"
    ) in done.stdout
    after = small.policies.text(f"{EDITION}/examples/cases.yaml")
    assert after == before.replace("45 minutes", "40 minutes")
    assert small.run("test").returncode == 0


def test_an_update_of_what_holds_writes_nothing(sound: Project) -> None:
    file = sound.root / FILE
    before = (file.stat().st_mtime_ns, file.read_bytes())
    assert sound.run("test", "--update").returncode == 0
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


# --- coverage ---


def test_coverage_is_shown_by_clause(sound: Project) -> None:
    done = sound.run("test", "--coverage")
    assert done.returncode == 0
    assert done.stdout.startswith("1 example: it holds.\n\nclause")
    assert "Not exercised by any example:\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("minimal 2024-01-01: ")


def exercised(shown: str) -> float:
    return float(shown.splitlines()[-1].rpartition(", ")[2].removesuffix(" %."))


def test_coverage_below_the_least_exits_with_1_and_says_so(sound: Project) -> None:
    percent = exercised(sound.run("test", "--coverage").stdout)
    assert 0 < percent < 90
    low = sound.run("test", "--min-coverage", percent + 1)
    assert low.returncode == 1
    assert (
        low.stderr
        == f"slawyer: minimal 2024-01-01 is exercised to {percent:.1f} %, less than {percent + 1:g} %\n"
    )
    assert low.stdout == "1 example: it holds.\n"


@pytest.mark.parametrize("less", [0.1, 10])
def test_coverage_above_the_least_is_enough(sound: Project, less: float) -> None:
    percent = exercised(sound.run("test", "--coverage").stdout)
    done = sound.run("test", "--min-coverage", percent - less)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["json", "junit", "github"])
def test_what_a_program_reads_holds_nothing_else(small: Project, shown: Shown, kind: str) -> None:
    done = small.run("test", "--format", kind, "--coverage", "--update")
    assert done.stdout == shown[kind].stdout
    assert f"--- {FILE}\n" in done.stderr
    assert "Not exercised by any example:\n" in done.stderr


def test_no_coverage_at_all_is_enough_for_0(sound: Project) -> None:
    assert sound.run("test", "--min-coverage", "0").returncode == 0


def test_an_edition_without_any_example_is_not_measured(sound: Project) -> None:
    twin = sound.policies.root / "twin"
    shutil.copytree(
        sound.policies.root / "minimal", twin, ignore=shutil.ignore_patterns("agreements", "examples")
    )
    policy = (twin / "policy.yaml").read_text("utf-8")
    (twin / "policy.yaml").write_text(policy.replace("policy: minimal", "policy: twin"), "utf-8")
    done = sound.run("test", "--coverage", "--min-coverage", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "twin" not in done.stdout


def test_a_failing_example_fails_however_much_is_covered(small: Project) -> None:
    assert small.run("test", "--min-coverage", "0").returncode == 1


def test_coverage_is_shown_on_the_text_of_the_policy(sound: Project) -> None:
    done = sound.run("test", "--coverage-html", "coverage.html")
    assert (done.returncode, done.stdout) == (0, "1 example: it holds.\n")
    page = (sound.root / "coverage.html").read_text("utf-8")
    assert "<title>Coverage of minimal 2024-01-01</title>" in page
    assert "severe: 1 business hour" in page
    assert str(sound.root) not in page


def test_help_shows_an_example_every_option_and_the_exit_codes() -> None:
    done = inside("test", "--help")
    assert done.returncode == 0
    for option in ("--policies", "--format", "--output", "--language", "--update", "--allow-empty"):
        assert option in done.stdout
    for option in ("--coverage", "--min-coverage", "--coverage-html"):
        assert option in done.stdout
    assert "0 all hold, 1 an example fails or the coverage is too low" in " ".join(done.stdout.split())
