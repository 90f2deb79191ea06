"""The labelled examples of the accuracy benchmarks: the figures of the invented gold texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.record import ROOT

TEXTS = ROOT / "tests" / "gold" / "texts"


@dataclass(frozen=True)
class Label:
    """One figure that a text holds: where, as written, and the values that are right."""

    start: int
    end: int
    quote: str
    values: tuple[float, ...]
    optional: bool


@dataclass(frozen=True)
class Labelled:
    """A text and all its figures."""

    text: str
    labels: tuple[Label, ...]


def labelled_texts() -> list[Labelled]:
    """Every gold text, in the order of names."""
    return [_read(path) for path in sorted(TEXTS.glob("*/*.figures.jsonl"))]


def _read(path: Path) -> Labelled:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    text = path.with_name(path.name.replace(".figures.jsonl", ".txt")).read_bytes().decode()
    return Labelled(text, tuple(_label(row) for row in rows))


def _label(row: dict[str, Any]) -> Label:
    values = [*_several(row["value"]), *_several(row.get("high", []))]
    return Label(row["start"], row["end"], row["quote"], tuple(map(float, values)), bool(row.get("optional")))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


Found = tuple[int, int, float]


def right(value: float, label: Label) -> bool:
    """Is this one of the values of the label?"""
    return any(abs(value - one) <= 1e-9 * max(1.0, abs(one)) for one in label.values)


def precision_and_recall(found: list[Found], labels: tuple[Label, ...]) -> tuple[int, int, int]:
    """How many found figures are right, how many were found, how many there were to find (optional ones do not count)."""
    hit: set[int] = set()
    wrong = 0
    for start, end, value in found:
        near = [label for label in labels if start < label.end and label.start < end]
        good = [label for label in near if right(value, label)]
        hit.update(label.start for label in good if not label.optional)
        wrong += not good and not any(label.optional for label in near)
    return len(hit), len(hit) + wrong, sum(not label.optional for label in labels)
