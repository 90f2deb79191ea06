"""Numbers of cells made into decimals, on the distinct words of a column at a time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from soyte.intake.counts.model import VALUE

# 1.234.567,5 · 1,234,567.5 · 1234567.5 and 1e+05, as R writes a hundred thousand; blanks may part thousands in the first two.
_BLANKS = " \u00a0\u202f\u2009"
_FORMS = {
    "vi": rf"(?:[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}})+)(?:,[0-9]+)?",
    "en": rf"(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}})+)(?:\.[0-9]+)?",
    "plain": r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?",
}
_PARTING = {"vi": f"[.{_BLANKS}]", "en": f"[,{_BLANKS}]"}
_MINUS = "[-\u2212\u2013]"
_DIGITS, _DECIMALS = VALUE.precision - VALUE.scale, VALUE.scale
_PLAIN = r"^0*(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*?)0*)?$"


@dataclass(frozen=True)
class Numbers:
    """`values` decimals, null where there is a `reason` (string, else null), both as long as what was read."""

    values: Any
    reasons: Any


def read_numbers(words: pa.Array, form: str, *, whole: bool) -> Numbers:
    """`words` are trimmed; `form` is vi, en or plain; `whole` refuses what does not count whole things."""
    unsigned = pc.replace_substring_regex(words, rf"^{_MINUS} ?", "")
    negative = pc.not_equal(unsigned, words)
    shaped = pc.match_substring_regex(unsigned, f"^(?:{_FORMS[form]})$")
    plain = unsigned
    if form in _PARTING:
        plain = pc.replace_substring_regex(plain, _PARTING[form], "")
        plain = pc.replace_substring(plain, ",", ".") if form == "vi" else plain
    else:
        plain = _written_out(plain, shaped)
    plain = pc.if_else(shaped, plain, "0")
    parts = pc.extract_regex(plain, _PLAIN)
    integer = pc.utf8_length(pc.struct_field(parts, "whole"))
    decimals = pc.utf8_length(pc.struct_field(parts, "part"))
    large = pc.greater(integer, _DIGITS)
    fine = pc.greater(decimals, _DECIMALS)
    fraction = pc.and_(pc.greater(decimals, 0), whole)
    zero = pc.and_(pc.equal(integer, 0), pc.equal(decimals, 0))
    below = pc.and_(negative, pc.invert(zero))
    reasons = pc.case_when(
        pc.make_struct(pc.invert(shaped), below, large, fraction, fine),
        *(pa.scalar(reason) for reason in ("not_a_number", "negative", "too_large", "not_whole", "too_precise")),
    )
    clean = pc.if_else(pc.is_null(reasons), _joined(parts), "0")
    return Numbers(pc.if_else(pc.is_null(reasons), clean.cast(VALUE), pa.scalar(None, VALUE)), reasons)


def _joined(parts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(
        pc.binary_join_element_wise("0", pc.struct_field(parts, "whole"), ""), pc.struct_field(parts, "part"), "."
    )


def _written_out(words: pa.Array, shaped: pa.Array) -> pa.Array:
    """`1e+05` as `100000`; hardly any cell is written so."""
    powers = pc.fill_null(pc.and_(shaped, pc.match_substring_regex(words, "[eE]")), False)
    if not pc.any(powers).as_py():
        return words
    written = [f"{Decimal(word.as_py()):f}" for word in words.filter(powers)]
    return pc.replace_with_mask(words, powers, pa.array(written, pa.string()))
