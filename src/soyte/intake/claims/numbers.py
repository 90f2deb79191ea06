"""Written numbers of a column as numbers. What is not written in the one allowed way is told apart from it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.storage import PRECISION

_DIGITS = 15  # before the point: more is no amount of money and no count
_EXACT = pa.decimal128(38, 12)


def integers(texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Whole numbers, null where there is none; and where the text is not just that number."""
    plain = pc.match_substring_regex(texts, rf"^-?\d{{1,{_DIGITS}}}$")
    if pc.all(plain, min_count=0).as_py():
        return texts.cast(pa.int64()), pa.repeat(pa.scalar(False), len(texts))
    readable = pc.match_substring_regex(texts, rf"^-?\d{{1,{_DIGITS}}}(\.0{{1,12}})?$")
    kept = pc.if_else(readable, texts, pa.scalar(None, pa.string()))
    return kept.cast(pa.decimal128(PRECISION, 0)).cast(pa.int64()), odd(texts, plain)


def decimals(texts: pa.Array, scale: int) -> tuple[pa.Array, pa.Array]:
    """Decimals with so many digits behind the point, rounded half away from zero; and where the text says more or other."""
    kind = pa.decimal128(PRECISION, scale)
    plain = pc.match_substring_regex(texts, rf"^-?\d{{1,{_DIGITS}}}(\.\d{{1,{scale}}})?$")
    if pc.all(plain, min_count=0).as_py():
        return texts.cast(kind), pa.repeat(pa.scalar(False), len(texts))
    readable = pc.match_substring_regex(texts, rf"^-?\d{{1,{_DIGITS}}}(\.\d{{1,12}})?$")
    kept = pc.if_else(readable, texts, pa.scalar(None, pa.string()))
    try:
        value = kept.cast(kind)
    except pa.ArrowInvalid:  # more digits behind the point than fit
        rounded = pc.round(kept.cast(_EXACT), ndigits=scale, round_mode="half_towards_infinity")
        value = rounded.cast(kind)
    return value, odd(texts, plain)


def odd(texts: pa.Array, plain: pa.Array) -> pa.Array:
    """True where something is written that is not plain."""
    return pc.and_(pc.is_valid(texts), pc.invert(pc.fill_null(plain, False)))
