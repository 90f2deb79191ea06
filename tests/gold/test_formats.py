"""The same text as a Word, web, OpenDocument or PDF file, or as another plain text, is read the same."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import formats
import pytest

from soyte.cli import main
from soyte.reports.audit import audit_file
from soyte.reports.audit.render_jsonl import render_figures_jsonl

TEXTS = {path.stem: path for path in sorted((Path(formats.__file__).parent / "texts").glob("*/*.txt"))}
FILES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": (".docx", formats.docx),
    "html": (".html", formats.html),
    "odt": (".odt", formats.odt),
    **{name: (".txt", write) for name, write in formats.VARIANTS.items()},
}
LEAST = {"pdf": 0.97, "wrapped": 0.97}
OFTEN = 0.98

Figure = tuple[float, str, str]


def figures(path: Path) -> list[Figure]:
    """Value, unit and role of every figure in order; each stands where it says in the text that was drawn."""
    audited = audit_file(path)
    rows = [json.loads(line) for line in render_figures_jsonl([audited]).splitlines()]
    text = audited.document.text
    for row in rows:
        assert text[row["start"] : row["end"]] == row["quote"], f"{path.name}: {row}"
    return [(row["value"], unicodedata.normalize("NFC", row["unit"] or "-"), row["role"]) for row in rows]


@cache
def original(stem: str) -> list[Figure]:
    """What the text says as it is."""
    return figures(TEXTS[stem])


def text_of(stem: str) -> str:
    return TEXTS[stem].read_bytes().decode()


def differences(stem: str, found: list[Figure]) -> Iterator[str]:
    """Where two readings of a text part."""
    wanted = original(stem)
    for tag, i, k, j, m in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag != "equal":
            yield f"{stem}: {wanted[i:k]} became {found[j:m]}"


def agreed(wanted: list[Figure], found: list[Figure]) -> int:
    """How many figures two readings have in common, in the same order."""
    return sum(match.size for match in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())


def compare(form: str, found: dict[str, list[Figure]]) -> None:
    """Nearly all figures agree; if not, all that differ are listed."""
    same = sum(agreed(original(stem), figures) for stem, figures in found.items())
    of = sum(max(len(original(stem)), len(figures)) for stem, figures in found.items())
    lines = [line for stem, figures in found.items() for line in differences(stem, figures)]
    assert same >= LEAST.get(form, OFTEN) * of, "\n".join([f"{form}: {same}/{of} = {same / of:.1%}", *lines])


@pytest.mark.parametrize("form", FILES)
def test_the_format_of_a_file_does_not_change_what_it_says(form: str, tmp_path: Path) -> None:
    ending, write = FILES[form]
    found = {}
    for stem in TEXTS:
        path = tmp_path / f"{stem}{ending}"
        path.write_bytes(write(text_of(stem)))
        found[stem] = figures(path)
    compare(form, found)


@pytest.mark.slow
def test_a_printed_file_says_what_the_text_says(tmp_path: Path) -> None:
    if not formats.office():
        pytest.skip("there is no LibreOffice here to print PDF files with")
    printed = formats.pdf({stem: text_of(stem) for stem in TEXTS}, tmp_path)
    compare("pdf", {stem: figures(path) for stem, path in printed.items()})


@pytest.mark.parametrize("form", ["docx", "html", "odt", "nfd", "crlf", "utf16"])
def test_places_count_in_the_text_that_the_command_writes(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending, write = FILES[form]
    path = tmp_path / f"bc{ending}"
    path.write_bytes(write(text_of("11_tron_ma")))
    assert_places(monkeypatch, tmp_path, path)


def test_places_count_in_the_text_of_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_places(monkeypatch, tmp_path, TEXTS["01_cuoi_nam"], TEXTS["02_cdc_9_thang"])


def assert_places(patch: pytest.MonkeyPatch, folder: Path, *paths: Path) -> None:
    """Every quote stands at its place in what `--text` writes: a file, or a folder with a file for each of several reports."""
    text, rows = folder / "text", folder / "figures.jsonl"
    patch.setattr(sys, "argv", ["soyte", "audit", *map(str, paths), "--text", str(text), "--figures", str(rows)])
    with pytest.raises(SystemExit):
        main.run()
    written = {
        path.name: (text / f"{path.name}.txt" if len(paths) > 1 else text).read_bytes().decode() for path in paths
    }
    read = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines()]
    assert read
    assert [row for row in read if written[row["doc"]][row["start"] : row["end"]] != row["quote"]] == []
