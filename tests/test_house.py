"""The house rules that no other tool enforces."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.cli.command import unwatched

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "validator"
TESTS = ROOT / "tests"
MODULES = sorted(PACKAGE.rglob("*.py"))
LOCKED_FOR = {
    "requirements-bench.txt": ("build", "bench"),
    "requirements-dev.txt": ("build", "docs", "dev"),
    "requirements-spark.txt": ("build", "spark"),
    "requirements.txt": ("build",),
}
LOCKS = sorted(ROOT.glob("requirements*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

OUTER = ("workspace", "cli", "site", "mkdocs_hook.py")
CORE = [module for module in MODULES if module.relative_to(PACKAGE).parts[0] not in OUTER]
LONGEST = 300
LONGEST_TEST = 2 * LONGEST  # tests are tables

ABOUT_SEVERAL = {
    "test_house.py": "the project itself",
    "cli/test_example.py": "the shipped example log is decided as worked out by hand",
    "bench/test_bench.py": "the benchmark measures what it says",
    "postgresql/test_server.py": "logs come from a real server, and decisions go there",
    "spark/test_equal.py": "what Spark decides is what the local run decides",
    "cli/test_faults.py": "what is left when a run is killed, the disk is full or a file is not whole",
    "browser/test_calculator.py": "the calculator in a real browser answers as the evaluator does",
    "browser/test_site.py": "the site as its readers use it",
    "browser/test_pages.py": "every kind of page in a real browser",
    "changes/test_history.py": "what changed from edition to edition of the ZITADEL contract is found exactly",
    "hosts/test_hosts.py": "what runs in CI elsewhere",
    "test_readme.py": "what the README shows",
    "evaluate/test_equal.py": "the two evaluators give the same decisions",
    "render/contract/test_everything.py": "every value of the files is published at its place, and no number beside",
    "render/contract/test_readings.py": "every reading of the files is published",
    "reading/test_mistakes.py": "impossible dates, amounts and hours, and double definitions, are found",
    "reading/test_references.py": "what one file of a policy names, another defines",
    "reading/test_values.py": "each kind of file becomes the values of the model",
}
"""Tests that mirror no module, with what they hold."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(code: str) -> set[str]:
    """Run code in a fresh interpreter; return the top-level modules it has loaded in the end."""
    report = "\nimport sys; sys.stdout.flush(); print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code + report],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=unwatched(),
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


# --- size and shape ---


@pytest.mark.parametrize("module", [*MODULES, *sorted(TESTS.rglob("*.py"))], ids=name)
def test_no_module_is_long(module: Path) -> None:
    limit = LONGEST if module.is_relative_to(PACKAGE) else LONGEST_TEST
    assert len(module.read_text(encoding="utf-8").splitlines()) <= limit


def test_most_modules_are_short() -> None:
    lengths = sorted(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES)
    assert lengths[len(lengths) // 2] < 100


@pytest.mark.parametrize("drawer", ["utils", "util", "helpers", "helper", "common", "misc", "base"])
def test_there_is_no_drawer_for_everything(drawer: str) -> None:
    assert [name(path) for path in PACKAGE.rglob("*") if path.stem == drawer] == []


@pytest.mark.parametrize("test", sorted(TESTS.rglob("test_*.py")), ids=name)
def test_a_test_stands_where_its_module_stands(test: Path) -> None:
    inside = test.relative_to(TESTS)
    if inside.parts[0] == "schema":  # beside the package, and of no Python
        return
    mirrored = PACKAGE / inside.parent / inside.stem.removeprefix("test_")
    assert mirrored.is_dir() or mirrored.with_suffix(".py").is_file() or inside.as_posix() in ABOUT_SEVERAL


def test_what_is_listed_as_being_about_several_modules_exists() -> None:
    assert [test for test in ABOUT_SEVERAL if not (TESTS / test).is_file()] == []


# --- the core only computes ---

DOORS = {"open", "print", "input", "breakpoint", "exec", "eval", "__import__"}
CLOCKS = {"now", "utcnow", "today", "read_text", "read_bytes", "write_text", "write_bytes"}


def doors_opened(tree: ast.AST) -> list[str]:
    """Return the calls in a module that reach a file, the terminal or the clock, as `line: name`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=called) if called in DOORS:
                    found.append(f"{node.lineno}: {called}")
                case ast.Attribute(attr=called) if called in CLOCKS:
                    found.append(f"{node.lineno}: {called}")
                case _:
                    pass
    return found


@pytest.mark.parametrize("module", CORE, ids=name)
def test_the_core_calls_neither_files_nor_terminal_nor_clock(module: Path) -> None:
    assert doors_opened(ast.parse(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code", ["open('x')", "datetime.now(UTC)", "date.today()", "print(1)", "path.read_text()"]
)
def test_a_call_of_files_terminal_or_clock_is_seen(code: str) -> None:
    assert doors_opened(ast.parse(f"def f(x):\n    return {code}\n"))


@pytest.mark.parametrize("module", CORE, ids=name)
def test_the_core_does_not_enter_by_the_front_door(module: Path) -> None:
    """`import validator` is for users: from inside it would be a way round the layers."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "validator":
            for alias in node.names:
                inside = PACKAGE / alias.name
                assert inside.is_dir() or inside.with_suffix(".py").is_file()


# --- what is imported, and when ---

HEAVY = {"duckdb", "holidays", "jinja2", "jsonschema", "jsonschema_rs", "mkdocs", "numpy", "pyarrow"}
COLUMNS = {"duckdb", "numpy", "pyarrow"}
LAW = {"jsonschema", "referencing", "attr"}
"""What is needed only for a file that does not fit its schema."""
SERVERS = {"http", "ssl", "xml"}
"""What a careless import of the standard library brings with it."""
OWNERS = packages_distributions()


@pytest.mark.parametrize("module", ["validator", "validator.cli"])
def test_importing_the_door_loads_nothing_heavy(module: str) -> None:
    assert python(f"import {module}") & HEAVY == set()


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--help"], HEAVY),
        (["check", "--help"], HEAVY),
        (["check"], {*COLUMNS, *LAW, *SERVERS}),
        (["due", "production", "severity_1"], {*COLUMNS, *LAW, *SERVERS, "holidays"}),
    ],
    ids=["help", "help of check", "check", "due"],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], forbidden: set[str]) -> None:
    command = f"import sys; sys.argv = ['slawyer', *{arguments!r}]\nfrom validator.cli import main\n"
    assert python(f"{command}try: main()\nexcept SystemExit as end: assert not end.code") & forbidden == set()


