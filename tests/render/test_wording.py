"""The two languages say the same things, and say nothing that nobody asks for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from tests.cli.command import ROOT
from validator.model.words import (
    Actor,
    Counted,
    DeterminedBy,
    Event,
    Metric,
    Outcome,
    Reason,
    SeverityChange,
)
from validator.render.wording import LANGUAGES, Language

ENGLISH, GERMAN = LANGUAGES["en"], LANGUAGES["de"]
BOTH = tuple(LANGUAGES.values())
PACKAGE = ROOT / "validator"


def fields(template: str) -> set[str]:
    """Return the names of what is filled into a phrase."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_phrases() -> None:
    assert list(ENGLISH.phrases) == list(GERMAN.phrases)


@pytest.mark.parametrize("phrase", ENGLISH.phrases)
def test_both_languages_fill_in_the_same_fields(phrase: str) -> None:
    assert fields(ENGLISH.phrases[phrase]) == fields(GERMAN.phrases[phrase])


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
def test_every_field_has_a_name_and_no_format(language: Language) -> None:
    for template in (*language.phrases.values(), language.date_template, language.instant_template):
        for _, name, form, conversion in Formatter().parse(template):
            assert name is None or name.isidentifier()
            assert not form
            assert conversion is None


def test_both_languages_have_the_same_units() -> None:
    assert ENGLISH.units.keys() == GERMAN.units.keys()


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
def test_a_language_has_seven_days_and_twelve_months(language: Language) -> None:
    assert (len(set(language.weekdays)), len(set(language.months))) == (7, 12)


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
def test_dates_in_pictures_and_tables_tell_the_days_apart(language: Language) -> None:
    assert len({day[:2] for day in language.weekdays}) == 7


# --- every word that policies and logs know ---

TIMED = (
    Outcome.MET,
    Outcome.BREACHED,
    Outcome.RUNNING,
    Outcome.OVERDUE,
    Outcome.PAUSED,
    Outcome.WITHDRAWN,
    Outcome.BEST_EFFORT,
    Outcome.NOT_OFFERED,
)
WANTED = [
    *(f"outcome-{outcome.value}" for outcome in Outcome),
    *(outcome.value for outcome in TIMED),
    *(
        reason.value
        for reason in Reason
        if reason not in (Reason.ENTITLED, Reason.ESCALATION_CHANNELS_MISSING)
    ),
    *(f"{Reason.ESCALATION_CHANNELS_MISSING.value}-{which}" for which in ("all", "any")),
    *(f"what-{metric.value}" for metric in Metric),
    *(f"event-{event.value}" for event in Event),
    *(f"actor-{actor.value}" for actor in Actor),
    *(f"severity_change-{change.value}" for change in SeverityChange),
    *(f"determined-{by.value}" for by in DeterminedBy),
    *(f"counted-{counted.value}" for counted in Counted),
    "actor-unknown",
]


@pytest.mark.parametrize("phrase", WANTED)
def test_every_word_of_the_model_can_be_said(phrase: str) -> None:
    assert phrase in ENGLISH.phrases
    assert phrase in GERMAN.phrases


# --- every phrase is asked for ---


@cache
def asked_for() -> re.Pattern[str]:
    """Return what matches every phrase that the package may ask for, those put together from parts too."""
    parts = {re.escape(outcome.value) for outcome in TIMED}  # asked for by the outcome's own name
    for module in PACKAGE.rglob("*.py"):
        if module.parent.name == "wording" and module.stem in {"english", "german"}:
            continue
        parts |= texts(module)
    for template in PACKAGE.rglob("*.jinja"):
        parts |= set(re.findall(r'say\("([\w-]+)"', template.read_text("utf-8")))
    return re.compile("|".join(sorted(parts)))


def texts(module: Path) -> set[str]:
    """Return every text of a module as a pattern; what is filled into a text that begins with some word is any word."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[\w-]+", node.value)
        ):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            written = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"
                for part in node.values
            ]
            if re.match(r"\w{4,}", written[0]) and all(
                re.fullmatch(r"[\w\\+\[\]-]+", part) for part in written
            ):
                found.add("".join(written))
    return found


def unasked(phrases: list[str]) -> list[str]:
    return [phrase for phrase in phrases if not asked_for().fullmatch(phrase)]


def test_every_phrase_is_asked_for_somewhere() -> None:
    assert unasked(list(ENGLISH.phrases)) == []


def test_a_phrase_that_nobody_asks_for_is_seen() -> None:
    assert unasked(["met", "nobody asks for this", "never-heard-of"]) == [
        "nobody asks for this",
        "never-heard-of",
    ]
