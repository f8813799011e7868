"""Worked examples tried: each is decided under the book of its policy, with its own agreement and changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.checks import check
from validator.diagnostics import Level
from validator.document import with_value
from validator.evaluate.citations import covers
from validator.evaluate.trial import Mismatch, Trial, try_example
from validator.location import Address
from validator.reading import read_policy
from validator.workspace.book import book_of
from validator.workspace.deviations import deviations
from validator.workspace.examples import documents_of
from validator.workspace.facts import facts_about
from validator.workspace.layout import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic
    from validator.evaluate.book import Book
    from validator.model.example import Change, Example
    from validator.model.policy import Agreement, Policy
    from validator.workspace.policies import Policies


def try_examples(examples: Sequence[Example], policies: Policies) -> tuple[Trial, ...]:
    """Decide all examples, in their order; those that share an edition and its changes share a book."""
    trials: dict[int, Trial] = {}
    groups: dict[tuple[str, str, tuple[Change, ...]], list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        groups[example.policy, example.edition, example.changes].append(index)
    for (name, _, changes), members in groups.items():
        policy = _changed(policies, name, changes)
        if isinstance(policy, Mismatch):
            trials |= {index: Trial(examples[index], (), (policy,)) for index in members}
        else:
            own = [examples[index].agreement for index in members if examples[index].own]
            laboratory = _Laboratory.of(policy, own)
            trials |= {index: laboratory.trial(examples[index]) for index in members}
    return tuple(trials[index] for index in range(len(examples)))


@dataclass(frozen=True, slots=True)
class _Laboratory:
    """The book that examples are decided under, and the rules that refuse their agreements, by agreement."""

    book: Book
    refusals: Mapping[str, Sequence[Diagnostic]]

    @staticmethod
    def of(policy: Policy, own: Sequence[Agreement]) -> _Laboratory:
        agreements = {agreement.id: agreement for agreement in own}
        refusals: dict[str, list[Diagnostic]] = defaultdict(list)
        alone = replace(policy, agreements=agreements)
        for found in check([alone], facts_about([])):
            for agreement in own:
                if (
                    found.level is Level.ERROR
                    and isinstance(found.at, Address)
                    and covers(found.at, agreement.at)
                ):
                    refusals[agreement.id].append(found)
        book = book_of([replace(policy, agreements={**policy.agreements, **agreements})])
        return _Laboratory(book, refusals)

    def trial(self, example: Example) -> Trial:
        refusals = self.refusals.get(example.agreement.id, ()) if example.own else ()
        if example.refused:
            return Trial(example, (), tuple(_not_refused(example, refusals)))
        if refusals:
            found = (Mismatch(example.agreement.at, f"{each.message} ({each.rule})") for each in refusals)
            return Trial(example, (), tuple(found))
        return try_example(example, self.book)


def _not_refused(example: Example, refusals: Sequence[Diagnostic]) -> Iterator[Mismatch]:
    rules = sorted({each.rule for each in refusals})
    if example.refused not in rules:
        said = (
            f"it is refused by {', '.join(f'`{rule}`' for rule in rules)}" if rules else "nothing refuses it"
        )
        message = f"`{example.refused}` does not refuse this agreement: {said}."
        yield Mismatch(example.at.child("refused"), message, rules[0] if rules else None)


def _changed(policies: Policies, name: str, changes: Sequence[Change]) -> Policy | Mismatch:
    """Return a policy with some of its values changed, or why it cannot be one."""
    written = next(policy for policy in policies.policies if policy.id == name)
    if not changes:
        return written
    documents = documents_of(policies, name)
    for change in changes:
        file = change.names.file
        documents[file] = with_value(documents[file], change.names.route, change.text)
        kind = kind_of(file.partition("/")[2]) or ""
        found = deviations(documents[file], kind, file)
        if found:
            return Mismatch(change.at, f"This cannot be written there: {found[0].message}")
    policy, mistakes = read_policy(documents)
    if policy is None:
        return Mismatch(changes[-1].at, f"This cannot be written there: {mistakes[0].message}")
    before = _errors(written)
    for wrong in _errors(policy):
        if wrong not in before:
            return Mismatch(changes[-1].at, f"This cannot be written there: {wrong.message} ({wrong.rule})")
    return policy


def _errors(policy: Policy) -> tuple[Diagnostic, ...]:
    """Return what forbids to decide under a policy, whatever has been agreed on."""
    found = check([replace(policy, agreements={})], facts_about([]))
    return tuple(each for each in found if each.level is Level.ERROR)
