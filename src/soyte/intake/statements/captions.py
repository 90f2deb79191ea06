"""Captions of pictures in stored news pages: their numbers are words, not statistics."""

from __future__ import annotations

import re

from soyte.intake.statements.figures import Sentence
from soyte.intake.statements.outline import Outline

_CREDIT = re.compile(r"^(?:ảnh|hình|video|clip|đồ hoạ|infographic)\b|(?<!hình )(?:ảnh|nguồn)\s*:\s*[^\d\s(]+")


def is_caption(outline: Outline, sentence: Sentence, folded: str) -> bool:
    """A short line without a full stop between paragraphs that have one, or one that names its photographer."""
    segment = sentence.segment
    words = folded[segment.start : segment.end].strip()
    if _CREDIT.search(words) and len(words) < 250:
        return True
    if segment.marker or segment.heading or segment.cell or len(words) > 140 or words[-1:] in ".;:!?…":
        return False
    if segment.block <= 1 or any(c in words for c in ":%;") or len(sentence.figures) != 1:
        return False
    if sentence.figures[0].quantity.value != 1:
        return False
    return _prose_share(outline) > 0.7


def _prose_share(outline: Outline) -> float:
    """How many of the long lines end like sentences: nearly all do in a news text, few in a report of lists."""
    text = outline.normal.text
    long = [s for s in outline.segments if s.end - s.start > 140 and s.cell is None]
    ended = sum(text[s.end - 1] in '.!?…:"' for s in long)
    return ended / len(long) if long else 0.0
