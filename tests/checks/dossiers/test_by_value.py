"""What hangs on one text alone is derived once for each text: of rows with it, without it, and of none."""

import pyarrow as pa

from soyte.checks.dossiers.by_value import ByValue, of_one_text
from soyte.engine.workbench import Workbench

DERIVED = {
    "so": "TRY_CAST(split_part(LIEU_DUNG, ' ', 1) AS BIGINT)",
    "gap_doi": "so * 2",
    "trong": "LIEU_DUNG IS NULL",
    "voi_don_vi": "contains(LIEU_DUNG, DON_VI_TINH)",
    "theo_ngay": "so * hs_ngay",
    "ngay": "NGAY_YL_day + 1",
    "gom": "so + g_3",
}


def test_only_what_hangs_on_one_text_is_derived_by_value() -> None:
    assert of_one_text("xml2", DERIVED) == {"LIEU_DUNG": {name: DERIVED[name] for name in ("so", "gap_doi", "trong")}}


def test_each_row_has_what_its_text_gives() -> None:
    with Workbench(planned=False) as bench:
        by_value = ByValue(bench, "xml2", of_one_text("xml2", DERIVED))
        texts = ["2 viên", None, "3 viên", "viên", "2 viên"]
        made = by_value.added(pa.table({"LIEU_DUNG": pa.array(texts)}))
        assert made.to_pydict() == {
            "LIEU_DUNG": texts,
            "so": [2, None, 3, None, 2],
            "gap_doi": [4, None, 6, None, 4],
            "trong": [False, True, False, False, False],
        }
        assert by_value.added(made.select(["LIEU_DUNG"]).slice(0, 0)).schema == made.schema
