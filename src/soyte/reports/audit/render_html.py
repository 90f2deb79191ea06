"""The audit as one web page that needs no network: the text with every figure marked, the arithmetic beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_html_build import document_view
from soyte.reports.audit.render_html_view import DocumentView
from soyte.reports.audit.render_marks import STATE_WORDS, State
from soyte.reports.audit.render_words import coverage_line, headline, total
from soyte.reports.safe_text import count

_HASHES = {State.WRONG: "sai", State.AMBIGUOUS: "xem-lai", State.OK: "khop", State.UNTESTED: "chua-doi-chieu"}


class _Filter(NamedTuple):
    state: str
    hash: str
    word: str
    number: int


@lru_cache(maxsize=1)
def _page() -> tuple[Template, str, str]:
    environment = Environment(
        loader=PackageLoader("soyte.reports.audit", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    loader = environment.loader
    assert loader is not None  # noqa: S101 (for the type checker)
    style, script = (loader.get_source(environment, name)[0] for name in ("page.css", "page.js"))
    return environment.get_template("page.html.j2"), style, script


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def render_html(audited: Sequence[AuditedDocument]) -> str:
    """The page. Its own style and script are the only ones that its security policy lets run."""
    template, style, script = _page()
    whole = total(audited)
    documents = [document_view(document, f"v{number}") for number, document in enumerate(audited, 1)]
    return template.render(
        headline=headline(whole),
        coverage=coverage_line(whole),
        documents=documents,
        filters=_filters(documents),
        count=count,
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _filters(documents: list[DocumentView]) -> list[_Filter]:
    numbers = {
        State.WRONG: sum(d.coverage.wrong for d in documents),
        State.AMBIGUOUS: sum(d.coverage.ambiguous for d in documents),
        State.OK: sum(d.coverage.ok for d in documents),
        State.UNTESTED: sum(len(d.untested) for d in documents),
    }
    chosen = [_Filter(state.value, _HASHES[state], STATE_WORDS[state], number) for state, number in numbers.items()]
    return [_Filter("all", "", "Tất cả", sum(numbers.values())), *chosen]
