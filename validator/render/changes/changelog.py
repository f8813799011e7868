"""The customer's release note: what changes from which day, for whom, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Final

from validator.changes.change import Change, Kind, Said
from validator.changes.compare import Comparison
from validator.changes.difference import Difference
from validator.changes.effective import Effect
from validator.changes.favours import Favours
from validator.model.edition import Edition
from validator.model.policy import Policy
from validator.render.changes.consequences import NOTHING, Consequence, consequences
from validator.render.changes.titles import Titles
from validator.render.marking import escaped as beginning
from validator.render.marking import escaped_part as escaped
from validator.render.wording.english import ENGLISH

WORDS: Final = frozenset(
    {Kind.PROVISION, Kind.SERVICE, Kind.SCOPE, Kind.SEVERITY, Kind.OBJECTIVE, Kind.ESCALATION}
)
PLAN_ROUTE: Final = 2  # plans / production

HEADINGS: Final = {
    Favours.ADVERSE: "What gets worse",
    Favours.FAVOURABLE: "What gets better",
    Favours.INCOMPARABLE: "What is different",
}


def changelog(difference: Difference, policies: Mapping[str, Policy]) -> str:
    """Return a note for every edition that differs, the newest first; `policies` give the titles."""
    notes = [
        note(comparison, policies[comparison.policy], difference.zones, heading="# ")
        for comparison in reversed(difference.comparisons)
        if comparison.new is not None
    ]
    return "\n".join(notes) or "Nothing changes.\n"


def note(comparison: Comparison, policy: Policy, zones: Mapping[str, tzinfo], heading: str) -> str:
    """Return the note of one edition as Markdown; `heading` begins its title, such as `# `."""
    old, new = comparison.old, comparison.new
    if old is None or new is None:
        return ""
    title = f"{heading}{escaped(policy.title)}: what changes on {ENGLISH.day(new.effective_from)}"
    sections = _sections(comparison, old, new, zones, heading)
    return "\n\n".join([title, _introduction(comparison, old, new), *sections]) + "\n"


def _introduction(comparison: Comparison, old: Edition, new: Edition) -> str:
    if comparison.edited:
        return f"The edition of {ENGLISH.day(new.effective_from)} was changed after it had been published."
    said = (
        f"From {ENGLISH.day(new.effective_from)} on, this edition replaces the one of "
        f"{ENGLISH.day(old.effective_from)}."
    )
    if not _moves(comparison):
        said += " Every promise stays as it was."
    return said


def _moves(comparison: Comparison) -> bool:
    return any(change.favours is not Favours.NEUTRAL for change in comparison.changes) or bool(
        comparison.effects
    )


def _sections(
    comparison: Comparison, old: Edition, new: Edition, zones: Mapping[str, tzinfo], heading: str
) -> Iterator[str]:
    titles = Titles.of(old, new)
    lasting = old.plans.keys() & new.plans.keys()
    moved = [effect for effect in comparison.effects if not effect.cell.offer or _plan(effect) in lasting]
    yield from _section("Plans", _plans(comparison.changes, titles), heading)
    for favours, words in HEADINGS.items():
        own = [effect for effect in moved if effect.favours is favours]
        items = [_sentence(each, titles) for each in consequences(own, zones)]
        items += _declared(comparison, favours, titles)
        yield from _section(words, items, heading)
    yield from _section("Words of the contract", list(_words(comparison, old, new, titles)), heading)
    yield from _section("Addresses", list(_addresses(comparison.changes)), heading)


def _plan(effect: Effect) -> str:
    return effect.cell.offer.partition(" + ")[0]


def _section(title: str, items: Sequence[str], heading: str) -> Iterator[str]:
    if items:
        yield f"#{heading}{title}"
        yield "\n".join(f"- {item}" for item in dict.fromkeys(items))


def _plans(changes: Iterable[Change], titles: Titles) -> list[str]:
    items = []
    for change in changes:
        if _is_plan(change):
            word = "plan" if change.route[0] == "plans" else "add-on"
            title = f"**{escaped(titles.of_name(str(change.route[1])))}**"
            gone = f"The {word} {title} is no longer offered."
            items.append(gone if change.old else f"{title} is a new {word}.")
    return items


def _is_plan(change: Change) -> bool:
    """Whether a plan or an add-on comes or goes as a whole."""
    return (
        change.file == "plans.yaml"
        and len(change.route) == PLAN_ROUTE
        and change.route[0] in {"plans", "add_ons"}
    )


def _sentence(each: Consequence, titles: Titles) -> str:
    """Say what follows in one sentence, in the contract's own names."""
    offers = ENGLISH.listing([f"**{escaped(titles.offer(name))}**" for name in each.offers])
    parts = [titles.question(each.question)]
    if each.severities and not titles.severities <= set(each.severities):
        parts.append(ENGLISH.listing([titles.of_name(name) for name in each.severities]))
    if each.channels:
        parts.append(f"asked through {ENGLISH.listing([titles.of_name(name) for name in each.channels])}")
    what = ", ".join(parts)
    lead = f"{offers}: {escaped(what)}" if offers else beginning(what)
    return f"{lead}: {_moved(each)}"


