"""The names an edition defines, gathered before anything refers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.reading.cursor import Cursor


@dataclass(frozen=True, slots=True)
class Names:
    """Ids by kind, in the order of the files; clauses are headings."""

    clauses: tuple[str, ...]
    schedules: tuple[str, ...]
    severities: tuple[str, ...]
    channels: tuple[str, ...]
    service_levels: tuple[str, ...]
    features: tuple[str, ...]
    plans: tuple[str, ...]
    add_ons: tuple[str, ...]
    statuses: tuple[str, ...]
    objectives: tuple[str, ...]
    escalations: tuple[str, ...]

    @property
    def escalation_obligations(self) -> tuple[str, ...]:
        """What decisions and credits call the escalations."""
        return tuple(f"escalation_{name}" for name in self.escalations)

    @property
    def obligations(self) -> tuple[str, ...]:
        """Everything that a credit can be for: objectives and escalations."""
        return (*self.objectives, *self.escalation_obligations)


def names(files: Mapping[str, Cursor]) -> Names:
    """Gather the names that the files of an edition define; `files` maps kinds of file to their content."""

    def keys(kind: str, group: str) -> tuple[str, ...]:
        return tuple(name for name, _ in files[kind].entries_of(group)) if kind in files else ()

    groups = files["channels"]["channel_groups"].entries() if "channels" in files else ()
    return Names(
        clauses=files["edition"].texts_of("clauses"),
        schedules=keys("support-hours", "support_hours"),
        severities=keys("severities", "severities"),
        channels=tuple(channel for _, group in groups for channel, _ in group.entries_of("channels")),
        service_levels=keys("service-levels", "service_levels"),
        features=keys("plans", "features"),
        plans=keys("plans", "plans"),
        add_ons=keys("plans", "add_ons"),
        statuses=keys("objectives", "statuses"),
        objectives=keys("objectives", "objectives"),
        escalations=keys("escalation", "escalations"),
    )
