"""The results as a table in the README, between two marks; a full run of the benchmarks renews it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"


def markdown(rows: list[dict[str, Any]]) -> str:
    """One line a record."""
    lines = ["| measured | ours | other | of the other | on |", "|---|---|---|---|---|"]
    for row in rows:
        ours, other = (f"{_short(row[who])} {row['unit']}" for who in ("ours", "other"))
        lines.append(f"| {row['name']} | {ours} | {other} | {row['against']} | {row['data_set']} |")
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def renew(readme: Path, rows: list[dict[str, Any]]) -> None:
    """Put the table where the marks are."""
    text = readme.read_text("utf-8")
    block = f"{BEGIN}\n{markdown(rows)}\n{END}"
    readme.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: block, text, flags=re.DOTALL), encoding="utf-8")
