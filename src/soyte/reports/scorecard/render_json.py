"""The scorecard for programs: one JSON document, decimals as strings, dates in ISO, nothing left out.

`version` grows when a field changes its meaning or goes; fields may be added without that.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from soyte.measures.targets.model import MARK_WORDS, Explanation, Judgement, Result, Source, Target
from soyte.reports.scorecard import figures
from soyte.reports.scorecard.model import Point, Row, Scorecard
from soyte.reports.scorecard.summary import headline

VERSION = 1
_Json = dict[str, object]


def render_json(scorecard: Scorecard) -> str:
    """The document, ending with a line break."""
    document = {
        "kind": "scorecard",
        "version": VERSION,
        "headline": headline(scorecard),
        "place": scorecard.place,
        "place_name": scorecard.place_name,
        "issuer": scorecard.issuer,
        "parent": scorecard.parent,
        "year": scorecard.year,
        "as_of_seq": scorecard.as_of_seq,
        "as_of": scorecard.as_of.isoformat(),
        "today": scorecard.today.isoformat(),
        "catalogue_hash": scorecard.catalogue_hash,
        "sections": [
            {"domain": section.domain, "title": section.title, "rows": [_row(row) for row in section.rows]}
            for section in scorecard.sections
        ],
        "sources": list(scorecard.sources),
    }
    written = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return written.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair has no place in UTF-8


def _row(row: Row) -> _Json:
    return {
        "figure_id": figures.result_figure(row).id,
        "indicator": row.indicator,
        "name": row.name,
        "unit": row.unit,
        "result": _result(row.result),
        "previous": _result(row.previous),
        "change": _decimal(row.change),
        "change_words": row.change_words,
        "judgements": [_judgement(row, one) for one in row.judgements],
        "others": [
            {"figure_id": figure.id, **(_result(other) or {})}
            for other, figure in zip(row.others, figures.other_figures(row), strict=True)
        ],
        "trend": [_point(point) for point in row.trend],
        "notes": list(row.notes),
    }


def _judgement(row: Row, one: Judgement) -> _Json:
    return {
        "target": _target(row, one.target),
        "mark": one.mark.value,
        "mark_words": MARK_WORDS[one.mark],
        "provisional": one.provisional,
        "distance": _decimal(one.distance),
        "reason": one.reason,
        "notes": list(one.notes),
        "explanation": _explanation(one.explanation),
    }


def _target(row: Row, target: Target) -> _Json:
    return {
        "id": target.id,
        "figure_ids": [figure.id for figure in figures.target_figures(row, target)],
        "operator": target.operator.value,
        "strict": target.strict,
        "value": _decimal(target.value),
        "high": _decimal(target.high),
        "unit": target.unit,
        "step": _decimal(target.step),
        "period": target.period.iso,
        "place": target.place,
        "body": target.body.value,
        "owner": target.owner,
        "deadline": _day(target.deadline),
        "quote": target.quote,
        "source": _source(target.source),
    }


def _result(result: Result | None) -> _Json | None:
    if result is None:
        return None
    return {
        "value": _decimal(result.value),
        "unit": result.unit,
        "step": _decimal(result.step),
        "period": result.period.iso,
        "place": result.place,
        "status": result.status.value,
        "computed": result.computed,
        "definition_hash": result.definition_hash,
        "quote": result.quote,
        "own_words": result.own_words,
        "source": _source(result.source),
    }


def _source(source: Source) -> _Json:
    return {
        "submission": source.submission,
        "submission_id": source.submission_id,
        "row": source.row,
        "owner": source.owner,
        "document": source.document,
        "as_of": _day(source.as_of),
        "figure": source.figure,
    }


def _explanation(explanation: Explanation | None) -> _Json | None:
    if explanation is None:
        return None
    return {
        "text": explanation.text,
        "cause": explanation.cause,
        "owner": explanation.owner,
        "deadline": _day(explanation.deadline),
        "actor": explanation.actor,
        "recorded": _day(explanation.recorded),
    }


def _point(point: Point) -> _Json:
    return {"year": point.year, "value": _decimal(point.value), "estimate": point.estimate}


def _decimal(value: Decimal | None) -> str | None:
    return format(value, "f") if value is not None and value.is_finite() else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
