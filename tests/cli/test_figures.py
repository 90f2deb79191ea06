"""`soyte figures` and `soyte trace` as a person uses them: words, numbers, formats, and what is said when it cannot be."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
import typer
from handed_in import write
from typer.testing import CliRunner, Result

from measures.books import Book, new_book
from soyte.cli.figures import figures
from soyte.cli.trace import trace
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

RUN = CliRunner()
APP = typer.Typer()
APP.command("figures")(figures)
APP.command("trace")(trace)
# Province 19 is a real code: the command asks the shipped places.
ROWS = """
place  period   disease  value  status
19     2017-01  dengue   1234   final
19     2017-02  dengue   0      provisional
19     2017-03  dengue   ?      final
19     2017-04  dengue   không  final
19     2017-01  measles  7      final
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book: Book = new_book(tmp_path_factory.mktemp("figures"))
    book.load(ROWS, owner="CDC Thái Nguyên")
    book.load("place period value\n19 2017 1268300", measure="population", dataset="thong_ke", owner="Cục Thống kê")
    return book.ledger.home.folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of an installation with two tables."""
    return Path(shutil.copytree(made, tmp_path / "so"))


def run(home: Path, *arguments: str) -> Result:
    return RUN.invoke(APP, [*arguments, "--home", str(home)], env={"COLUMNS": "200"})


def lines(text: str) -> list[str]:
    """The lines with single blanks."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_the_table_speaks_vietnamese_and_keeps_zero_none_and_silence_apart(home: Path) -> None:
    done = run(
        home, "figures", "dengue_cases", "--place", "Thái Nguyên", "--period", "2017-01..2017-04", "--by", "month"
    )
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert said[1] == "Nguồn: tập số liệu book; đơn vị chịu trách nhiệm: CDC Thái Nguyên"
    assert [word in said[2] for word in ("Địa bàn", "Kỳ", "Số liệu (ca)", "Tình trạng", "Đầy đủ", "Mã số liệu")] == [
        True
    ] * 6
    rows = [line for line in said if line.startswith("tỉnh Thái Nguyên")]
    assert [re.sub(r" dengue_cases@.*", "", line) for line in rows] == [
        "tỉnh Thái Nguyên Tháng 01/2017 1.234 chính thức 1/1 tháng",
        "tỉnh Thái Nguyên Tháng 02/2017 0 sơ bộ 1/1 tháng",
        "tỉnh Thái Nguyên Tháng 3/2017 chưa báo cáo 0/1 tháng",
        "tỉnh Thái Nguyên Tháng 4/2017 không có 1/1 tháng",
    ]
    assert re.fullmatch(
        r"Cách tính: Số ca mắc \[Bệnh: Sốt xuất huyết Dengue\]; chốt sau lần ghi nhận số 2, .*; định nghĩa [0-9a-f]{12}\.",
        said[-1],
    )


def test_a_rate_is_rounded_on_the_screen_only(home: Path) -> None:
    asked = ("figures", "notifiable_incidence_100k", "--place", "19", "--period", "2017", "--where", "disease=dengue")
    table = run(home, *asked).stdout
    assert "97,3 " in " ".join(table.split()) + " " or "97,30" in table
    assert "[1] Mẫu số lấy từ tập số liệu thong_ke (Cục Thống kê)." in table
    (one,) = json.loads(run(home, *asked, "--format", "json").stdout)
    assert one["value"].startswith("97.29559252")
    assert (one["numerator"], one["denominator"], one["breakdown"]) == ("1234", "1268300", {"disease": "dengue"})


def test_json_has_stable_names(home: Path) -> None:
    done = run(
        home, "figures", "cases", "--by", "disease,year", "--place", "19", "--period", "2017", "--format", "json"
    )
    dengue, measles = json.loads(done.stdout)
    assert list(dengue) == [
        *(
            "id",
            "kind",
            "indicator",
            "name",
            "place",
            "place_name",
            "period",
            "period_name",
            "period_start",
            "period_end",
        ),
        *("breakdown", "value", "unit", "state", "status", "numerator", "denominator"),
        *("units_reported", "units_expected", "reports_received", "reports_expected"),
        *("periods_reported", "periods_expected", "dataset", "owner", "submission", "as_of", "as_of_moment"),
        *("definition_hash", "boundaries", "group", "breaks", "notes"),
    ]
    assert (dengue["value"], dengue["status"], dengue["periods_reported"]) == ("1234", "provisional", 3)
    assert (measles["value"], measles["breakdown"], measles["periods_reported"]) == ("7", {"disease": "measles"}, 1)


def test_csv_has_a_column_for_each_breakdown(home: Path) -> None:
    done = run(home, "figures", "cases", "--by", "disease", "--place", "19", "--period", "2017", "--format", "csv")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(row["disease"], row["value"], row["state"]) for row in rows] == [
        ("dengue", "1234", "reported"),
        ("measles", "7", "reported"),
    ]


