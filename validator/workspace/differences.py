"""Two states of contracts compared: whole folders, single policies, or editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from validator.changes.beside import compare_beside
from validator.changes.change import Kind
from validator.changes.compare import Comparison, Side, compare_editions
from validator.changes.deadlines import Calendar
from validator.changes.difference import BEFORE, Difference
from validator.changes.publishing import breaches, gone, policy_gone
from validator.checks import check
from validator.diagnostics import Diagnostic, Level
from validator.document import Document
from validator.evaluate.book import zones_of
from validator.shape.annotations import Annotations
from validator.workspace.facts import facts_about
from validator.workspace.layout import kind_of
from validator.workspace.schemas import registry, schema
from validator.workspace.trouble import Trouble
from validator.workspace.zones import load_zone

if TYPE_CHECKING:
    from datetime import tzinfo

    from validator.model.edition import Edition
    from validator.model.policy import Policy
    from validator.workspace import operands
    from validator.workspace.policies import Policies

RULES: Final[Mapping[str, str]] = {
    "base-unsound": "The state to compare with has mistakes itself, so that nothing can be said of what has changed."
}


def difference(old: operands.Side, new: operands.Side) -> Difference:
    """Compare two states; raises `Trouble` where they have nothing in common that could be compared."""
    compare = _editions if old.edition or new.edition else _policies
    comparisons, diagnostics, added = compare(old, new)
    documents = {
        **{f"{BEFORE}{name}": document for name, document in old.policies.documents.items()},
        **new.policies.documents,
    }
    named = zones([*old.policies.policies, *new.policies.policies])
    return Difference(old.label, new.label, tuple(comparisons), tuple(diagnostics), documents, named, added)


Found = tuple[list[Comparison], list[Diagnostic], tuple[str, ...]]
"""Comparisons, what breaks the rules of publishing, and policies that are new."""


def history(policies: Policies, policy: Policy) -> dict[str, Comparison]:
    """Return what each edition of a policy changed, compared with the one before it."""
    side = _side(policies, policy)
    pairs = ((_predecessor(edition, policy), edition) for edition in policy.editions.values())
    return {
        edition.id: compare_editions((side, before), (side, edition), _schema_of)
        for before, edition in pairs
        if before is not None
    }


def zones(policies: Sequence[Policy]) -> dict[str, tzinfo]:
    """Return the zones that policies name."""
    return {name: zone for name in zones_of(policies) if (zone := load_zone(name)) is not None}


def _editions(old: operands.Side, new: operands.Side) -> Found:
    """Compare two editions; a side that names none has the one that the other side names."""
    sides = []
    for own, other in ((old, new), (new, old)):
        policy_id, edition_id = own.edition or other.edition or ("", "")
        policy = _named(own, policy_id)
        edition = policy.editions.get(edition_id)
        if edition is None:
            known = ", ".join(policy.editions)
            raise Trouble(
                f"{own.label} has no edition {edition_id} of {policy.id}",
                f"It has {known}. Name the edition to compare with: a day, or its folder.",
            )
        if _unsound(policy):
            raise _mistaken(own, policy.id)
        sides.append((_side(own.policies, policy), edition))
    comparison = compare_editions(sides[0], sides[1], _schema_of)
    return [comparison], list(breaches(comparison, sides[1][0].policy)), ()


def _named(side: operands.Side, policy_id: str) -> Policy:
    """Return a policy of a side; of a side with a single policy that one, whatever it is called."""
    by_id = {policy.id: policy for policy in side.policies.policies}
    if policy_id in by_id:
        return by_id[policy_id]
    if len(by_id) == 1 and side.single:
        return next(iter(by_id.values()))
    if side.policies.diagnostics:
        raise _mistaken(side, policy_id)
    raise Trouble(
        f"{side.label} has no policy {policy_id}", f"It has {', '.join(sorted(by_id)) or 'none at all'}."
    )


def _mistaken(side: operands.Side, policy_id: str) -> Trouble:
    return Trouble(
        f"the policy {policy_id} has mistakes in {side.label}, so it cannot be compared",
        f"`slawyer check` shows them, in that state. {_first(side.policies)}".strip(),
    )


def _first(policies: Policies) -> str:
    found = next(iter(policies.diagnostics), None)
    return f"The first is: {found.message}" if found else ""


def _policies(old: operands.Side, new: operands.Side) -> Found:
    """Compare all policies that both sides have; two single ones whatever they are called."""
    before = {policy.id: policy for policy in old.policies.policies}
    after = {policy.id: policy for policy in new.policies.policies}
    known = _names(old.policies)
    if old.single and new.single and len(before) == len(after) == 1:
        pairs = [(next(iter(before.values())), next(iter(after.values())))]
        known = set()
    else:
        pairs = [(before[name], after[name]) for name in before if name in after]
    if known and not pairs and not (known & after.keys()):
        raise Trouble(
            f"{old.label} and {new.label} have no policy in common",
            f"The one has {', '.join(sorted(known)) or 'none'}, the other {', '.join(sorted(after)) or 'none'}. "
            f"Where a policy was renamed, name the two folders.",
        )
    comparisons: list[Comparison] = []
    diagnostics: list[Diagnostic] = []
    for one, other in pairs:
        if _unsound(one):
            diagnostics.append(_base_unsound(old, other, len(_unsound(one))))
            continue
        sides = _side(old.policies, one), _side(new.policies, other)
        found, broken = _compared(*sides)
        comparisons += found
        diagnostics += broken
    added = tuple(sorted(after.keys() - known - {other.id for _, other in pairs}))
    for name in sorted(known - before.keys()):
        if name in after:
            mistakes = sum(_folder(each, old.policies) == name for each in old.policies.diagnostics)
            diagnostics.append(_base_unsound(old, after[name], mistakes))
    for name in sorted(known - _names(new.policies)):
        diagnostics.append(policy_gone(name, list(added), next(iter(after.values()))))
    return comparisons, diagnostics, added


def _names(policies: Policies) -> set[str]:
    """Return the folders of policies, sound or not."""
    return {file.partition("/")[0] for file in policies.documents}


def _folder(diagnostic: Diagnostic, policies: Policies) -> str:
    """Return the folder of the policy that a diagnostic is about."""
    return diagnostic.at.file.removeprefix(f"{policies.shown}/").partition("/")[0]


def _base_unsound(old: operands.Side, policy: Policy, mistakes: int) -> Diagnostic:
    count = f"{mistakes} mistake{'' if mistakes == 1 else 's'}"
    return Diagnostic(
        "base-unsound",
        Level.ERROR,
        f"The policy {policy.id} has {count} in {old.label}, so nobody can say what has changed since.",
        policy.at.child("policy"),
        "Compare with an earlier state that is sound: `slawyer diff REF`. If this change mends it, approve of it.",
        identity=f"base-unsound {policy.id}",
    )


def _unsound(policy: Policy) -> list[Diagnostic]:
    """Return what forbids to decide under a policy. Drifting holidays do not: the frozen ones are what holds."""
    return [each for each in check([policy], facts_about([])) if each.level is Level.ERROR]


def _side(policies: Policies, policy: Policy) -> Side:
    documents = {
        name: document
        for name, document in policies.documents.items()
        if isinstance(document, Document) and name.startswith(f"{policy.id}/")
    }
    return Side(policy, documents, Calendar(policy, zones([policy])))


def _compared(old: Side, new: Side) -> tuple[list[Comparison], list[Diagnostic]]:
    """Compare a policy with itself: each edition with what it was, and each new one with the one before it."""
    beside = compare_beside(old, new, _schema_of)
    frozen = [change for change in beside.changes if change.kind is Kind.HOLIDAYS]
    comparisons = []
    for name, edition in new.policy.editions.items():
        if name in old.policy.editions:
            pair = (old, old.policy.editions[name]), (new, edition)
            comparisons.append(compare_editions(*pair, _schema_of, frozen))
        else:
            before = _predecessor(edition, new.policy)
            if before is not None:
                comparisons.append(compare_editions((new, before), (new, edition), _schema_of))
    diagnostics = [found for each in comparisons for found in breaches(each, new.policy)]
    diagnostics += gone(old.policy, new.policy)
    comparisons.append(beside)
    return [each for each in comparisons if each.changes or each.effects], diagnostics


def _predecessor(edition: Edition, policy: Policy) -> Edition | None:
    """Return the edition that another one replaces, by its own word or by its day."""
    if edition.supersedes in policy.editions:
        return policy.editions[edition.supersedes or ""]
    earlier: Sequence[Edition] = [
        each for each in policy.editions.values() if each.effective_from < edition.effective_from
    ]
    return earlier[-1] if earlier else None


def _schema_of(file: str) -> Annotations | None:
    """Return what the schema says of a file, by its name within an edition or within a policy."""
    kind = kind_of(f"editions/any/{file}") or kind_of(file)
    return Annotations(schema(kind), registry()) if kind else None
