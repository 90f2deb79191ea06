"""Messages of rules: sentences with `{NAME}` or `{NAME:kind}` for what was found. They are filled in when somebody reads them.

Kinds: `so` a number, `tien` an amount of money, `ngay` a day, `luc` a moment, `phut` minutes, without one the words as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from soyte.catalogue.claims.rules import Rule

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z_0-9]*)(?::([a-z]+))?\}")
NOTHING = "(trống)"


def placeholders(message: str) -> list[tuple[str, str]]:
    """The names and kinds in a message, in order."""
    return [(found[1], found[2] or "") for found in _PLACE.finditer(message)]


def filled(rule: Rule, details: Sequence[str | None]) -> str:
    """The sentence of a finding; with what was chosen where the texts leave room."""
    values = iter(details)
    told = _PLACE.sub(lambda found: _shown(next(values, None), found[2] or ""), rule.message)
    return f"{told} ({rule.choice})" if rule.choice else told


def _shown(value: str | None, kind: str) -> str:
    if value is None or value == "":
        return NOTHING
    try:
        match kind:
            case "so" | "tien" | "phut":
                return _number(float(value))
            case "ngay":
                return f"{date.fromisoformat(value[:10]):%d/%m/%Y}"
            case "luc":
                return f"{datetime.fromisoformat(value):%H:%M %d/%m/%Y}"
    except ValueError:
        pass
    return value


def _number(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
