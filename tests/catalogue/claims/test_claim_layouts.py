"""Layouts of the claim feed by day: what the decisions of 2023, 2024, 2025 and 2026 made of each table."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from soyte.catalogue.claims import code_list, code_lists, columns, decision, fields, layout, table, tables
from soyte.catalogue.files import CatalogueError
from soyte.ledger.vault import IdentityKind

UNDER_130, UNDER_4750, UNDER_3176 = date(2023, 12, 1), date(2024, 9, 1), date(2025, 6, 1)
COUNTS = {  # table: fields under QĐ 130, 4750, 3176
    "XML0": (18, 26, 26),
    "XML1": (65, 66, 66),
    "XML2": (38, 39, 39),
    "XML3": (47, 47, 47),
    "XML6": (31, 47, 47),
    "XML7": (25, 26, 26),
    "XML13": (0, 39, 37),
    "XML14": (0, 22, 22),
    "XML15": (0, 20, 20),
}


@pytest.mark.parametrize("name", COUNTS)
def test_each_decision_has_its_number_of_fields(name: str) -> None:
    found = [0, 0, 0]
    for number, day in enumerate((UNDER_130, UNDER_4750, UNDER_3176)):
        try:
            found[number] = len(layout(name, day).fields)
        except CatalogueError:
            continue
    assert tuple(found) == COUNTS[name]


def test_fields_were_renamed_and_grew() -> None:
    assert "MA_NOI_DI" in layout("XML13", UNDER_4750).names and "MA_CSKCB_DI" in layout("XML13", UNDER_3176).names
    assert layout("XML1", UNDER_4750).field("SO_CCCD").max_length == 15
    assert layout("XML1", UNDER_3176).field("SO_CCCD").max_length is None
    assert layout("XML2", date(2026, 7, 1)).field("MUC_HUONG").type == "decimal"
    assert layout("XML1", UNDER_4750).names.index("NHOM_MAU") == 7


def test_no_field_has_two_forms_on_one_day_and_each_code_list_is_known() -> None:
    for one in tables():
        spans: dict[str, list[tuple[date, date]]] = {}
        for field in fields(one.table):
            spans.setdefault(field.name, []).append((field.valid_from, field.valid_to or date.max))
            assert field.code_list is None or field.code_list in code_lists()
        for days in spans.values():
            assert all(earlier[1] < later[0] for earlier, later in pairwise(sorted(days)))


def test_whatever_tells_who_somebody_is_takes_a_pseudonym_of_a_kind_that_the_vault_knows() -> None:
    for one in tables():
        for field in columns(one.table):
            assert (field.pseudonym is not None) == (field.personal in ("identity", "text"))
            assert field.pseudonym is None or IdentityKind(field.pseudonym)
            named = "HO_TEN" in field.name or "CCCD" in field.name.removeprefix("NGAY").removeprefix("NOI")
            dated = field.name.startswith(("NGAY", "NOI"))
            assert not named or dated or field.personal == "identity", field.name


def test_codes_hold_for_their_days() -> None:
    assert "8" not in code_list("KET_QUA_DTRI", UNDER_130) and "8" in code_list("KET_QUA_DTRI", UNDER_4750)
    assert code_list("NHOM_DOI_TUONG", UNDER_4750)["1"].label != code_list("NHOM_DOI_TUONG", UNDER_3176)["1"].label
    assert "1.8" not in code_list("MA_DOITUONG_KCB", date(2026, 8, 1))
    assert "16" in code_list("MA_LOAI_KCB", date(2026, 8, 1)) and "16" not in code_list("MA_LOAI_KCB", UNDER_3176)


def test_a_day_before_all_decisions_has_the_first_one() -> None:
    assert (decision(date(2020, 1, 1)).decision, decision(UNDER_3176).decision) == ("130", "3176")


def test_unknown_names_are_told() -> None:
    for call in (lambda: table("XML99"), lambda: code_list("GI", UNDER_3176), lambda: layout("XML13", UNDER_130)):
        with pytest.raises(CatalogueError):
            call()
