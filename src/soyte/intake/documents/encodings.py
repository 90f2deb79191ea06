"""Bytes of unknown encoding made into text: Unicode in its forms first, then what Vietnam typed before it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from soyte.intake.documents.legacy import Legacy, to_unicode, vietnamese_words

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_WESTERN = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256))
_SAMPLE = 200_000
_NAMED_ERRORS = 5


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in, and what the user should be told."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Every code point of a Unicode file is kept, a byte order mark and line ends too."""
    encoding = unicode_form(data)
    if encoding is not None:
        return _as_unicode(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _as_unicode(data, "utf-8") if _mostly_utf8(data) else _as_legacy(data)


def unicode_form(data: bytes) -> str | None:
    """The encoding that a byte order mark names or that the pattern of NUL bytes gives away."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs >= 2:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > 0.3 * pairs and even < 0.02 * pairs:
            return _if_plausible(sample, "utf-16-le")
        if even > 0.3 * pairs and odd < 0.02 * pairs:
            return _if_plausible(sample, "utf-16-be")
    return None


def _if_plausible(sample: bytes, encoding: str) -> str | None:
    text = sample.decode(encoding, errors="replace")
    strange = sum(1 for c in text if c == "\ufffd" or (not c.isprintable() and not c.isspace()))
    return encoding if strange <= 0.05 * len(text) + 1 else None


def looks_binary(data: bytes) -> bool:
    """Whether so many control bytes stand in it that nobody typed it."""
    if unicode_form(data) is not None:
        return False
    sample = data[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    return controls >= 8 and controls > 0.05 * len(sample)


def _mostly_utf8(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    good = sum(len(match) for match in _MULTIBYTE.findall(sample))
    return 2 * good > len(_HIGH.findall(sample))


def _as_unicode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, _broken_bytes(data, encoding))


def _broken_bytes(data: bytes, encoding: str) -> tuple[str, ...]:
    decoder = codecs.getdecoder(encoding)
    view = memoryview(data)
    places: list[str] = []
    position = 0
    while position < len(data):
        try:
            decoder(view[position:], "strict")
            break
        except UnicodeDecodeError as error:
            if len(places) == _NAMED_ERRORS:
                places.append("…")
                break
            at = position + error.start
            line = data.count(b"\n", 0, at) + 1
            places.append(f"byte {at} (dòng {line})")
            position += max(error.end, error.start + 1)
    if not places:
        return ()
    return (f"Có byte không đúng {encoding.upper()}, đã thay bằng ký tự \ufffd: {', '.join(places)}.",)


def _as_legacy(data: bytes) -> Decoded:
    scores = {name: vietnamese_words(convert(data[:_SAMPLE])) for name, convert in _CONVERTERS.items()}
    if not any(scores.values()):
        return _as_unicode(data, "utf-8")
    encoding = max(scores, key=lambda name: scores[name])
    text = _CONVERTERS[encoding](data)
    warnings = [f"Tệp dùng bảng mã cũ {encoding}, đã chuyển sang Unicode; nên lưu lại tệp bằng UTF-8."]
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        warnings.append(f"Có byte không thuộc bảng mã, đã thay bằng ký tự \ufffd, đầu tiên ở dòng {line}.")
    return Decoded(text, encoding, tuple(warnings))


def _western(data: bytes) -> str:
    """Windows Latin, with the five bytes that it leaves open kept as they are."""
    return codecs.charmap_decode(data, "strict", _WESTERN)[0]


_CONVERTERS: dict[str, Callable[[bytes], str]] = {
    "cp1258": lambda data: data.decode("cp1258", errors="replace"),
    Legacy.TCVN3.value: lambda data: to_unicode(_western(data), Legacy.TCVN3),
    Legacy.VNI.value: lambda data: to_unicode(_western(data), Legacy.VNI),
    "cp1252": _western,
}
