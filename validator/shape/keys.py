"""What to say of keys: those that mean nothing, those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from validator.shape.spelling import close_to, meant_name
from validator.shape.wording import Said, called, first_sentence, listed, quoted, sentence, sentence_start

if TYPE_CHECKING:
    from validator.location import Route
    from validator.shape.annotations import Annotations

READINGS: Final = "readings"


def unknown(
    keys: Sequence[str],
    instance: Mapping[str, Any],
    schema: Mapping[str, Any],
    annotations: Annotations,
) -> Iterator[tuple[str, Said]]:
    """Say of every one of some keys of a group that its schema does not know it."""
    known = [str(name) for name, below in schema.get("properties", {}).items() if below is not False]
    patterns = list(schema.get("patternProperties", {}))
    for key in keys:
        if patterns:
            step = str(schema.get("errorMessage", f"Write a name that matches `{patterns[0]}`."))
            yield key, Said(f"{quoted(key)} cannot be used as a name here.", step, meant_name(key, patterns))
            continue
        free = [name for name in known if name not in instance]
        step = f"Use {listed(free)}, or remove it." if free else "Remove it."
        see = f" `slawyer schema {annotations.name}` shows what belongs here."
        yield key, Said(f"The key {quoted(key)} has no meaning here.", step + see, close_to(key, free))


def out_of_place(route: Route, step: str | None) -> Said:
    """Say that a key which the schema knows does not go with the keys beside it."""
    message = f"The key {called(route)} does not belong here."
    return Said(message, step or "Remove it.")


def badly_named(key: str, names: object) -> Said:
    """Say that a key is not written as `propertyNames` wants it."""
    schema = names if isinstance(names, Mapping) else {}
    pattern = schema.get("pattern")
    step = schema.get("patternErrorMessage") or schema.get("errorMessage") or "Write another name."
    meant = meant_name(key, [pattern] if pattern else [])
    return Said(f"{quoted(key)} cannot be used as a name here.", str(step), meant)


def missing(
    wanted: Sequence[str],
    instance: Mapping[str, Any],
    schema: Mapping[str, Any],
    route: Route,
    annotations: Annotations,
) -> Iterator[tuple[Route, Said]]:
    """Yield every key that a group must have and has not, with the route of the place to show.

    A missing reading is shown at the value that it ought to explain.
    """
    for name in wanted:
        if name in instance:
            continue
        readings = schema.get("properties", {}).get(READINGS, {})
        explained = [key for key in readings.get("required", ()) if key in instance]
        if route and route[-1] == READINGS:
            yield _unexplained((*route[:-1], name), annotations)
        elif name == READINGS and explained:
            yield from (_unexplained((*route, key), annotations) for key in explained)
        else:
            yield route, _missing(name, schema, route, annotations)


def _missing(name: str, schema: Mapping[str, Any], route: Route, annotations: Annotations) -> Said:
    at = (*route, name)
    message = f"The key `{name}` is missing in {called(route)}."
    said = schema.get("errorMessage")
    if isinstance(said, str) and "patternProperties" not in schema:
        return Said(message, said, key=name)
    purpose = annotations.word(at, "description")
    example = _example(at, annotations)
    step = f"Add `{name}: {example}`." if example else f"Add `{name}:`."
    return Said(message, f"{step} {first_sentence(purpose)}" if purpose else step, key=name)


def _unexplained(at: Route, annotations: Annotations) -> tuple[Route, Said]:
    """Say that a value settles what the contract leaves open, without a reading that says why."""
    message = f"{sentence_start(called(at))} settles what the contract leaves open, but no reading says why."
    step = f"Add under `readings`: `{at[-1]}: {{ question: …, because: … }}`."
    reading = annotations.word(at, "x-reading")
    if isinstance(reading, Mapping):
        step += f" The question: {sentence(reading['question'])}"
    return at, Said(message, step)


def _example(at: Route, annotations: Annotations) -> str | None:
    choices = annotations.word(at, "enum") or annotations.word(at, "examples") or ()
    return next((str(choice) for choice in choices if isinstance(choice, str | int | float)), None)
