"""The audit in a terminal: what is wrong, what is doubtful, and how much was looked at."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_words import VERDICT_WORDS, coverage_line, headline, in_order, kind_word, locator, total
from soyte.reports.safe_text import count, one_line
from soyte.statements import Finding, Verdict

_STYLES = {Verdict.WRONG: "bold red", Verdict.AMBIGUOUS: "yellow", Verdict.OK: "dim"}


def render_table(
    audited: Sequence[AuditedDocument], width: int = 120, colour: bool = False, show_ok: bool = False
) -> str:
    """Text for a terminal of `width` columns; with `colour` it holds ANSI colours. Claims that hold are only counted
    unless `show_ok`."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip
    for document in audited:
        console.print(_document(document, show_ok))
    if len(audited) > 1:
        whole = total(audited)
        console.print(Text(f"Cộng {count(len(audited))} văn bản: {headline(whole)}.", style="bold"))
        console.print(Text(coverage_line(whole)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")) if not colour else out.getvalue()


def _document(audited: AuditedDocument, show_ok: bool) -> Group:
    coverage = audited.coverage
    lines = [Text(one_line(audited.document.name), style="bold"), Text(f"{headline(coverage)}.")]
    lines += [Text(f"Lưu ý khi đọc tệp: {one_line(warning)}") for warning in audited.document.warnings]
    shown = [f for f in in_order(audited.findings) if show_ok or f.verdict is not Verdict.OK]
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("Kết quả", no_wrap=True)
    table.add_column("Vị trí", max_width=24)
    table.add_column("Trích văn bản và phép tính", ratio=1)
    for number, finding in enumerate(shown, 1):
        place = Text(locator(audited.document, finding.start))
        table.add_row(_verdict(number, finding), place, _arithmetic(finding))
    tail = [Text(coverage_line(coverage)), Text()]
    return Group(*lines, *([table] if shown else []), *tail)


def _verdict(number: int, finding: Finding) -> Text:
    return Text(f"{number}. {VERDICT_WORDS[finding.verdict]}", style=_STYLES[finding.verdict])


def _arithmetic(finding: Finding) -> Text:
    text = Text(f"“{one_line(finding.quote)}”")
    if finding.recomputed:
        claimed, recomputed = one_line(finding.claimed), one_line(finding.recomputed)
        text.append(f"\n{kind_word(finding.kind)}: văn bản ghi {claimed}, tính lại {recomputed}.", style="bold")
    return text.append(f"\n{one_line(finding.message, 1000)}")
