"""Indicators of several diseases are read together; each figure is what it is when asked alone."""

from __future__ import annotations

from pathlib import Path

from measures.books import new_book

ROWS = """
place  period   disease  value
10     2017-01  dengue   5
10     2017     dengue   9
10001  2017-02  dengue   4
20     2017-02  measles  ?
20     2017-01  measles  3
30     2017-01  hfmd     không
30     2017-02  cholera  8
"""
ASKED = ["dengue_cases", "measles_cases", "hfmd_cases", "notifiable_cases", "notifiable_case_fatality"]


def test_together_and_alone_give_the_same_figures(tmp_path: Path) -> None:
    book = new_book(tmp_path)
    book.load(ROWS)
    book.load(ROWS.replace("value\n", "value\n").replace("dengue   5", "dengue   1"), measure="deaths", dataset="other")
    for by in (["place", "month"], ["year"]):
        together = book.ask(ASKED, by=by, period="2017").items
        alone = [one for name in ASKED for one in book.ask(name, by=by, period="2017").items]
        assert list(together) == alone
        assert any(one.value for one in together)
