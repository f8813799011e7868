"""The worked examples of an edition, a page for each file of them: what happened, what was decided, the clock drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from validator.location import Address
from validator.render.contract import contract
from validator.render.contract.blocks import anchor
from validator.render.drawing import svg
from validator.render.explanation import answers, explain
from validator.render.pages.beside import Beside, place
from validator.render.pages.blocks import anchors_of
from validator.render.pages.escaping import environment
from validator.render.wording import LANGUAGES

if TYPE_CHECKING:
    from validator.evaluate.trial import Trial
    from validator.model.edition import Edition
    from validator.model.example import Example, ExampleEvent
    from validator.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as its page shows it: events in words, the answers, what they rest on, the drawings."""

    example: Example
    anchor: str
    events: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    drawings: tuple[Markup, ...]
    clauses: tuple[str, ...]
    rests_on: tuple[tuple[str, str], ...]
    """The places named under `because`: as written, and the anchor on the edition's page that is nearest."""


def topics(trials: Sequence[Trial]) -> Mapping[str, Sequence[Trial]]:
    """Return examples by topic: the name of their file, in the order of the names."""
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial.example.at.file.rpartition("/")[2].removesuffix(".yaml"), []).append(trial)
    return dict(sorted(found.items()))


def topic_title(topic: str) -> str:
    """Write the name of a file as a heading."""
    return topic.replace("-", " ").replace("_", " ").capitalize()


def examples_index(policy: Policy, edition: Edition, trials: Sequence[Trial]) -> str:
    """Return the Markdown of the list of an edition's examples, by topic."""
    template = environment().get_template("examples_index.md.jinja")
    return template.render(
        policy=policy, edition=edition, topics=topics(trials), count=len(trials), title=topic_title
    )


def examples_page(policy: Policy, edition: Edition, topic: str, trials: Sequence[Trial]) -> str:
    """Return the Markdown of the page of one topic, all of whose examples hold."""
    anchors = frozenset(anchors_of(contract(policy, edition)))
    shown = tuple(_shown(trial, edition, number, anchors) for number, trial in enumerate(trials, 1))
    template = environment().get_template("examples.md.jinja")
    return template.render(policy=policy, edition=edition, topic=topic_title(topic), shown=shown)


def beside(trials: Sequence[Trial], href: str) -> list[Beside]:
    """Return the examples of one page as they stand beside the clauses they rest on."""
    found = []
    for number, trial in enumerate(trials, 1):
        told = answers(explain(trial.accounts, LANGUAGES["en"])) if trial.accounts else ()
        names = tuple(place(because.names) for because in trial.example.because)
        found.append(Beside(f"{href}#example-{number}", trial.example.title, " ".join(told), names))
    return found


def _shown(trial: Trial, edition: Edition, number: int, anchors: frozenset[str]) -> Shown:
    example = trial.example
    told: tuple[str, ...] = ()
    drawings: tuple[Markup, ...] = ()
    clauses: list[str] = []
    if trial.accounts:
        explanation = explain(trial.accounts, LANGUAGES["en"])
        told = (explanation.opening, *answers(explanation))
        pictures = [part.picture for part in explanation.parts if part.picture]
        names = [f"example-{number}-{index}" for index in range(1, len(pictures) + 1)]
        drawings = tuple(
            Markup(svg(picture, name, styled=False))  # noqa: S704 -- svg escapes
            for picture, name in zip(pictures, names, strict=True)
        )
        clauses = [step.clause for part in explanation.parts for step in part.steps if step.clause]
    elif example.rejected:
        told = (f"The ticket cannot be decided: {example.rejected}.",)
    else:
        told = (f"The agreement cannot be made: {example.refused}.",)
    known = [clause for clause in dict.fromkeys(clauses) if clause in edition.clauses]
    events = tuple((event.stamp.text, _event(event, edition)) for event in example.events)
    rests_on = tuple((because.text, nearest(because.names, anchors)) for because in example.because)
    return Shown(example, f"example-{number}", events, told, drawings, tuple(known), rests_on)


def nearest(at: Address, anchors: frozenset[str]) -> str:
    """Return the anchor of a place, or of the smallest thing around it that has one; empty where none has."""
    around = (anchor(Address(at.file, at.route[:length])) for length in range(len(at.route), 0, -1))
    return next((name for name in around if name in anchors), "")


def _event(event: ExampleEvent, edition: Edition) -> str:
    """Say what happens in one line of a timeline, in the words of the log."""
    parts = [event.event.value.replace("_", " ")]
    if event.by:
        parts.append(f"by the {event.by.value}")
    if not event.public:
        parts.append("as an internal note")
    known = edition.severities.severities.get(event.severity or "")
    if event.severity:
        parts.append(f"as {known.title if known else event.severity}")
    if event.channels:
        parts.append(f"through {' and '.join(sorted(event.channels))}")
    for word, value in (
        ("status", event.status),
        ("urgency", event.urgency),
        ("request", event.request),
        ("feature", event.feature),
    ):
        if value:
            parts.append(f"({word}: {value.replace('_', ' ')})")
    return " ".join(parts)