def _moved(each: Consequence) -> str:
    example = f" For example: {escaped(each.example)}." if each.example else ""
    if each.old == each.new:
        said = "comes later" if each.favours is Favours.ADVERSE else "comes earlier"
        if each.favours is Favours.INCOMPARABLE or not each.example:
            said = "is granted on other conditions"
        return f"{escaped(each.new)}, as before, but {said}.{example}"
    if each.new == NOTHING:
        return f"no promise any more, before: {escaped(each.old)}."
    if each.old == NOTHING:
        return f"{escaped(each.new)}, before: no promise."
    return f"{escaped(each.new)} instead of {escaped(each.old)}.{example}"


def _declared(comparison: Comparison, favours: Favours, titles: Titles) -> list[str]:
    """Say what is declared otherwise and shows in no promise, such as a right to agree on something."""
    return [
        f"{_place(change, titles)}: {_became(change)}"
        for change in comparison.changes
        if change.favours is favours
        and change.kind not in WORDS
        and not comparison.following(change)
        and not _is_plan(change)
    ]


def _words(comparison: Comparison, old: Edition, new: Edition, titles: Titles) -> Iterator[str]:
    for change in comparison.changes:
        if change.favours is not Favours.INCOMPARABLE or change.kind not in WORDS:
            continue
        if change.route[0] == "provisions":
            yield _provision(change, old, new)
        elif change.kind is Kind.SERVICE and len(change.route) == PLAN_ROUTE:
            title = f"**{escaped(titles.of_name(str(change.route[1])))}**"
            yield (
                f"{title} is no longer described."
                if change.old
                else f"{title} is described for the first time."
            )
        else:
            yield f"{_place(change, titles)}: {_became(change)}"


def _provision(change: Change, old: Edition, new: Edition) -> str:
    """Quote what the contract says or said under a heading."""
    sides = ((old, change.old), (new, change.new))
    before, after = (edition.provisions[_index(said)] if said else None for edition, said in sides)
    clause = f"**{escaped((after or before or new.provisions[0]).clause)}**"
    if after is None:
        return f"{clause}: no longer: {escaped(before.means if before else '')}"
    return f"{clause}: {escaped(after.means)}" + (f" Before: {escaped(before.means)}" if before else "")


def _index(said: Said) -> int:
    """Return which of a list a value is, or belongs to."""
    return next(key for key in said.at.route if isinstance(key, int))


def _addresses(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if change.kind is Kind.CONTACT and change.route[-1] not in {"title", "clause"}:
            yield f"{beginning(_last(change.route))}: {_became(change)}"


def _last(route: Sequence[object]) -> str:
    """Return the names of a route that say whose address it is."""
    return " ".join(str(key) for key in route[-2:] if key not in {"contact", "contacts"}).replace("_", " ")


def _place(change: Change, titles: Titles) -> str:
    keys = [str(key) for key in change.route if not isinstance(key, int)]
    named = keys[:-2] if keys[-1] == "title" else keys  # a title says itself what it names
    names = [titles.of_name(key).replace("_", " ") for key in named]
    return f"**{escaped(' / '.join(names))}**"


def _became(change: Change) -> str:
    if change.old is None:
        return f"new: {escaped(change.new.text if change.new else '')}"
    if change.new is None:
        return f"no longer: {escaped(change.old.text)}"
    before = " Before" if change.new.text.endswith(".") else ", before"
    return f"{escaped(change.new.text)}{before}: {escaped(change.old.text)}"