@pytest.mark.parametrize(("as_of", "count"), [("#1", 1), ("2099-01-01", 2), ("2001-01-01", 0)])
def test_as_of_is_an_act_or_a_day(home: Path, as_of: str, count: int) -> None:
    done = run(
        home,
        "figures",
        "dengue_cases",
        "population",
        "--place",
        "19",
        "--period",
        "2017",
        "--as-of",
        as_of,
        "--format",
        "json",
    )
    assert sum(one["state"] == "reported" for one in json.loads(done.stdout)) == count


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("dengue_case",), "Danh mục không có chỉ tiêu hay số đo “dengue_case”. Có phải: dengue_cases"),
        (("dengue_cases", "--as-of", "hôm qua"), "hôm qua: không hiểu thời điểm này"),
        (("dengue_cases", "--as-of", "#9"), "Chưa có lần ghi nhận số 9"),
        (("dengue_cases", "--where", "dengue"), "dengue: không hiểu điều kiện"),
        (("dengue_cases", "--place", "Thái Nguyễn X"), "Không có địa danh"),
        (("dengue_cases", "--period", "hôm kia"), "Hãy ghi kỳ như"),
        (("dengue_cases", "--by", "thôn"), "Không chia số liệu theo “thôn” được"),
        (("dengue_cases", "--period", "2017", "--by", "village"), "village"),
    ],
)
def test_what_cannot_be_answered_is_one_message_and_exit_2(home: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(home, "figures", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_installation_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "figures", "dengue_cases")
    assert (done.exit_code, "chưa phải là kho số liệu Soyte" in done.stderr) == (2, True)


# ---------------------------------------------------------------------------------------------------------------- trace


def address(home: Path, *arguments: str) -> str:
    """The id of the first figure."""
    done = run(home, "figures", *arguments, "--format", "json")
    return str(json.loads(done.stdout)[0]["id"])


def test_a_trace_walks_from_the_figure_to_the_lines(home: Path) -> None:
    done = run(home, "trace", address(home, "dengue_cases", "--place", "19", "--period", "2017"), "--rows", "2")
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert said[0] == "Số ca mắc sốt xuất huyết Dengue, tỉnh Thái Nguyên, năm 2017: 1.234 ca (sơ bộ)"
    assert "Cách tính: Số ca mắc [Bệnh: Sốt xuất huyết Dengue]" in said
    assert any(line.startswith("1. Số ca mắc [Bệnh: Sốt xuất huyết Dengue]: 1.234, từ 4 dòng") for line in said)
    assert any(line.startswith("#1 tep-1.csv nguoi-gui ") and line.endswith("4 1.234 đang dùng") for line in said)
    assert any(
        line.startswith("#1 dòng 2 tỉnh Thái Nguyên 01/01/2017 - 31/01/2017 Sốt xuất huyết Dengue 1.234")
        for line in said
    )
    assert said[-2:] == ["Còn 2 dòng nữa; thêm --rows 4 để xem hết.", "Cộng lại các dòng khớp với số liệu."]


def test_a_trace_as_csv_holds_every_row(home: Path) -> None:
    name = address(home, "cases", "--place", "19", "--period", "2017")
    done = run(home, "trace", name, "--rows", "1", "--format", "csv")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(row["locator"], row["breakdown"], row["state"], row["value"]) for row in rows] == [
        ("dòng 2", "disease=dengue", "reported", "1234"),
        ("dòng 3", "disease=dengue", "reported", "0"),
        ("dòng 4", "disease=dengue", "not_reported", ""),
        ("dòng 5", "disease=dengue", "none", ""),
        ("dòng 6", "disease=measles", "reported", "7"),
    ]


def test_a_trace_as_json_names_submissions_and_says_that_it_adds_up(home: Path) -> None:
    name = address(home, "notifiable_incidence_100k", "--place", "19", "--period", "2017")
    found = json.loads(run(home, "trace", name, "--format", "json").stdout)
    assert (found["formula"], found["adds_up"]) == ("Số ca mắc ÷ Dân số × 100.000", True)
    assert [(term["measure"], term["value"], term["submissions"][0]["number"]) for term in found["terms"]] == [
        ("cases", "1241", 1),
        ("population", "1268300", 2),
    ]


def test_what_is_no_address_is_refused(home: Path) -> None:
    done = run(home, "trace", "dengue_cases")
    assert (done.exit_code, "không phải địa chỉ của một số liệu" in done.stderr) == (2, True)


OWN = """
definitions:
  - kind: indicator
    name: own_count
    body:
      domain: preventive
      name_vi: Số đếm của đơn vị
      unit: ca
      numerator: Số ca
      direction: lower_better
      rollup: sum
      legal_source: quy định của đơn vị
      certainty: looked_up
      valid_from: 2000-01-01
"""


def test_an_indicator_that_the_installation_defined_has_a_table_too(home: Path, tmp_path: Path) -> None:
    order = Order(write(tmp_path / "dinh-nghia.yaml", OWN), actor="người thử", definitions=True)
    receive(Ledger.open(home), order)
    done = run(home, "figures", "own_count", "--place", "19", "--period", "2017")
    assert (done.exit_code, "Số đếm của đơn vị (own_count)" in done.stdout) == (0, True)
    assert "Danh mục chưa có công thức" in done.stdout
