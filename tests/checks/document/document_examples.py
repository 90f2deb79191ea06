"""Small readings for the tests of document rules: a text, and the figures in it as a reader would give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from soyte.catalogue import load_catalogue
from soyte.checks.document.sheet import Sheet
from soyte.intake.documents.model import Block, BlockKind, Document
from soyte.intake.statements import read_statements
from soyte.statements import Claim, ClaimKind, Finding, Qualifier, Reading, Role, Statement

Rule = Callable[[Sheet], Iterator[Finding]]


def document(text: str) -> Document:
    """One block for each line of the text."""
    blocks, position = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if any(c.isprintable() and not c.isspace() for c in line):
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line), f"đoạn {number}"))
        position += len(line) + 1
    return Document("van-ban.txt", text, tuple(blocks))


def read(text: str) -> Reading:
    """What the reader makes of a text."""
    return read_statements(document(text))


def figure(
    quote: str,
    value: str | None = None,
    unit: str | None = None,
    indicator: str | None = None,
    *,
    role: Role = Role.ACTUAL,
    qualifier: Qualifier = Qualifier.EXACT,
    period: str | None = "2024",
    place: str | None = "Bình Sơn",
    subject: str = "",
    as_of: str | None = None,
    estimate: bool = False,
    readings: tuple[str, ...] = (),
    written: str = "",
) -> Statement:
    """A figure that `reading` will find by its quote; its value is read off the quote when none is given."""
    digits = written or "".join(c for c in quote if c.isdigit() or c in ",.").strip(".,")
    plain = digits.replace(".", "").replace(",", ".")
    number = Decimal(value if value is not None else plain)
    places = len(digits.rpartition(",")[2]) if "," in digits else 0
    return Statement(
        number=0,
        start=0,
        end=0,
        quote=quote,
        value=number,
        value_text=digits,
        precision=Decimal(1).scaleb(-places),
        unit=unit,
        qualifier=qualifier,
        role=role,
        period=period,
        as_of=as_of,
        place=place,
        indicator=indicator,
        subject=subject,
        block=0,
        sentence=0,
        estimate=estimate,
        readings=tuple(Decimal(r) for r in readings),
    )


def reading(text: str, *figures: Statement, claims: tuple[Claim, ...] = (), period: str | None = "2024") -> Reading:
    """The text's own lines with these figures, which stand in it in this order; a line is one sentence."""
    found, position = [], 0
    for number, statement in enumerate(figures):
        start = text.index(statement.quote, position)
        position = start + len(statement.quote)
        line = text.count("\n", 0, start)
        found.append(replace(statement, number=number, start=start, end=position, block=line, sentence=line))
    return replace(read(text), statements=tuple(found), claims=claims, period=period, place="Bình Sơn")


def claim(kind: ClaimKind, text: str, quote: str, assertion: str = "", **operands: int) -> Claim:
    """A claim on the words `quote` of a text between the figures with these numbers."""
    start = text.index(quote)
    return Claim(kind, start, start + len(quote), tuple(operands.items()), assertion)


def judged(rule: Rule, found: Reading) -> list[Finding]:
    """What one rule says about a reading."""
    return list(rule(Sheet(found, load_catalogue())))
