"""The grammar of figures in running text.

    figures    := excluded | pair | list | range | quantity
    pair       := number "/" number [unit]                      12/14 chỉ tiêu, 222/222, 8.120/3
    list       := "mức" number ("," number)*                     mức 4,5
    range      := ["từ"] number [scale] ("-" | "đến") quantity   18-20 ca, từ 5 đến 8 ca
    quantity   := [qualifier] number [scale] [unit] ["trở lên"]
    number     := digits ["(" words ")"] | words | steps         05 (năm) đơn vị, hai nghìn ca
    steps      := digits (scale digits)+                         1 tỷ 350 triệu đồng

Dates, times and periods are found by the periods room first; what `exclusions` takes is no figure either.
"""

from __future__ import annotations

from collections.abc import Sequence

from soyte import periods
from soyte.quantities import literals, words
from soyte.quantities.announced import announced_base
from soyte.quantities.exclusions import excluded
from soyte.quantities.model import Ignored, Scan
from soyte.quantities.plain import in_digits, in_words
from soyte.quantities.productions import levels, pair, span
from soyte.quantities.settle import restyled, share_units
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind, Tokens
from soyte.quantities.units import unit_at


def scan(text: str, mentions: Sequence[periods.Mention] | None = None) -> Scan:
    """Every digit string (and number in words) of a normalised text, in text order.

    `mentions` are the dates and periods of the text when the caller has found them already.
    """
    found = periods.find(text) if mentions is None else mentions
    tokens = Tokens(text)
    spans = _token_spans(tokens, found)
    dates = [_date(tokens, *span) for span in spans if any(c.isdigit() for c in tokens.between(*span))]
    taken = {i: end for start, end in spans for i in range(start, end)}
    free = [token.key for i, token in enumerate(tokens.items) if token.kind is Kind.NUMBER and i not in taken]
    state = State(text, tokens, taken, literals.document_style(free), ignored=dates)
    i = 0
    while i < len(tokens):
        i = _step(state, i)
    return Scan(tuple(restyled(share_units(state.quantities, text), state.style)), tuple(state.ignored))


def _token_spans(tokens: Tokens, mentions: Sequence[periods.Mention]) -> list[tuple[int, int]]:
    """The tokens that each date touches, also where it ends inside one (`tháng 1,5`)."""
    spans: list[tuple[int, int]] = []
    for mention in mentions:
        start = max(tokens.holding(mention.start), spans[-1][1] if spans else 0)
        end = tokens.at(mention.end)
        if start < end:
            spans.append((start, end))
    return spans


def _date(tokens: Tokens, start: int, end: int) -> Ignored:
    return Ignored(tokens[start].start, tokens[end - 1].end, "date")


def _step(state: State, i: int) -> int:
    """Consume at least one token from `i` on; returns where to go on."""
    if i in state.taken:
        return state.taken[i]
    token = state.tokens[i]
    if token.kind is Kind.NUMBER:
        listed = i - 2 in state.taken and state.tokens.key(i - 1) in {",", "và", "-", ";"}
        bracketed = state.tokens.key(i - 1) == "(" and state.tokens.key(i + 1) == ")"
        if (listed or bracketed) and _bare_year(state, i):
            state.ignored.append(Ignored(token.start, token.end, "date"))
            state.taken[i] = i + 1
            return i + 1
        return _number(state, i)
    if token.kind is Kind.WORD and words.is_number_word(token.key):
        return in_words(state, i)
    return i + 1


def _bare_year(state: State, i: int) -> bool:
    """The later ones of `năm 2018, 2019, 2020`, and the one of `214 ca (2021)`."""
    digits = state.tokens.key(i)
    year = digits.isdigit() and len(digits) == 4 and digits[:2] in {"19", "20"}
    return year and not unit_at(state.tokens, i + 1)[1]


def _number(state: State, i: int) -> int:
    announced = announced_base(state, i)
    if announced:
        return i + announced
    no_figure = excluded(state.tokens, i)
    if no_figure is not None:
        kind, length = no_figure
        length = state.free(i, length)
        state.ignored.append(Ignored(state.tokens[i].start, state.tokens[i + length - 1].end, kind))
        return i + length
    for production in (levels, pair, span):
        end = production(state, i)
        if end:
            return end
    return in_digits(state, i)
