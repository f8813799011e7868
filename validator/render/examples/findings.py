"""Examples that do not hold, as findings: every format of findings shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from validator.diagnostics import Diagnostic, Level, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.evaluate.trial import Mismatch, Trial

FAILS: Final = "example-fails"
RULES: Final[Mapping[str, str]] = {FAILS: "A worked example does not come out as it says."}


def diagnostics(trials: Iterable[Trial]) -> tuple[Diagnostic, ...]:
    """Return what does not come out as the examples say."""
    return tuple(found for trial in trials for found in _of(trial))


def _of(trial: Trial) -> Iterator[Diagnostic]:
    for mismatch in trial.mismatches:
        yield Diagnostic(
            FAILS,
            Level.ERROR,
            mismatch.message,
            mismatch.at,
            _next_step(mismatch),
            related=tuple(_related(trial, mismatch)),
        )


def _next_step(mismatch: Mismatch) -> str:
    if mismatch.instead is None:
        return "Correct the contract if it is wrong, else the example."
    return (
        f"Correct the contract if it is wrong, else write `{mismatch.instead}`: `slawyer test --update` does."
    )


def _related(trial: Trial, mismatch: Mismatch) -> Iterator[Related]:
    title = trial.example.at.child("title")
    if mismatch.at != title:
        yield Related(title, "what the example says")
    if mismatch.rests_on is not None:
        yield Related(mismatch.rests_on, "what it rests on")
