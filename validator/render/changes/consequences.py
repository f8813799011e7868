"""What follows from a change, in as few lines as say everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from validator.changes.cells import NOT_STATED, Answer, Content, Covered, Granted, Run
from validator.changes.effective import Effect
from validator.changes.favours import Favours
from validator.model.credit import Credit
from validator.render.wording.english import ENGLISH

NOTHING: Final = "nothing"
NO_SEVERITY: Final = "no severity"
NO_CHANNEL: Final = "no channel"
MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Consequence:
    """Promises that change alike: in some offers, for some severities, through some channels."""

    favours: Favours
    offers: tuple[str, ...]
    question: str
    severities: tuple[str, ...]
    channels: tuple[str, ...]
    old: str
    new: str
    count: int
    example: str


def consequences(effects: Iterable[Effect], zones: Mapping[str, tzinfo]) -> list[Consequence]:
    """Gather effects: those that differ only in their channel, then in their severity, then in their offer."""
    by_channel: dict[tuple[object, ...], list[Effect]] = defaultdict(list)
    for effect in effects:
        cell = effect.cell
        words = said(effect.old), said(effect.new)
        by_channel[cell.offer, cell.question, cell.severity, *words, effect.favours].append(effect)
    by_severity: dict[tuple[object, ...], list[list[Effect]]] = defaultdict(list)
    for (offer, question, _, *said_so), group in by_channel.items():
        by_severity[offer, question, _channels(group), *said_so].append(group)
    by_offer: dict[tuple[object, ...], list[list[Effect]]] = defaultdict(list)
    for (_, question, channels, *said_so), groups in by_severity.items():
        whole = [effect for group in groups for effect in group]
        by_offer[question, _severities(whole), channels, *said_so].append(whole)
    return [
        _gathered([effect for group in groups for effect in group], zones) for groups in by_offer.values()
    ]


def _gathered(effects: Sequence[Effect], zones: Mapping[str, tzinfo]) -> Consequence:
    first = effects[0]
    return Consequence(
        favours=first.favours,
        offers=tuple(dict.fromkeys(effect.cell.offer for effect in effects if effect.cell.offer)),
        question=first.cell.question,
        severities=_severities(effects),
        channels=_channels(effects),
        old=said(first.old),
        new=said(first.new),
        count=len(effects),
        example=_example(effects, zones),
    )


def _channels(effects: Iterable[Effect]) -> tuple[str, ...]:
    found = dict.fromkeys(effect.cell.channel for effect in effects if effect.cell.channel is not None)
    return tuple(channel if channel != NOT_STATED else NO_CHANNEL for channel in found)


def _severities(effects: Iterable[Effect]) -> tuple[str, ...]:
    found = dict.fromkeys(effect.cell.severity for effect in effects if effect.cell.severity is not None)
    return tuple(severity if severity != NOT_STATED else NO_SEVERITY for severity in found)


def said(answer: Content | None) -> str:
    """Return an answer in words."""
    match answer:
        case None:
            return NOTHING
        case Granted(credit):
            return _credit(credit)
        case Run():
            return "as its objective says"
        case Covered(inclusion):
            return inclusion.value
        case Answer(promise):
            return promise.text if promise else NOTHING


def _credit(credit: Credit | None) -> str:
    if credit is None:
        return NOTHING
    grant = credit.grant
    given = ENGLISH.counted(grant.amount, "day" if grant.unit == "days" else grant.unit)
    of = f" of {grant.of}" if grant.of else ""
    every = f"every {ENGLISH.duration(credit.every)} {credit.counted.value} on {credit.measured_on.value}"
    cap = f", at most {credit.cap.normalize():f}" if credit.cap is not None else ""
    return f"{given}{of} for {every}{cap}"


def _example(effects: Sequence[Effect], zones: Mapping[str, tzinfo]) -> str:
    """Return the submission whose deadline moves most, in the local time of its hours."""
    shifts = [effect for effect in effects if effect.shift is not None and isinstance(effect.new, Answer)]
    if not shifts:
        return ""
    effect = max(shifts, key=lambda each: abs(each.shift.new - each.shift.old) if each.shift else 0)
    if effect.shift is None or not isinstance(effect.new, Answer):
        return ""
    zone = zones[effect.new.schedule.zone]
    submitted, new, old = (
        ENGLISH.instant(at, zone) for at in (effect.shift.submitted, effect.shift.new, effect.shift.old)
    )
    return f"asked on {submitted}, due on {new} instead of {old}"


def lines(effects: Sequence[Effect], zones: Mapping[str, tzinfo], most: int = MOST) -> Iterator[str]:
    """Yield lines for people: how many promises follow, and which."""
    if not effects:
        return
    count = len(effects)
    yield f"{count} {'promise follows' if count == 1 else 'promises follow'}:"
    gathered = consequences(effects, zones)
    yield from (f"  {line(each)}" for each in gathered[:most])
    if len(gathered) > most:
        rest = sum(each.count for each in gathered[most:])
        yield f"  and {rest} more, which `--format json` lists"
    example = next((each.example for each in gathered if each.example), "")
    if example:
        yield f"  for example: {example}"


def line(consequence: Consequence) -> str:
    """Return a consequence in one line."""
    offers = f"{', '.join(consequence.offers)}: " if consequence.offers else ""
    severities = f", {', '.join(consequence.severities)}" if consequence.severities else ""
    channels = f", through {', '.join(consequence.channels)}" if consequence.channels else ""
    asked = f"{offers}{consequence.question}{severities}{channels}"
    if consequence.old == consequence.new:
        return f"{asked}: {consequence.new}, {OTHERWISE[consequence.favours]}"
    return f"{asked}: {consequence.old} → {consequence.new}"


OTHERWISE: Final = {
    Favours.ADVERSE: "which is worse now",
    Favours.FAVOURABLE: "which is better now",
    Favours.INCOMPARABLE: "which is better at times and worse at others, or otherwise",
    Favours.NEUTRAL: "as before",
}
