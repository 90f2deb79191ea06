"""`soyte figures --boundaries` across a merger that an installation records: nothing printed before changes, all totals agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Command, copy_of

MAPPING = """\
dataset: ca_mac
title: Số ca mắc
owner: CDC tỉnh
frame: sample
measure: cases
grain: month
status: final
place: {column: xa, level: commune}
period: {column: thang}
dimensions: {disease: {value: dengue}}
value: {column: so_ca, numbers: vi}
cells: {not_reported: [""]}
"""
BEFORE = "xa,thang,so_ca\n99001,T1/2026,10\n99013,T1/2026,7\n99019,T1/2026,5\n99019,T2/2026,\n99001,T2/2026,1\n"
AFTER = "xa,thang,so_ca\nÁnh Sao,T1/2027,2\nNắng Mới,T1/2027,3\nBến Mây,T1/2027,4\n"
YEARS = ("cases", "--by", "commune,year", "--period", "2026..2027")


@pytest.fixture
def soyte(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.delenv("SOYTE_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return Command(monkeypatch, capsys)


@pytest.fixture
def home(tmp_path: Path, soyte: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an installation that took in what was counted before."""

    def made(folder: Path) -> None:
        assert soyte("init", "--home", folder / "kho", "--name", "Sở Y tế tỉnh Sao Mai", "--place", "99").code == 0
        (folder / "ca.mapping.yaml").write_text(MAPPING, encoding="utf-8")
        taken_in(soyte, folder / "kho", BEFORE)

    return copy_of("figures on boundaries", made, tmp_path_factory, tmp_path) / "kho"


def taken_in(soyte: Command, home: Path, text: str) -> None:
    path = home.parent / "ca.csv"
    path.write_text(text, encoding="utf-8")
    ended = soyte("ingest", path, "--home", home)
    assert (ended.code, "để riêng" in ended.out) == (0, False)


def reformed(soyte: Command, home: Path) -> None:
    """On 1 January 2027 one commune goes into another, and a third one is divided."""
    said = ("--on", "1/1/2027", "--document", "NQ 1", "--home", home, "--yes")
    assert soyte("places", "merge", "--from", "99019", "--into", "99013", *said).code == 0
    parts = "99001::60%,99500:phường Nắng Mới:40%"
    assert soyte("places", "split", "99001", "--into", parts, *said).code == 0


def asked(soyte: Command, home: Path, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(soyte("figures", *YEARS, *more, "--home", home, "--format", "json").out)
    return found


def values(found: list[dict[str, Any]]) -> dict[str, str]:
    return {f"{one['place']} {one['period']}": one["value"] or one["state"] for one in found}


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_table_of_then_is_printed_again_byte_for_byte_after_any_merger(soyte: Command, home: Path, form: str) -> None:
    def printed() -> list[str]:
        said = ("figures", "cases", "--by", "commune,month", "--period", "2026", "--as-of", "#2", "--format", form)
        return [soyte(*said, "--boundaries", one, "--home", home).out for one in ("own", "current", "2026-06-30")]

    before = printed()
    reformed(soyte, home)
    taken_in(soyte, home, AFTER)
    assert all(before)
    assert printed() == before


def test_own_figures_of_years_before_stay_also_without_a_moment(soyte: Command, home: Path) -> None:
    before = {key: value for key, value in values(asked(soyte, home)).items() if key.endswith("2026")}
    reformed(soyte, home)
    assert {key: value for key, value in values(asked(soyte, home)).items() if key.endswith("2026")} == before


def test_on_the_new_boundaries_old_counts_are_joined_and_divided(soyte: Command, home: Path) -> None:
    reformed(soyte, home)
    taken_in(soyte, home, AFTER)
    own, new = asked(soyte, home), asked(soyte, home, "--boundaries", "2027-01-01")
    assert values(new) == {
        "99001 2026": "7",
        "99001 2027": "2",
        "99013 2026": "12",
        "99013 2027": "4",
        "99500 2026": "4",
        "99500 2027": "3",
    }
    totals = [sum(int(one["value"]) for one in found if one["value"]) for found in (own, new)]
    assert totals == [32, 32]
    assert {(one["on"], one["place"]) for figure in own for one in figure["breaks"]} >= {
        ("2027-01-01", "99001"),
        ("2027-01-01", "99013"),
    }
    assert all(figure["breaks"] == [] for figure in new)


def test_a_withdrawn_division_gives_the_old_figures_back(soyte: Command, home: Path) -> None:
    before = values(asked(soyte, home, "--boundaries", "2027-01-01"))
    reformed(soyte, home)
    assert values(asked(soyte, home, "--boundaries", "2027-01-01")) != before
    for number in ("3", "4"):
        assert soyte("withdraw", number, "--reason", "ghi nhầm", "--home", home).code == 0
    assert values(asked(soyte, home, "--boundaries", "2027-01-01")) == before


def test_an_act_that_lost_its_ground_is_said_on_every_table(soyte: Command, home: Path) -> None:
    reformed(soyte, home)
    said = ("--from", "99500", "--into", "99013", "--on", "1/1/2028", "--document", "NQ 2", "--home", home, "--yes")
    assert soyte("places", "merge", *said).code == 0
    assert soyte("withdraw", "4", "--reason", "ghi nhầm", "--home", home).code == 0
    ended = soyte("figures", *YEARS, "--home", home)
    assert (ended.code, "Thay đổi địa bàn số 5" in ended.err) == (0, True)


def test_the_table_says_whose_boundaries_and_the_trace_by_which_shares(soyte: Command, home: Path) -> None:
    reformed(soyte, home)
    table = soyte("figures", *YEARS, "--boundaries", "2027-01-01", "--home", home).out
    assert "Theo địa giới ngày 01/01/2027." in table
    assert "Có phần chia theo tỷ trọng" in table
    figure = asked(soyte, home, "--boundaries", "2027-01-01")[-2]
    ended = soyte("trace", figure["id"], "--home", home)
    assert ended.code == 0
    assert "phường Ánh Sao (mã 99001)" in ended.out
    assert "40 %" in ended.out
    assert "01/01/2027: theo văn bản quyết định (NQ 1)" in ended.out
    parts = soyte("trace", figure["id"], "--home", home, "--format", "json").json["terms"][0]["parts"]
    assert [(one["place"], one["value"], one["part"], one["millionths"]) for one in parts] == [
        ("99001", "11", "4", 400000)
    ]


def test_boundaries_that_nobody_understands_are_refused(soyte: Command, home: Path) -> None:
    ended = soyte("figures", *YEARS, "--boundaries", "mới", "--home", home)
    assert (ended.code, "own (lúc báo cáo), current (hiện nay)" in ended.err) == (2, True)
