"""The five moments of need."""

from __future__ import annotations

from enum import StrEnum


class Moment(StrEnum):
    """The five moments of need (Gottfredson & Mosher)."""

    NEW = "new"
    MORE = "more"
    APPLY = "apply"
    SOLVE = "solve"
    CHANGE = "change"
