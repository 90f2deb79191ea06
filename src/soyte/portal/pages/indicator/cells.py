"""Figures as cells and lines of a citation."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.measures import Figure
from soyte.measures.wording import STATUSES, completeness_words, value_words
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.numbers import day, moment
from soyte.portal.shell.sources import source_title
from soyte.portal.shell.tables import Cell

RHYTHMS = {
    "year": "theo năm", "half": "theo nửa năm", "quarter": "theo quý", "month": "theo tháng", "week": "theo tuần", "day": "theo ngày",
}  # fmt: skip


def value_cell(figure: Figure) -> Cell:
    """The number, or why there is none; leads to its trace."""
    known = figure.value is not None
    return Cell(
        figure.value,
        words=value_words(figure),
        href=trace_address(figure.id) if figure.dataset or figure.kind == "stated" else None,
        look="" if known else "missing",
    )


def part_cells(figure: Figure) -> list[Cell]:
    """Numerator and denominator; the trace of the figure shows the rows of both."""
    href = trace_address(figure.id) if figure.dataset else None
    return [Cell(part, href=href if part is not None else None) for part in (figure.numerator, figure.denominator)]


def status_cell(figure: Figure) -> Cell:
    """`ước tính`; provisional also where reports are missing."""
    if figure.value is None:
        return Cell("")
    words = STATUSES.get(figure.status or "", "")
    whole = figure.completeness is None or figure.completeness.whole
    if figure.kind == "stated":
        words = "ước tính" if figure.status == "estimate" else "nêu trong văn bản"
    elif not whole and figure.status == "final":
        words = "chính thức, còn thiếu báo cáo"
    return Cell(words, look="tight")


def full_cell(figure: Figure) -> Cell:
    """`12/12 tháng; 40/40 nơi`."""
    return Cell(completeness_words(figure.completeness), look="words")


def notes_cell(figure: Figure) -> Cell:
    """What must be known of it: breaks first."""
    breaks = [f"địa giới đổi {day(one.on)}: {one.words}" for one in figure.breaks]
    words = "; ".join([*breaks, *map(on_screen, figure.notes)])
    return Cell(words, look="words" if words else "")


def on_screen(note: str) -> str:
    """A note as it is said where numbers can be clicked."""
    return note.replace("“soyte trace” cho biết tỷ trọng", "bấm vào số để xem tỷ trọng")


def told_apart(found: Sequence[Figure]) -> dict[str, str]:
    """Where one owner gives several sources of rows: each by its rhythm (`theo tuần`), else by its title; else nothing."""
    by_owner: dict[str, dict[str, str]] = {}
    for one in found:
        if one.kind != "stated" and one.value is not None:
            grain = one.completeness.grain if one.completeness else None
            by_owner.setdefault(one.owner, {}).setdefault(one.dataset, RHYTHMS.get(grain or "", ""))
    apart: dict[str, str] = {}
    for several in by_owner.values():
        if len(several) > 1:
            plain = len(set(several.values())) == len(several) and all(several.values())
            apart |= several if plain else {dataset: source_title(dataset) for dataset in several}
    return apart


def source_cell(figure: Figure, apart: dict[str, str]) -> Cell:
    """Whose number it is; where the owner gives several sources, which of them."""
    owner = source_words(figure)
    which = "" if figure.kind == "stated" else apart.get(figure.dataset, "")
    return Cell(f"{owner}, {which}" if which else owner, look="words")


def source_words(figure: Figure) -> str:
    """Whose number it is."""
    if figure.kind == "stated":
        return figure.owner or "văn bản"
    return figure.owner or figure.dataset or "chưa có nguồn"


def cited(found: Sequence[Figure], *, view: str = "") -> tuple[str, ...]:
    """What an export or a picture is cited by: name, whose, as known when, on which boundaries, by which definition."""
    if not found:
        return ()
    first = found[0]
    owners = dict.fromkeys(source_words(one) for one in found if one.value is not None)
    datasets = dict.fromkeys(one.dataset for one in found if one.dataset)
    hashes = dict.fromkeys(one.definition_hash[:12] for one in found if one.definition_hash)
    rows = f" (tập số liệu {', '.join(datasets)})" if datasets else ""
    parts = [
        f"{first.name}{f', {view}' if view else ''}",
        f"Nguồn: {'; '.join(owners) or 'chưa có'}{rows}",
        f"Như đã biết sau lần ghi nhận số {first.as_of}, {moment(first.moment)}",
        f"Địa giới: {f'ngày {day(first.boundaries)}' if first.boundaries else 'lúc báo cáo'}",
        f"Định nghĩa: {', '.join(hashes)}" if hashes else "",
    ]
    return tuple(part for part in parts if part)
