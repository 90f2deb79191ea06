"""Linked figures: written once, read back whatever a person or a program did to the file, and judged."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from docx.text.paragraph import Paragraph
from linked.linked_files import (
    ABOUT,
    ABSENT,
    ALL,
    ESTIMATE,
    RATE,
    changed,
    figure,
    linked_file,
    typed,
    without,
    without_controls,
    without_tags,
)

from soyte.intake.documents import UnreadableDocument, read_bytes
from soyte.reports.linked import State, read_linked, verify
from soyte.reports.linked.model import PrintedFigure
from soyte.reports.linked.write import FigureWriter

RECORDS = ("customXml/item9.xml", "docProps/custom.xml")


def states(data: bytes, current: dict[str, PrintedFigure] | None = None) -> list[tuple[str, str]]:
    return [(one.place, one.state.value) for one in verify(read_linked(data), current)]


class TestReading:
    def test_each_place_is_found_in_reading_order_with_what_was_recorded(self) -> None:
        found = read_linked(linked_file())
        assert [(f.id, f.place, f.text) for f in found.figures] == [
            ("rate", "rate", "95,2"),
            ("guess", "guess", "ước 1.234"),
            ("none", "none", "chưa báo cáo"),
            ("rate", "rate__2", "95,2"),
        ]
        assert [f.value_recorded for f in found.figures] == [Decimal("95.2"), Decimal(1234), None, Decimal("95.2")]
        assert found.figures[0].recorded == RATE
        assert (found.figures[0].as_of_seq, dict(found.about)) == (7, ABOUT)

    @pytest.mark.parametrize("change", [without_tags, without_controls], ids=["no tags", "no controls"])
    def test_a_bookmark_is_enough(self, change: object) -> None:
        data = changed(linked_file(), change)  # type: ignore[arg-type]
        assert read_linked(data).figures == read_linked(linked_file()).figures

    def test_without_bookmarks_the_tags_are_enough(self) -> None:
        data = changed(linked_file(), lambda xml: re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", xml))
        assert read_linked(data).figures == read_linked(linked_file()).figures

    @pytest.mark.parametrize("part", RECORDS)
    def test_either_record_is_enough(self, part: str) -> None:
        assert read_linked(without(linked_file(), part)) == read_linked(linked_file())

    def test_without_any_record_the_ids_and_texts_are_left(self) -> None:
        found = read_linked(without(linked_file(), *RECORDS))
        assert [(f.id, f.text, f.recorded) for f in found.figures if f.id == "rate"] == [("rate", "95,2", None)] * 2
        assert not found.recorded

    def test_a_figure_split_into_runs_is_one_text_and_deleted_text_is_none(self) -> None:
        split = "</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:t>"
        data = changed(linked_file(), typed("95,2", f"95{split},2"))
        assert read_linked(data).figures[0].text == "95,2"

    def test_bookmarks_of_others_are_not_ours(self) -> None:
        mark = '<w:bookmarkStart w:id="99" w:name="_Toc123"/><w:bookmarkEnd w:id="99"/>'
        data = changed(linked_file(), lambda xml: xml.replace("<w:sectPr", f"<w:p>{mark}</w:p><w:sectPr"))
        assert len(read_linked(data).figures) == 4

    def test_a_plain_word_file_has_none(self) -> None:
        buffer = io.BytesIO()
        docx.Document().save(buffer)
        assert read_linked(buffer.getvalue()).figures == ()

    def test_what_is_no_word_file_is_told(self) -> None:
        with pytest.raises(UnreadableDocument, match=r"bc\.pdf: không phải tệp \.docx hay \.odt; hãy chọn tệp báo cáo"):
            read_linked(b"%PDF-1.4", "bc.pdf")

    def test_our_reader_of_documents_reads_figures_in_their_sentence(self) -> None:
        text = read_bytes(linked_file(), "a.docx").text
        assert "Tỷ lệ 95,2%, ước 1.234 lượt; chưa báo cáo." in text


class TestWriting:
    def paragraph(self) -> Paragraph:
        return docx.Document().add_paragraph()

    @pytest.mark.parametrize("other", [replace(RATE, text="96"), figure("RATE", "1", "1")])
    def test_two_figures_cannot_share_an_id(self, other: PrintedFigure) -> None:
        writer = FigureWriter()
        writer.add(self.paragraph(), RATE)
        with pytest.raises(ValueError, match="share the id"):
            writer.add(self.paragraph(), other)


class TestVerifying:
    def test_nothing_changed(self) -> None:
        assert {state for _, state in states(linked_file(), ALL)} == {"unchanged"}
        assert {state for _, state in states(linked_file())} == {"unchanged"}

    @pytest.mark.parametrize("way", ["95,20", "95,2%", " 95,2 ", "95,2\N{NO-BREAK SPACE}%"])
    def test_the_same_number_written_another_way_is_no_change(self, way: str) -> None:
        assert states(changed(linked_file(), typed("95,2", way)), ALL)[0] == ("rate", "unchanged")

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ("95,2", "96,2", "rate"),
            ("ước 1.234", "1.234", "guess"),
            ("chưa báo cáo", "12", "none"),
            ("95,2", "", "rate"),
        ],
        ids=["a digit", "no longer an estimate", "a value invented", "emptied"],
    )
    def test_changed_by_hand(self, old: str, new: str, place: str) -> None:
        assert (place, "edited") in states(changed(linked_file(), typed(old, new)), ALL)

    def test_the_sentence_says_what_was_what_is_and_what_the_ledger_says(self) -> None:
        document = read_linked(changed(linked_file(), typed("95,2", "96,2")))
        told = verify(document, {**ALL, "rate": replace(RATE, text="94,0", value=Decimal("94.0"))})[0].message
        assert told == "Khi lập tệp là “95,2”, nay tệp ghi “96,2”; trong kho số liệu hiện nay là “94,0”."

    def test_changed_by_hand_to_what_the_ledger_says_now_is_told_as_such(self) -> None:
        document = read_linked(changed(linked_file(), typed("95,2", "94,0")))
        one = verify(document, {**ALL, "rate": replace(RATE, text="94,0", value=Decimal("94.0"))})[0]
        assert (one.state, "trùng với số trong kho số liệu hiện nay" in one.message) == (State.EDITED, True)

    @pytest.mark.parametrize(
        "now",
        [
            replace(ESTIMATE, text="ước 1.300", value=Decimal(1300)),
            replace(ESTIMATE, text="1.234"),
            replace(ESTIMATE, unit="nghìn lượt"),
        ],
        ids=["another value", "final now", "another unit"],
    )
    def test_stale_against_the_ledger(self, now: PrintedFigure) -> None:
        found = dict(states(linked_file(), {**ALL, "guess": now}))
        assert found == {"rate": "unchanged", "guess": "stale", "none": "unchanged", "rate__2": "unchanged"}

    def test_a_figure_that_the_ledger_no_longer_has(self) -> None:
        assert dict(states(linked_file(), {"rate": RATE, "none": ABSENT}))["guess"] == "unknown"

    def test_a_control_that_was_deleted_is_missing(self) -> None:
        data = changed(
            linked_file(),
            lambda xml: re.sub(r'<w:bookmarkStart[^>]*w:name="guess"/>.*?<w:bookmarkEnd[^>]*/>', "1.234", xml),
        )
        assert states(data, ALL)[-1] == ("guess", "missing")

    def test_another_definition_with_the_same_value_is_worth_a_word(self) -> None:
        one = verify(read_linked(linked_file()), {**ALL, "rate": replace(RATE, definition_hash="b2")})[0]
        assert (one.state, "định nghĩa của chỉ tiêu đã đổi" in one.message) == (State.UNCHANGED, True)

    def test_without_record_only_the_ledger_judges(self) -> None:
        data = without(linked_file(), *RECORDS)
        assert dict(states(changed(data, typed("95,2", "96,2")), ALL))["rate"] == "stale"
        assert dict(states(data))["rate"] == "unknown"

    def test_a_record_that_was_tampered_with_does_no_harm(self) -> None:
        data = changed(linked_file(), lambda xml: xml.replace('value="95.2"', 'value="NaN"'), "customXml/item9.xml")
        assert dict(states(data, ALL))["rate"] == "unchanged"


def test_what_nobody_reported_is_not_stale_because_its_column_has_another_unit() -> None:
    now = {one.id: replace(one, unit="tỷ đồng") if one.value is None else one for one in ALL.values()}
    assert {state for _, state in states(linked_file(), now)} == {State.UNCHANGED.value}
