"""What is said beside the signals of a week: what was tested, what could not be, how many chance alone gives."""

from __future__ import annotations

from dataclasses import replace

from soyte.surveillance.signals.model import LEVEL_VI, SignalKind, Tests, Weekly
from soyte.surveillance.signals.words import number

HEADINGS: dict[SignalKind, str] = {
    "statistic": "Tín hiệu thống kê (không phải kết luận có dịch)",
    "cluster": "Cụm ca bệnh (tín hiệu thống kê)",
    "law": "Điều kiện theo quy định",
    "practice": "Quy tắc thường dùng (không phải quy định)",
}


def tests(one: Tests) -> str:
    """`xã, sao_mai_tuan …, Farrington cải tiến: kiểm định 42 chuỗi, 1 tín hiệu; không kiểm định được 6 chuỗi: lịch sử quá ngắn (6)`."""
    told = f"{LEVEL_VI[one.level]}, {one.source.words}, {one.method_name}: xét {one.tested} chuỗi, {one.found} vượt"
    if one.untested:
        why = "; ".join(f"{reason} ({count})" for reason, count in sorted(one.untested.items()))
        told += f"; không kiểm định được: {why}"
    return told


def multiplicity(weekly: Weekly) -> str:
    """How many signals chance alone gives."""
    series = sum(one.tested for one in weekly.tests if one.expected_false is not None)
    sure = sum(1 for one in weekly.of("statistic") if one.q_value is not None and one.q_value <= 0.05)
    return (
        f"Kiểm định nhiều chuỗi cùng lúc: {series} phép kiểm định thống kê, nếu không có gì bất thường thì mỗi tuần vẫn có khoảng "
        f"{few(weekly.expected_false)} tín hiệu giả; {sure} tín hiệu còn đứng khi giữ tỷ lệ phát hiện sai 5% (Benjamini – Hochberg)."
    )


def few(value: float) -> str:
    """Two places where one would show nothing."""
    return number(value) if value >= 1 or value == 0 else f"{value:.2f}".replace(".", ",")


def notes(weekly: Weekly) -> tuple[str, ...]:
    """What is to be known of the sources and of conditions, each once."""
    said: dict[str, None] = {}
    for one in weekly.signals:
        said |= dict.fromkeys(f"Ghi chú: {note}." for note in one.notes)
    return tuple(said)


def narrowed(weekly: Weekly, *, level: str = "", kind: str = "") -> Weekly:
    """The same week at one level, of one kind of signals; empty: all. Other things that were asked are left out of what was tested too."""

    def wanted(one_level: str, one_kind: str) -> bool:
        return level in ("", one_level) and kind in ("", one_kind)

    return replace(
        weekly,
        signals=tuple(one for one in weekly.signals if wanted(one.level, one.kind)),
        tests=tuple(one for one in weekly.tests if wanted(one.level, one.kind)),
    )
