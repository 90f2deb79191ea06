"""Reading Vietnamese figures: how fast, and how many of them rightly."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib.metadata import version

import price_parser

from benchmarks.labelled import Found, Label, labelled_texts, precision_and_recall, right
from benchmarks.record import Record, best_of
from soyte.quantities import scan
from soyte.sample.long import long_report
from soyte.text import normalise

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
REGEX = "a regular expression over digits, dot for thousands, comma for decimals"
PRICES = f"price-parser {version('price-parser')}"


def by_soyte(text: str) -> list[Found]:
    """The quantities room alone, on a normalised text."""
    normal = normalise(text)
    return [(*normal.original_span(q.start, q.end), float(q.value)) for q in scan(normal.text).quantities]


def by_regex(text: str) -> list[Found]:
    """Every run of digits."""
    return [(m.start(), m.end(), _vietnamese(m.group())) for m in _DIGITS.finditer(text)]


def _vietnamese(digits: str) -> float:
    whole, _, decimals = digits.replace(".", "").partition(",")
    return float(f"{whole}.{decimals.replace(',', '') or 0}")


def _soyte_value(quote: str) -> float | None:
    found = scan(normalise(quote).text).quantities
    return float(found[0].value) if found else None


def _price_value(quote: str) -> float | None:
    amount = price_parser.Price.fromstring(quote).amount
    return None if amount is None else float(amount)


def run(quick: bool) -> list[Record]:
    """Throughput on a long report, accuracy on the gold texts."""
    long = normalise(long_report(pages=10 if quick else 40, seed=2025)).text
    megabytes = len(long.encode()) / 1e6
    times = 1 if quick else 5
    ours, regex = best_of(times, partial(by_soyte, long)), best_of(times, partial(by_regex, long))
    data = f"long_report: {megabytes:.2f} MB of text"
    records = [
        Record("figures of a text, throughput", megabytes / ours, megabytes / regex, "MB/s", data, REGEX, "higher")
    ]
    texts = labelled_texts()
    total = sum(not label.optional for one in texts for label in one.labels)
    data = f"tests/gold/texts: {len(texts)} invented texts, {total} figures"
    (precision, recall), (their_precision, their_recall) = (_rates(read) for read in (by_soyte, by_regex))
    records += [
        Record("figures of a text, precision", precision, their_precision, "share right", data, REGEX, "higher"),
        Record("figures of a text, recall", recall, their_recall, "share found", data, REGEX, "higher"),
    ]
    quotes = [label for one in texts for label in one.labels if re.match(r"\d", label.quote)]
    data = f"tests/gold/texts: {len(quotes)} figures, each cut out of its sentence"
    mine, theirs = (
        sum((value := read(label.quote)) is not None and right(value, label) for label in quotes) / len(quotes)
        for read in (_soyte_value, _price_value)
    )
    records.append(Record("value of one figure", mine, theirs, "share right", data, PRICES, "higher"))
    mine, theirs = (len(quotes) / best_of(times, partial(_each, read, quotes)) for read in (_soyte_value, _price_value))
    records.append(Record("value of one figure, throughput", mine, theirs, "figures/s", data, PRICES, "higher"))
    return records


def _each(read: Callable[[str], float | None], quotes: list[Label]) -> list[float | None]:
    return [read(label.quote) for label in quotes]


def _rates(read: Callable[[str], list[Found]]) -> tuple[float, float]:
    counts = [precision_and_recall(read(one.text), one.labels) for one in labelled_texts()]
    good, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    return good / found, good / wanted
