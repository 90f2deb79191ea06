"""A table that nobody has described: its heads are found, its columns guessed, and what a person settles becomes a mapping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from soyte.intake.counts import Mapping, UnreadableCounts, read_counts, read_mapping
from soyte.intake.sight.draft import Draft, DraftColumn, draft_of
from soyte.intake.sight.guessing import guess
from soyte.intake.sight.layouts import compared, fingerprint, likeness
from soyte.intake.sight.looking import look
from soyte.intake.sight.vocabulary import Vocabulary
from soyte.intake.sight.writing import Unfinished, mapping_of, yaml_of
from soyte.sample.counts import write_counts

KNOWN = Vocabulary(
    {"cases": "Số ca mắc", "deaths": "Số ca tử vong do bệnh", "population": "Dân số"},
    {
        "disease": {
            "dengue": "Sốt xuất huyết Dengue",
            "measles": "Sởi",
            "influenza": "Cúm mùa",
            "hfmd": "Tay chân miệng",
        }
    },
    within="99",
    frame="sample",
)
TABLE = "Mã xã;Tên xã;Năm;Tháng;Bệnh;Số mắc;Số chết;Tình trạng\n99001;Ánh Sao;2024;1;Sởi;1.204;-;Chính thức\n"


def write(folder: Path, text: str, name: str = "ca-benh-2024.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def roles(draft: Draft) -> dict[str, str]:
    return {column.head: column.role for column in draft.columns}


def test_the_columns_of_a_table_are_guessed_from_heads_and_cells(tmp_path: Path) -> None:
    draft = guess(look(write(tmp_path, TABLE), "ca-benh-2024.csv"), KNOWN, owner="CDC")
    assert roles(draft) == {
        "Mã xã": "place", "Tên xã": "ignore", "Năm": "year", "Tháng": "month", "Bệnh": "disease",
        "Số mắc": "value", "Số chết": "value", "Tình trạng": "status",
    }  # fmt: skip
    assert [column.measure for column in draft.of("value")] == ["cases", "deaths"]
    assert (draft.dataset, draft.grain, draft.level, draft.numbers) == ("ca_benh", "month", "commune", "vi")
    assert draft.cells == {"-": "none"} and draft.codes
    mapping_of(draft)


def test_a_head_that_names_the_disease_beside_what_is_counted_tells_both(tmp_path: Path) -> None:
    text = "Xã;Năm;Số mắc SXH;Tử vong do sốt xuất huyết;Số ca sởi;Số mắc khác\nÁnh Sao;2024;3;0;1;2\n"
    values = guess(look(write(tmp_path, text), "a.csv"), KNOWN).of("value")
    assert [(one.measure, one.code) for one in values] == [
        ("cases", "dengue"), ("deaths", "dengue"), ("cases", "measles"), ("cases", ""),
    ]  # fmt: skip


def test_heads_that_span_columns_are_joined_with_those_below_them(tmp_path: Path) -> None:
    text = "Báo cáo tháng 6\nTT;Xã;Sốt xuất huyết;;Sởi;\n;;Mắc;Chết;Mắc;Chết\n1;Ánh Sao;3;0;1;0\n2;Bến Mây;-;-;-;-\n"
    seen = look(write(tmp_path, text), "a.csv")
    assert (seen.header_row, seen.depth) == (2, 2)
    assert len(seen.body) == 2
    assert [(one.measure, one.code) for one in guess(seen, KNOWN).of("value")] == [
        ("cases", "dengue"), ("deaths", "dengue"), ("cases", "measles"), ("deaths", "measles"),
    ]  # fmt: skip


def test_every_table_of_the_invented_province_is_guessed_well_enough_to_be_read(tmp_path: Path) -> None:
    for made in write_counts(tmp_path):
        draft = guess(look(made.file, made.file.name), KNOWN, owner="CDC")
        measured = tuple(
            replace(one, measure=one.measure or "cases") if one.role == "value" and not one.dimension else one
            for one in draft.columns
        )
        with read_counts(made.file, mapping_of(replace(draft, columns=measured))) as reading:
            assert reading.rows_accepted > 0.5 * reading.rows_in, made.file.name


def test_heads_are_found_below_a_title_in_a_workbook_with_sheets(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "bieu.xlsx"))
    book.add_worksheet("Bìa").write(0, 0, "Báo cáo")
    page = book.add_worksheet("Biểu 1")
    page.write(0, 0, "BIỂU TỔNG HỢP")
    page.write_row(2, 0, ["Xã", "Kỳ", "Sởi", "Cúm mùa", "Tỷ lệ %"])
    for line in range(3):
        page.write_row(3 + line, 0, ["Ánh Sao", f"T{line + 1}/2024", 12, 3, 4.5])
    book.close()
    seen = look(tmp_path / "bieu.xlsx", "bieu.xlsx", sheet="Biểu 1")
    assert (seen.header_row, seen.sheets) == (3, ("Bìa", "Biểu 1"))
    draft = guess(seen, KNOWN)
    assert roles(draft)["Tỷ lệ %"] == "ignore" and (draft.grain, draft.form) == ("month", "T1/2024")
    assert [(one.dimension, one.code) for one in draft.of("value")] == [
        ("disease", "measles"),
        ("disease", "influenza"),
    ]


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCounts, match="không có dòng nào có chữ"):
        look(write(tmp_path, "\n \n"), "rong.csv")


@pytest.mark.parametrize("name", ["ca-benh", "dan-so", "luot-kham"])
def test_a_mapping_becomes_a_draft_and_the_same_mapping_again(name: str, tmp_path: Path) -> None:
    tables = {made.mapping.stem: made for made in write_counts(tmp_path)}
    mapping = read_mapping(tables[name].mapping)
    heads = look(tables[name].file, "x").heads
    again = mapping_of(draft_of(mapping, heads))
    assert again.model_dump(exclude={"heads", "delimiter"}) == mapping.model_dump(exclude={"heads", "delimiter"})
    written = tmp_path / "again.yaml"
    written.write_text(yaml_of(again), "utf-8")
    assert read_mapping(written) == again


def test_what_is_missing_is_told_by_the_field_of_the_screen() -> None:
    with pytest.raises(Unfinished) as refused:
        mapping_of(Draft(columns=(DraftColumn("Năm", "year"), DraftColumn("Số", "value"), DraftColumn("N", "year"))))
    told = {problem.field: problem.words for problem in refused.value.problems}
    assert {"dataset", "title", "owner", "place", "grain"} <= told.keys()
    assert any("“Năm”, “N”" in problem.words for problem in refused.value.problems)
    assert any("hãy chọn số đo" in problem.words for problem in refused.value.problems)


def _known(heads: list[str]) -> Mapping:
    columns = tuple(
        DraftColumn(head, role) for head, role in zip(heads, ("place", "year", "month", "value"), strict=True)
    )
    said = Draft(
        "ca_mac",
        "Ca mắc",
        "CDC",
        columns=columns,
        same={"measure": "cases"},
        valid_from=date(2024, 1, 1),
        basis="aggregates",
    )
    return mapping_of(said)


def test_a_changed_layout_is_noticed_and_told() -> None:
    mapping = _known(["Xã", "Năm", "Tháng", "Số ca"])
    assert compared(mapping, ["Xã", "Năm", "Tháng", "Số ca"]).none
    moved = compared(mapping, ["Năm", "Xã", "Tháng", "Số ca"])
    assert moved.usable and moved.moved
    changed = compared(mapping, ["Xã", "Năm", "Tháng", "Số ca mắc", "Ghi chú"])
    assert changed.renamed == (("Số ca", "Số ca mắc"),) and changed.added == ("Ghi chú",) and not changed.usable
    assert changed.sentences == ("Cột “Số ca” nay là “Số ca mắc”.", "Có cột mới “Ghi chú”: chưa được dùng.")
    assert compared(mapping, ["Xã", "Năm", "Tháng"]).missing == ("Số ca",)


def test_tables_of_the_same_columns_have_one_fingerprint_and_others_are_not_alike() -> None:
    assert fingerprint(["Xã", "NĂM "]) == fingerprint(["xã", "năm"]) != fingerprint(["năm", "xã"])
    assert likeness(_known(["Xã", "Năm", "Tháng", "Số ca"]), ["Cơ sở", "Lượt khám", "Kỳ"]) == 0


def test_the_old_mapping_is_the_start_for_renamed_columns() -> None:
    mapping = _known(["Xã", "Năm", "Tháng", "Số ca"])
    draft = draft_of(mapping, ("Xã", "Năm", "Tháng", "Số ca mắc"), {"Số ca": "Số ca mắc"})
    assert draft.basis == mapping.basis == "aggregates"
    assert roles(draft)["Số ca mắc"] == "value" and draft.valid_from == date(2024, 1, 1)