def test_a_heavy_import_is_seen() -> None:
    assert "numpy" in python("import validator, numpy")


def declared(*extras: str) -> set[str]:
    """Return the distributions that the project asks for, with those extras."""
    project = PROJECT["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {re.split(r"[^\w.-]", line)[0].lower() for line in lines} - {project["name"]}


def foreign_imports(module: Path) -> set[str]:
    """Return the top-level packages that a module imports from others, the standard library apart."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {full.split(".")[0] for full in found} - sys.stdlib_module_names - {"validator", "tests"}


@pytest.mark.parametrize("module", [*MODULES, *sorted(TESTS.rglob("*.py"))], ids=name)
def test_every_foreign_package_is_declared(module: Path) -> None:
    wanted = declared("docs", "publish", "postgresql", "dev", "build", "spark", "bench")
    strangers = [
        foreign
        for foreign in foreign_imports(module)
        if wanted.isdisjoint(owner.lower().replace("_", "-") for owner in OWNERS.get(foreign, [foreign]))
    ]
    assert strangers == []


# --- locks, targets, pages ---


def test_there_are_four_locks() -> None:
    assert [name(lock) for lock in LOCKS] == [*LOCKED_FOR]


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_names_no_server_and_no_folder(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert (
        re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|(?<![\w-])/\w+/|@ file", text)
        == []
    )


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_everything_locked_has_a_version_and_hashes(lock: Path) -> None:
    text = re.sub(r"^ *#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    assert [
        entry
        for entry in entries
        if not re.match(r"[\w.-]+(?:\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
    ] == []


def test_running_and_working_use_the_same_versions() -> None:
    working, running, cluster = (
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in ("requirements-dev.txt", "requirements.txt", "requirements-spark.txt")
    )
    assert running < working
    assert running < cluster


def test_a_lock_names_the_extras_that_it_locks() -> None:
    """Where one stands without, pip looks for the newest that has the extra, and finds that it is not locked."""
    assert re.findall(
        r"^(\w+\[\w+\])==", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE
    ) == [
        line.partition(">")[0] for line in PROJECT["project"]["optional-dependencies"]["dev"] if "]>" in line
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_holds_what_the_project_declares(lock: Path) -> None:
    """A dependency that was added without `make lock` would be missing on a new machine only."""
    wanted = declared(*LOCKED_FOR[lock.name])
    assert wanted <= set(
        re.findall(r"^([\w.-]+)(?:\[\w+\])?==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_make_lists_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    plain = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    shown = subprocess.run(["make"], cwd=ROOT, env=plain, capture_output=True, text=True, check=True)  # noqa: S607  whichever make runs us
    assert [line.split()[1] for line in shown.stdout.splitlines()] == targets
    assert {"example", "test", "check", "cov", "docs", "serve", "real", "lock", "fmt", "clean"} <= set(
        targets
    )
    assert all(len(line.split()) > 2 for line in shown.stdout.splitlines())


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "design" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("[0-9]*.md")}
    listed = dict(re.findall(r"^- \[(.+)\]\((.+)\)$", index, re.MULTILINE))
    assert listed == {text.splitlines()[0].removeprefix("# "): page for page, text in pages.items()}
    assert [page for page, text in pages.items() if "**Rejected" not in text] == []


def test_numbers_of_decisions_are_unique() -> None:
    numbers = [page.name[:4] for page in (ROOT / "docs" / "design" / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))
