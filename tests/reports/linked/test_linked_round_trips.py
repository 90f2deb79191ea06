"""What Word and LibreOffice leave of linked figures: ids, texts and the record survive every way a report travels."""

from __future__ import annotations

from pathlib import Path

import pytest
from linked.linked_files import changed
from office import converted
from scorecard.examples import binh_son

from soyte.intake.documents import read_document
from soyte.reports.audit import audit_file
from soyte.reports.linked import LinkedDocument, State, read_linked, verify
from soyte.reports.scorecard.figures import current_figures
from soyte.reports.scorecard.render_docx import render_docx

WAYS = [("docx",), ("odt",), ("odt", "docx"), ("docx", "odt", "docx")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "bao-cao.docx"
    path.write_bytes(render_docx(binh_son()))
    return path


def seen(document: LinkedDocument) -> list[tuple[str, str, str]]:
    return [(figure.id, figure.place, figure.text) for figure in document.figures]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=" to ".join)
def test_every_figure_and_the_record_survive(report: Path, way: tuple[str, ...], tmp_path: Path) -> None:
    path = report
    for number, form in enumerate(way):
        path = converted(path, form, tmp_path / str(number))
    before, after = read_linked(report), read_linked(path)
    assert sorted(seen(after)) == sorted(seen(before))
    assert after.about == before.about
    assert [figure.recorded for figure in after.figures] == [
        figure.recorded for figure in after.figures if figure.recorded
    ]
    checked = verify(after, current_figures(binh_son()))
    assert {one.state for one in checked} == {State.UNCHANGED}


@pytest.mark.slow
def test_the_printed_pages_say_what_the_file_says(report: Path, tmp_path: Path) -> None:
    printed = " ".join(read_document(converted(report, "pdf", tmp_path)).text.split())
    for figure in read_linked(report).figures:
        assert figure.text in printed


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_audit_finds_what_was_changed_after_libreoffice_saved_it(report: Path, form: str, tmp_path: Path) -> None:
    path = converted(report, form, tmp_path)
    part = "word/document.xml" if form == "docx" else "content.xml"
    path.write_bytes(changed(path.read_bytes(), lambda xml: xml.replace("83,6", "93,6"), part))
    audited = audit_file(path)
    found = [finding for finding in audited.findings if finding.kind == "linked"]
    assert [(one.claimed, one.recomputed) for one in found] == [("93,6", "83,6")] * 2
    assert [audited.document.text[one.start : one.end] for one in found] == ["93,6"] * 2
