"""What stands beside the editions of a policy, compared: its own file, its frozen holidays, its agreements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.changes.cells import Table
from validator.changes.change import Change, Kind, Said
from validator.changes.compare import Comparison, Side, caused, settled
from validator.changes.declared import Declared, Text, declared
from validator.changes.effective import Effect, Weighing
from validator.changes.favours import Favours
from validator.changes.holidays import frozen_otherwise
from validator.changes.table import table_of_agreement
from validator.model.offer import offers_all
from validator.model.policy import Agreement, Policy

if TYPE_CHECKING:
    from validator.changes.compare import Schemas
    from validator.model.edition import Edition

HEAD = "policy.yaml"
AGREEMENTS = "agreements/"
NAMED = frozenset({"policy", "editions"})
"""What `policy.yaml` says of names and editions, which are compared themselves."""


def compare_beside(old: Side, new: Side, schemas: Schemas) -> Comparison:
    """Compare what stands beside the editions.

    An agreement is compared as it was signed and is now, both under the editions of today: what editions change is
    said where they are compared.
    """
    texts = _text(old), _text(new)
    lasting = {
        f"{AGREEMENTS}{name}.yaml": name for name in old.policy.agreements if name in new.policy.agreements
    }
    found = [
        each
        for each in declared(*texts, schemas)
        if each.change.file in lasting or (each.change.file == HEAD and each.change.route[0] not in NAMED)
    ]
    found += [Declared(each, each.favours) for each in frozen_otherwise(old.policy.lock, new.policy.lock)]
    found += list(_gone(old.policy, new.policy))
    effects: list[Effect] = []
    tables: tuple[Table, Table] = ({}, {})
    for file in dict.fromkeys(each.change.file for each in found if each.change.file in lasting):
        before, after = old.policy.agreements[lasting[file]], new.policy.agreements[lasting[file]]
        pair = _table(old, new, before), _table(new, new, after)
        edition = _edition(new.policy, after)
        since = new.day_begins(edition) if edition else 0
        effects += Weighing(old.calendar, new.calendar, since).effects(*pair)
        tables = {**tables[0], **pair[0]}, {**tables[1], **pair[1]}
    changes = tuple(settled(found, effects, tables))
    cells = len(tables[0].keys() | tables[1].keys())
    return Comparison(new.policy.id, None, None, changes, tuple(caused(effects, changes)), cells)


def _text(side: Side) -> Text:
    folder = f"{side.policy.id}/"
    files = {
        name.removeprefix(folder): (name, document)
        for name, document in side.documents.items()
        if name.startswith(folder) and (name == folder + HEAD or name.startswith(folder + AGREEMENTS))
    }
    return Text(files, side.policy.at)


def _table(own: Side, today: Side, agreement: Agreement) -> Table:
    """Return what an agreement gives under the editions of today, or where they do not offer it, under its own."""
    for side in (today, own):
        edition = _edition(side.policy, agreement)
        if edition is not None:
            return table_of_agreement(side.policy, agreement, edition)
    return {}


def _edition(policy: Policy, agreement: Agreement) -> Edition | None:
    """Return the edition that an agreement names, or the latest that offers what was signed."""
    if agreement.edition is not None:
        named = policy.editions.get(agreement.edition)
        return named if named and offers_all(named, agreement) else None
    return next(
        (each for each in reversed(list(policy.editions.values())) if offers_all(each, agreement)), None
    )


def _gone(old: Policy, new: Policy) -> Iterator[Declared]:
    """Yield the agreements that are gone: tickets under them can no longer be decided."""
    for name in sorted(old.agreements.keys() - new.agreements.keys()):
        agreement = old.agreements[name]
        change = Change(
            kind=Kind.AGREEMENT,
            favours=Favours.ADVERSE,
            file=f"{AGREEMENTS}{name}.yaml",
            route=("agreement",),
            old=Said(name, agreement.at.child("agreement")),
            new=None,
            at=new.at.child("policy"),
        )
        yield Declared(change, Favours.ADVERSE)
