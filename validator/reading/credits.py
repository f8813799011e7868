"""Service credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.credit import Credit, Grant
from validator.model.words import Counted, EligibleOn, MeasuredOn
from validator.reading.amounts import duration, number
from validator.reading.settled import readings

if TYPE_CHECKING:
    from decimal import Decimal

    from validator.reading.cursor import Cursor
    from validator.reading.findings import Findings
    from validator.reading.names import Names


def credit_rules(cursor: Cursor, names: Names, findings: Findings) -> dict[str, Credit]:
    """Return the credit rules by id."""
    return {
        name: Credit(
            id=name,
            title=each["title"].text,
            clause=findings.reference("clause", each["clause"], names.clauses),
            obligations=tuple(
                findings.reference("obligation", obligation, names.obligations)
                for obligation in each["for"].items()
            ),
            every=duration(each["every"], findings),
            counted=Counted(each["counted"].text),
            measured_on=MeasuredOn(each["measured_on"].text),
            grant=_grant(each["grants"], findings),
            cap=_cap(each["cap"], findings),
            eligible_on=EligibleOn(each["eligible_on"].text),
            readings=readings(each, findings),
            at=each.at,
        )
        for name, each in cursor["credits"].entries()
    }


def _grant(cursor: Cursor, findings: Findings) -> Grant:
    match cursor["kind"].text:
        case "term extension":
            return Grant(number(cursor["days"], findings), "days")
        case "amount":
            return Grant(number(cursor["amount"], findings), cursor["currency"].text)
        case _:
            return Grant(number(cursor["percent"], findings), "percent", cursor["of"].text)


def _cap(cursor: Cursor, findings: Findings) -> Decimal | None:
    return None if cursor.text == "none" else number(cursor, findings)
