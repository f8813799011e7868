"""Support contracts as code: check them, decide tickets with them, publish them.

`load` reads policies, `check` says what is wrong in them, `decide` decides a log of tickets, and a `Timetable` counts
support time. They are imported when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.timetable import Timetable
    from validator.workspace.library import check, decide
    from validator.workspace.policies import load

__all__ = ["Timetable", "check", "decide", "load"]


def __getattr__(name: str) -> object:
    """Import what is asked for (PEP 562), so that `import validator` costs nothing."""
    match name:
        case "load":
            from validator.workspace.policies import load  # noqa: PLC0415 -- when asked for

            return load
        case "check" | "decide":
            from validator.workspace import library  # noqa: PLC0415 -- when asked for

            return library.check if name == "check" else library.decide
        case "Timetable":
            from validator.timetable import Timetable  # noqa: PLC0415 -- when asked for

            return Timetable
        case _:
            message = f"module `validator` has no attribute `{name}`"
            raise AttributeError(message)
