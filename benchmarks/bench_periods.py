"""Finding dates and periods: how fast, and how many of the forms that reports use."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from importlib.metadata import version

from dateparser.search import search_dates

from benchmarks.record import Record, best_of
from soyte import periods
from soyte.sample.long import long_report
from soyte.text import normalise

AGAINST = f"dateparser {version('dateparser')} search_dates(languages=['vi'])"
YEAR = periods.year(2024)
NOON = {"RELATIVE_BASE": datetime(2024, 12, 20), "PREFER_DAY_OF_MONTH": "first"}

# What stands in a report of 2024, and the first and last day that it means.
LABELLED = [
    ("ngày 17/12/2024", "2024-12-17", "2024-12-17"),
    ("ngày 05-3-2023", "2023-03-05", "2023-03-05"),
    ("ngày 5 tháng 3 năm 2023", "2023-03-05", "2023-03-05"),
    ("5.3.2023", "2023-03-05", "2023-03-05"),
    ("sáng 20/11/2024", "2024-11-20", "2024-11-20"),
    ("tháng 9/2023", "2023-09-01", "2023-09-30"),
    ("tháng 9 năm 2023", "2023-09-01", "2023-09-30"),
    ("tháng Mười hai năm 2024", "2024-12-01", "2024-12-31"),
    ("quý I/2024", "2024-01-01", "2024-03-31"),
    ("quý IV năm 2023", "2023-10-01", "2023-12-31"),
    ("năm 2023", "2023-01-01", "2023-12-31"),
    ("6 tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
    ("9 tháng đầu năm 2024", "2024-01-01", "2024-09-30"),
    ("11 tháng năm 2024", "2024-01-01", "2024-11-30"),
    ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
    ("giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31"),
    ("tuần 34/2024", "2024-08-19", "2024-08-25"),
    ("từ 05/3 đến 12/3/2024", "2024-03-05", "2024-03-12"),
    ("từ ngày 01/01/2024 đến ngày 30/11/2024", "2024-01-01", "2024-11-30"),
    ("tháng 10 và tháng 11 năm 2024", "2024-10-01", "2024-10-31"),
]


def run(quick: bool) -> list[Record]:
    """Throughput on a long report; accuracy on forms written out by hand."""
    text = normalise(long_report(pages=1 if quick else 4, seed=2025)).text
    kilobytes = len(text.encode()) / 1e3
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = best_of(3, lambda: periods.find(text))
        theirs = best_of(1, lambda: search_dates(text, languages=["vi"], settings=NOON))
        good = sum(_soyte_right(*row) for row in LABELLED) / len(LABELLED)
        also = sum(_dateparser_right(*row) for row in LABELLED) / len(LABELLED)
    data = f"long_report: {kilobytes:.0f} kB of text"
    forms = (
        f"{len(LABELLED)} forms, written out in benchmarks/bench_periods.py; theirs is right if it lies in the period"
    )
    return [
        Record("periods of a text, throughput", kilobytes / ours, kilobytes / theirs, "kB/s", data, AGAINST, "higher"),
        Record("periods rightly read", good, also, "share right", forms, AGAINST, "higher"),
    ]


def _soyte_right(words: str, first: str, last: str) -> bool:
    found = [mention.period for mention in periods.find(f"Trong {words}, toàn tỉnh", anchor=YEAR) if mention.period]
    wanted = (date.fromisoformat(first), date.fromisoformat(last))
    return bool(found) and (found[0].start, found[0].end) == wanted


def _dateparser_right(words: str, first: str, last: str) -> bool:
    found = search_dates(f"Trong {words}, toàn tỉnh", languages=["vi"], settings=NOON) or []
    return bool(found) and date.fromisoformat(first) <= found[0][1].date() <= date.fromisoformat(last)
