"""Thresholds: conditions of the law and rules of thumb by their days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path

from soyte.catalogue.files import ROOT, Faults, read_located
from soyte.catalogue.threshold_model import Threshold, ThresholdFile
from soyte.catalogue.versions import by_id, on_day

Thresholds = Mapping[str, tuple[Threshold, ...]]


@cache
def load_thresholds() -> Thresholds:
    """The shipped thresholds by id, the versions of each oldest first."""
    return read_thresholds(ROOT)


def read_thresholds(root: Path) -> Thresholds:
    """`thresholds/*.yaml` of a folder."""
    faults, found = Faults(), {}
    for path in sorted((root / "thresholds").glob("*.yaml")):
        with faults.kept():
            file = read_located(path, ThresholdFile, root)
            for name, versions in by_id(file.content.thresholds, partial(file.where, "thresholds")).items():
                if name in found:
                    faults.add(f"{file.file}: ngưỡng '{name}' đã có ở tệp khác. Hãy giữ một nơi.")
                found[name] = versions
    faults.check()
    return found


def thresholds(on: date, known: Thresholds | None = None) -> tuple[Threshold, ...]:
    """Those that hold on a day, in the order of the files."""
    every = load_thresholds() if known is None else known
    return tuple(one for versions in every.values() if (one := on_day(versions, on)) is not None)
