"""Figures with their pedigree, the way back to the line and to the words, and the past after something was taken back."""

from __future__ import annotations

from soyte.cli.demo.filling import RealCounts
from soyte.cli.demo.judging import REAL
from soyte.cli.demo.stage import Stage
from soyte.measures import Figure, figures
from soyte.sample import year

CASES = "dengue_cases"
WARD = f"{year.CODE}001"
STATED = "bhyt_coverage_rate"


def show_figures(stage: Stage, real: RealCounts) -> None:
    """Figures of the invented province and, if they were taken in, of real counts; two are traced."""
    stage.chapter("Số liệu và truy nguồn: từ một con số về đúng dòng, đúng câu")
    stage.run("figures", CASES, "--place", year.CODE, "--period", str(year.YEAR), "--by", "quarter")
    stage.say("\nMột phường trước và sau sắp xếp, theo địa giới lúc báo cáo rồi theo địa giới hiện nay:")
    ward = ("figures", CASES, "--place", WARD, "--period", f"{year.YEAR - 1}..{year.YEAR}", "--by", "year")
    stage.run(*ward)
    stage.run(*ward, "--boundaries", "current")
    if real.there:
        stage.say("\nSố ca thật của Hà Nội, với chỗ đứt chuỗi khi nhận thêm Hà Tây năm 2008:")
        stage.run("figures", CASES, "--place", "Hà Nội", "--period", "2006..2010", "--by", "year")
    stage.say("\nMột số liệu cộng từ nhiều dòng, truy về từng dòng của tệp đã nhận:")
    stage.run("trace", _asked(stage, CASES, year.CODE, f"{year.YEAR}-10")[0].id, "--rows", "3")
    stated = _stated(stage)
    if stated is not None:
        stage.say(
            "\nMột số liệu nêu trong báo cáo, truy về nguyên văn (mở bản gốc trong kho bảo mật, có ghi nhật ký truy cập):"
        )
        stage.run("trace", stated.id)


def take_back(stage: Stage) -> None:
    """A submission is withdrawn: its rows do not count any more, and the past is as it was."""
    stage.chapter("Rút một lần gửi, và xem lại quá khứ")
    state = stage.ledger().state()
    act = next(act for act in state.acts if act.name == f"ca-benh-{year.YEAR}.csv" and act.kind == "accepted")
    question = ("figures", CASES, "--place", year.CODE, "--period", str(year.YEAR))
    before = _value(_asked(stage, CASES, year.CODE, str(year.YEAR)))
    stage.run("withdraw", str(act.seq), "--reason", "thử rút một lần gửi")
    stage.run(*question)
    stage.say("\nNgay trước khi rút thì vẫn như cũ:")
    stage.run(*question, "--as-of", f"#{state.head}")
    stage.say("\nNhận lại tệp ấy thì số liệu trở lại:")
    stage.run("ingest", stage.files / act.name, "--mapping", stage.files / "ca-benh.yaml", "--sender", str(act.sender))
    after = _value(_asked(stage, CASES, year.CODE, str(year.YEAR)))
    stage.say(f"Trước khi rút: {before} ca; sau khi nhận lại: {after} ca.")
    if before != after or before is None:
        stage.failed.append("số liệu sau khi nhận lại khác với trước khi rút")


def _asked(stage: Stage, indicator: str, place: str, period: str | None) -> tuple[Figure, ...]:
    return tuple(figures(stage.ledger(), indicator, place=place, period=period))


def _stated(stage: Stage) -> Figure | None:
    """What a real report states, else the invented one."""
    for place, of_year in (REAL, (year.CODE, year.YEAR)):
        found = [one for one in _asked(stage, STATED, place, str(of_year)) if one.kind == "stated"]
        if found:
            return found[0]
    return None


def _value(found: tuple[Figure, ...]) -> object:
    return next((one.value for one in found if one.kind == "computed"), None)
