"""Findings on linked figures: what was changed by hand since the file was written, without a ledger at hand."""

from __future__ import annotations

from pathlib import Path

from soyte.intake.documents.model import Document, UnreadableDocument
from soyte.reports.linked import Checked, LinkedDocument, LinkedFigure, State, read_linked, verify
from soyte.reports.linked.read import carries_record
from soyte.statements import Finding, Verdict

KIND = "linked"
_REMEDY = "Nếu số mới là đúng, hãy sửa trong kho số liệu rồi lập lại tệp."


def linked_findings(path: Path, document: Document) -> list[Finding]:
    """A finding for every linked figure that no longer says what was recorded; none for a file without figures of ours."""
    try:
        data = path.read_bytes()
        if not data.startswith(b"PK") or not carries_record(data):
            return []
        return judge_linked(read_linked(data, document.name), document)
    except (OSError, UnreadableDocument):
        return []  # the reader of documents has told what is wrong with the file


def judge_linked(linked: LinkedDocument, document: Document) -> list[Finding]:
    """The findings, each with its place in the document's text."""
    places = _places(linked, document)
    found: list[Finding] = []
    for number, checked in enumerate(verify(linked)):
        if checked.state is State.EDITED:
            found.append(_edited(checked, places[number]))
        elif checked.state is State.MISSING:
            found.append(_missing(checked))
    return found


def _edited(checked: Checked, span: tuple[int, int]) -> Finding:
    was = checked.recorded
    about = f"{was.told}: " if was and was.told else ""
    return Finding(
        start=span[0],
        end=span[1],
        quote=checked.now or "",
        kind=KIND,
        claimed=checked.now or "",
        recomputed=was.text if was else "",
        verdict=Verdict.WRONG,
        message=f"{about}{checked.message[:1].lower()}{checked.message[1:]} {_REMEDY}",
        severity="error",
    )


def _missing(checked: Checked) -> Finding:
    was = checked.recorded
    about = f"{was.told}: " if was and was.told else ""
    return Finding(0, 0, was.text if was else "", KIND, "", "", Verdict.AMBIGUOUS,
                   f"{about}{checked.message[:1].lower()}{checked.message[1:]}", severity="note")  # fmt: skip


def _places(linked: LinkedDocument, document: Document) -> list[tuple[int, int]]:
    """Where each figure stands: both readers go through the paragraphs in the same order."""
    blocks = [(block, _tidy(document.text[block.start : block.end])) for block in document.blocks]
    position, spans = 0, []
    for figure in linked.figures:
        found = next(
            (n for n in range(position, len(blocks)) if figure.context[1] and figure.context[1] in blocks[n][1]), None
        )
        if found is None:
            spans.append((0, 0))
            continue
        position = found
        spans.append(_within(figure, document.text, blocks[found][0].start, blocks[found][0].end))
    return spans


def _within(figure: LinkedFigure, text: str, start: int, end: int) -> tuple[int, int]:
    """The occurrence of the figure's text that comes after as many letters as the paragraph has before it."""
    wanted = len("".join(figure.context[0].split()))
    best = (start, start)
    at = text.find(figure.text, start, end) if figure.text else -1
    while at >= 0:
        best = (at, at + len(figure.text))
        if len("".join(text[start:at].split())) >= wanted:
            break
        at = text.find(figure.text, at + 1, end)
    return best


def _tidy(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
