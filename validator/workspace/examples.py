"""Worked examples from the folders of their editions, each with the book it is decided under."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.checks import check
from validator.diagnostics import Diagnostic, Level
from validator.document import Document, source_of, with_value
from validator.evaluate.citations import covers
from validator.evaluate.trial import Mismatch, Trial, try_example
from validator.location import Address
from validator.model.example import Change, Example
from validator.reading import read_examples, read_policy
from validator.reading.cursor import Cursor
from validator.workspace.book import book_of
from validator.workspace.deviations import deviations
from validator.workspace.facts import facts_about
from validator.workspace.folder import printable, read_folder
from validator.workspace.layout import EXAMPLES_KIND, kind_of
from validator.workspace.policies import prove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.document import Source
    from validator.evaluate.book import Book
    from validator.model.policy import Agreement, Policy
    from validator.workspace.policies import Policies


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of policies, what is wrong with their files, and those files by their path below the root."""

    examples: tuple[Example, ...]
    documents: Mapping[str, Document | Source]
    diagnostics: tuple[Diagnostic, ...]


def load_examples(policies: Policies) -> Examples:
    """Read the examples of policies; only those of a policy without mistakes are understood."""
    by_name = {policy.id: policy for policy in policies.policies}
    names = sorted({file.partition("/")[0] for file in policies.documents})
    documents: dict[str, Document | Source] = {}
    diagnostics: list[Diagnostic] = []
    examples: list[Example] = []
    for name in names:
        shown = f"{policies.shown}/{printable(name)}"
        folder = read_folder(policies.root / name, shown, lambda path: kind_of(path) == EXAMPLES_KIND)
        diagnostics += (found for found in folder.diagnostics if found not in policies.diagnostics)
        for path, content in folder.files.items():
            file = f"{name}/{path}"
            document, found = prove(content, f"{shown}/{path}", EXAMPLES_KIND, file)
            source = document or source_of(content, f"{shown}/{path}")
            if source is not None:
                documents[file] = source
            diagnostics += found
            if document is not None and not found and name in by_name:
                edition = by_name[name].editions.get(path.split("/")[1])
                if edition is None:
                    diagnostics.append(_of_no_edition(file, path.split("/")[1]))
                    continue
                sound = _documents(policies, name)
                read, mistakes = read_examples(Cursor(file, document.root), by_name[name], edition, sound)
                examples += read
                diagnostics += mistakes
    return Examples(tuple(examples), documents, tuple(diagnostics))


def _of_no_edition(file: str, folder: str) -> Diagnostic:
    message = f"These examples lie in the folder of `{folder}`, which is no edition of the policy."
    next_step = "Move the file into the folder of the edition that it is about, or list the edition."
    return Diagnostic(
        "not-listed", Level.ERROR, message, Address(file, ("examples",), on_key=True), next_step
    )


def _documents(policies: Policies, name: str) -> dict[str, Document]:
    return {
        file: document
        for file, document in policies.documents.items()
        if file.startswith(f"{name}/") and isinstance(document, Document)
    }


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
    documents = _documents(policies, name)
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
