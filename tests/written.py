"""Reports written in a test: what is read out of them, and how their claims are judged."""

from __future__ import annotations

from functools import cache, lru_cache

from soyte.catalogue import Catalogue, load_catalogue
from soyte.checks.claims import judge_claims
from soyte.intake.documents.text import read_text
from soyte.intake.statements import read_statements
from soyte.statements import Finding, Reading

# A year's report of a province that does not exist: every figure below it is of 2024 and of Bình Sơn unless it says otherwise.
HEAD = "SỞ Y TẾ TỈNH BÌNH SƠN\n\nBÁO CÁO\nKết quả công tác y tế năm 2024\n\n"


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the product."""
    return load_catalogue()


@lru_cache(maxsize=256)
def read(text: str, head: str = HEAD) -> Reading:
    """What is read out of a report with this text."""
    return read_statements(read_text((head + text).encode(), "bao-cao.txt"), catalogue())


def rows(text: str, *fields: str, head: str = HEAD) -> list[str]:
    """The figures of a text, each as its printed digits and the fields asked for: `95,2 % actual`; `-` stands for none."""
    return [_row(statement, fields) for statement in read(text, head).statements]


def _row(statement: object, fields: tuple[str, ...]) -> str:
    values = (getattr(statement, field) for field in ("value_text", *fields))
    return " ".join("-" if value is None else str(value) for value in values)


def audit(text: str, head: str = HEAD) -> list[Finding]:
    """How the claims of a report with this text are judged."""
    return judge_claims(read(text, head), catalogue())


def judged(text: str, head: str = HEAD) -> list[str]:
    """The findings as lines: `ratio ok: Tỷ lệ khớp: …`."""
    return [f"{finding.kind} {finding.verdict}: {finding.message}" for finding in audit(text, head)]


def accused(text: str, head: str = HEAD) -> list[str]:
    """What is called wrong."""
    return [line for line in judged(text, head) if " wrong: " in line]
