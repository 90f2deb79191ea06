"""The files of words, which reading a report needs and computing does not: labels, phrases, vocabulary, rules of verdicts."""

from __future__ import annotations

import csv
from pathlib import Path

from soyte.catalogue.files import CatalogueError, Faults, read_located
from soyte.catalogue.labels import LabelIndex
from soyte.catalogue.load import Catalogue
from soyte.catalogue.phrases import PhraseFile
from soyte.catalogue.units import Vocabulary
from soyte.catalogue.verdict_rules import VerdictRuleFile

_TABLES = {"abbreviations.csv": ("form", "canonical"), "direction_words.csv": ("phrase", "direction")}


def check_words(root: Path, catalogue: Catalogue | None) -> None:
    """Refuses a folder whose files of words are wrong; all faults at once.

    Labels are compiled with the shipped vocabulary; without a catalogue (its own files are wrong) they wait.
    """
    faults = Faults()
    for name, model in (
        ("phrases.yaml", PhraseFile),
        ("vocabulary.yaml", Vocabulary),
        ("verdict_rules.yaml", VerdictRuleFile),
    ):
        with faults.kept():
            read_located(root / name, model, root)
    for name, columns in _TABLES.items():
        with faults.kept():
            _check_table(root / name, columns)
    if catalogue is not None:
        _check_labels(catalogue, faults)
    faults.check()


def _check_labels(catalogue: Catalogue, faults: Faults) -> None:
    for versions in catalogue.versions.values():
        for one in versions:
            try:
                LabelIndex([one])
            except CatalogueError as error:
                faults.add(f"{catalogue.places.get(one.id, one.id)}: {error}")


def _check_table(path: Path, columns: tuple[str, ...]) -> None:
    faults = Faults()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: không mở được tệp hoặc tệp không ở bảng mã UTF-8.") from error
    for line, row in enumerate(csv.DictReader(lines), start=2):
        for column in columns:
            if not (row.get(column) or "").strip():
                faults.add(f"{path.name}, dòng {line}, cột {column}: không được để trống")
    faults.check()
