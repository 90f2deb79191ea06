"""Long documents are read to their end, however they are made; how fast stands in `benchmarks/`."""

from __future__ import annotations

import pytest
from document_samples import at, docx, p, pdf, r, tc, tr

from patience import patience
from soyte.intake.documents import read_bytes

SENTENCE = "Toàn tỉnh có 152 trạm y tế, đạt 98,6% kế hoạch năm; so với cùng kỳ tăng 12,3%. "


@pytest.mark.slow
def test_forty_pages_of_word_do_not_blow_up() -> None:
    runs = "".join(r(piece, "<w:b/>") for piece in (SENTENCE * 4).split(","))
    paragraph = f"<w:p>{runs}</w:p>"
    table = f"<w:tbl>{''.join(tr(*[tc(p('12,5'))] * 6) for _ in range(20))}</w:tbl>"
    with patience():
        assert read_bytes(docx((paragraph * 6 + table) * 40), "a.docx").blocks


@pytest.mark.slow
def test_forty_pages_of_pdf_do_not_blow_up() -> None:
    page = "".join(
        at(72, 780 - 14 * line, "mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay tam", 11)
        for line in range(36)
    )
    page += "".join(f"72 {60 + 18 * row} 450 18 re S\n" for row in range(10)) + "".join(
        f"{72 + 75 * c} 60 m {72 + 75 * c} 240 l S\n" for c in range(6)
    )
    page += "".join(at(76 + 75 * column, 65 + 18 * row, "12,5") for row in range(10) for column in range(6))
    with patience():
        assert read_bytes(pdf(*[page] * 40), "a.pdf").blocks


@pytest.mark.slow
def test_forty_pages_of_html_do_not_blow_up() -> None:
    page = "".join(f"<p>{SENTENCE * 4}</p><table><tr><td>1<td>2</tr></table>" for _ in range(600))
    with patience():
        assert read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html").blocks
