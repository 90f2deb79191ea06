"""No rendering breaks, lies or runs anything, whatever a scorecard holds."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import lxml.html
from hypothesis import given, settings
from python_calamine import CalamineWorkbook
from scorecard.hostile_scorecards import scorecards

from soyte.reports.linked import State, read_linked, verify
from soyte.reports.scorecard.figures import current_figures
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.render_docx import render_docx
from soyte.reports.scorecard.render_html import render_html
from soyte.reports.scorecard.render_json import render_json
from soyte.reports.scorecard.render_xlsx import render_xlsx


@settings(max_examples=25, deadline=None)
@given(scorecards())
def test_the_word_file_opens_and_its_figures_verify(scorecard: Scorecard) -> None:
    data = render_docx(scorecard)
    docx.Document(io.BytesIO(data))
    checked = verify(read_linked(data), current_figures(scorecard))
    assert {one.state for one in checked} <= {State.UNCHANGED}


@settings(max_examples=40, deadline=None)
@given(scorecards())
def test_the_page_holds_no_script_and_no_handler(scorecard: Scorecard) -> None:
    page = lxml.html.document_fromstring(render_html(scorecard).encode("utf-8"))
    found: Any = page.xpath("//script | //img | //iframe | //object | //@onerror | //@onmouseover | //@style")
    assert not found
    links: Any = page.xpath("//@href")
    assert not [link for link in links if not str(link).startswith("#")]


@settings(max_examples=40, deadline=None)
@given(scorecards())
def test_the_workbook_and_the_json_give_every_row(scorecard: Scorecard) -> None:
    rows = [row for section in scorecard.sections for row in section.rows]
    book = CalamineWorkbook.from_object(io.BytesIO(render_xlsx(scorecard)))
    assert len(book.get_sheet_by_name("Chỉ tiêu").to_python()) == 1 + len(rows)
    written = render_json(scorecard)
    written.encode("utf-8")
    read = json.loads(written)
    assert [row["name"] for section in read["sections"] for row in section["rows"]] == [row.name for row in rows]
