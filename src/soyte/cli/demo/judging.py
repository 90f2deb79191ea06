"""Targets are judged: what the report itself says beside what its figures say."""

from __future__ import annotations

from datetime import date

from soyte.catalogue import load_catalogue
from soyte.cli.demo.stage import Stage
from soyte.measures.targets.judging import Measured, judged
from soyte.measures.targets.stated import code_of, stated
from soyte.measures.targets.words import body_words, mark_words, result_words, target_words
from soyte.sample import year

REAL = ("Thái Nguyên", 2024)
_OWN = {"attained": "đạt", "exceeded": "vượt", "nearly": "cơ bản đạt", "missed": "chưa đạt"}


def judge(stage: Stage) -> tuple[str, int]:
    """A table of verdicts for the real report if it was taken in, else for the invented one; which place and year it was."""
    for place, of_year in (REAL, (year.PLACE, year.YEAR)):
        code = code_of(place, date(of_year, 12, 31)) or place
        measured = [one for one in judged(stage.ledger(), code, of_year) if one.judgements]
        if measured:
            break
    stage.chapter(f"Chỉ tiêu giao của {place} năm {of_year}: lời của báo cáo và mức đạt do Soyte xét")
    own = stated(stage.ledger(), load_catalogue(), code, date(of_year, 12, 31)).words
    stage.say(_table(measured, {name: _OWN[said] for name, said in own.items() if said in _OWN}, stage.width))
    stage.say(
        "\nXét theo chiều của chỉ tiêu và quy tắc có hiệu lực năm ấy; số ước cho mức đạt tạm tính; khác đơn vị thì không so.",
        f'Ghi chú của từng chỉ tiêu: soyte targets show --place "{place}" --year {of_year} --home {stage.home}',
    )
    return place, of_year


def _table(measured: list[Measured], own: dict[str, str], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    catalogue = load_catalogue()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Chỉ tiêu", "Mức giao", "Cơ quan giao", "Thực hiện", "Báo cáo ghi", "Soyte xét"):
        table.add_column(heading, overflow="fold")
    for one in measured:
        for judgement in one.judgements:
            table.add_row(
                catalogue.indicator(one.indicator).name_vi,
                target_words(judgement.target),
                body_words(judgement.target.body),
                result_words(judgement.result),
                own.get(judgement.target.id, "–"),
                mark_words(judgement),
            )
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().rstrip().splitlines())
