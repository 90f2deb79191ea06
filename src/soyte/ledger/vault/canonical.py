"""One way of writing each identifier, so that the same person gets the same pseudonym however it was typed.

Column operations only. What is left empty becomes null: an identifier without a digit is no identifier.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.vault.model import IdentityKind

_BLANKS = (
    r"[\pZ\p{Cc}]{2,}|[^\PZ ]|\p{Cc}"  # all but a single plain blank: three times as fast as replacing that as well
)


def canonical(kind: IdentityKind, values: pa.Array) -> pa.Array:
    """Strings to strings of the same length of array; null and what says nothing become null. Idempotent."""
    written = _FORMS[kind](values)
    return pc.if_else(pc.equal(written, ""), pa.scalar(None, pa.string()), written)


_ODD = r"[\pZ\pP\pC]+", r"[\x00-#%-*,-/:;?@\[-\]_{}\x7f]+"
_UNSEEN = r"[\pZ\pC]+", r"[\x00- \x7f]+"
"""Blanks and signs, with or without punctuation: among all letters, and among ASCII alone, which is found ten times as fast."""


def _replace(values: pa.Array, pattern: str, by: str) -> pa.Array:
    return pc.replace_substring_regex(values, pattern=pattern, replacement=by)


def _digits(values: pa.Array) -> pa.Array:
    """`7.9E10`-like numbers are the affair of intake; a lone `.0` comes from numbers that a workbook made of them."""
    if pc.all(pc.match_substring_regex(values, r"^[0-9]*$"), min_count=0).as_py():
        return values
    return _replace(_replace(pc.utf8_normalize(values, form="NFKC"), r"\.0$", ""), r"[^0-9]+", "")


def _citizen(values: pa.Array) -> pa.Array:
    """Twelve digits begin with zero, which workbooks drop: ten and eleven digits get theirs back. Nine are an old number."""
    return _replace(_replace(_digits(values), r"^(\d{11})$", r"0\1"), r"^(\d{10})$", r"00\1")


def _phone(values: pa.Array) -> pa.Array:
    """The country code becomes the leading zero, which workbooks drop as well."""
    national = _replace(_digits(values), r"^(?:00)?840?([1-9]\d{8,9})$", r"0\1")
    return _replace(national, r"^([1-9]\d{8}|2\d{9})$", r"0\1")


def _card(values: pa.Array) -> pa.Array:
    return _code(values, *_ODD)


def _patient(values: pa.Array) -> pa.Array:
    """Separators stay: `79001|23` and `7900|123` are two people."""
    return _code(values, *_UNSEEN)


def _code(values: pa.Array, without: str, without_ascii: str) -> pa.Array:
    """Capitals of the usual width. What was taken out may bring a letter and its mark together, so it is composed again."""
    if pc.all(pc.string_is_ascii(values), min_count=0).as_py():
        capitals = pc.ascii_upper(values)
        odd = pc.any(pc.match_substring_regex(capitals, without_ascii), min_count=0).as_py()
        return _replace(capitals, without_ascii, "") if odd else capitals
    kept = _replace(pc.utf8_upper(pc.utf8_normalize(values, form="NFKC")), without, "")
    return pc.utf8_normalize(kept, form="NFKC")


def _words(values: pa.Array) -> pa.Array:
    """Composed small letters, single blanks; the Icelandic letter that old fonts print for đ becomes đ."""
    visible = _replace(pc.utf8_normalize(values, form="NFC"), r"\p{Cf}+", "")
    small = pc.replace_substring(pc.utf8_lower(visible), "ð", "đ")
    return pc.utf8_normalize(pc.utf8_trim(_replace(small, _BLANKS, " "), " "), form="NFC")


def _text(values: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(pc.utf8_normalize(values, form="NFC"))


_FORMS: dict[IdentityKind, Callable[[pa.Array], pa.Array]] = {
    IdentityKind.CITIZEN: _citizen,
    IdentityKind.CARD: _card,
    IdentityKind.PATIENT: _patient,
    IdentityKind.PERSON: _words,
    IdentityKind.PHONE: _phone,
    IdentityKind.ADDRESS: _words,
    IdentityKind.TEXT: _text,
}


def patient_values(facilities: pa.Array, numbers: pa.Array) -> pa.Array:
    """The identifier of kind patient: facility code and the number there. Null where either is missing."""
    return pc.binary_join_element_wise(facilities, numbers, "|")
