"""Web pages (.html, also saved as .doc or .xls): charset, a hardened parse, and which part is the report."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from lxml import etree

from soyte.intake.documents.builder import Builder
from soyte.intake.documents.encodings import Decoded, decode, unicode_form
from soyte.intake.documents.errors import too_big, wordless
from soyte.intake.documents.html_blocks import Walker
from soyte.intake.documents.html_parts import weight
from soyte.intake.documents.limits import MARKUP_BYTES, PAGE_TAGS
from soyte.intake.documents.model import BlockKind, Document

_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|s|strong|em|a|small|big|tt|center|o:p|sup|sub)\b[^>]*>", re.IGNORECASE)
_ENDLESS = re.compile(r"</?(?:div|section|blockquote|form|article|main|ul|ol|li|dl|dd)\b[^>]*>", re.IGNORECASE)
_UNSEEN = (
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "select",
    "option",
)
_CANDIDATES = "(.//article | .//main | .//*[@role='main'] | .//*[@itemprop='articleBody'])[position() <= 60]"


def read_html(data: bytes, name: str) -> Document:
    """Read a web page as a person reads it: without menus, related headlines and hidden parts."""
    if len(data) > MARKUP_BYTES:
        raise too_big(name, "trang HTML quá lớn")
    decoded = _decode(data)
    body, whole = _parse(decoded.text, name)
    if not whole:
        decoded = replace(decoded, warnings=(*decoded.warnings, "Trang lồng thẻ quá sâu, phần sau không đọc được."))
    etree.strip_elements(body, *_UNSEEN, "button", "textarea", "audio", "video", "map", with_tail=False)
    document = _walk(body, name, decoded, everything=False)
    return document or _walk(body, name, decoded, everything=True) or _fail(name)


def read_mhtml(data: bytes, name: str) -> Document:
    """Read a page that a browser or Word saved as one file (.mht)."""
    page = _page_of(message_from_bytes(data))
    if page is None:
        raise wordless(name)
    return read_html(page, name)


def _page_of(message: Message) -> bytes | None:
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else None
    return None


def _decode(data: bytes) -> Decoded:
    if unicode_form(data) is not None:
        return decode(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")  # pages that are valid UTF-8 often claim to be something else
    except UnicodeDecodeError:
        pass
    declared = _PROLOG.search(data[:1024]) or _META.search(data[:8192])
    if declared:
        try:
            encoding = codecs.lookup(declared.group(1).decode("ascii")).name
            if encoding not in {"utf-8", "iso8859-1", "cp1252"}:  # these are claimed for TCVN3 and VNI too
                return Decoded(data.decode(encoding), encoding)
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data)


def _parse(text: str, name: str) -> tuple[etree._Element, bool]:
    """The body of a page, and whether all of it was read.

    The parser gives up below 256 levels, and tags that nobody closed reach that depth easily: such a page is read again
    with its tags made flat.
    """
    if text.count("<") > PAGE_TAGS:
        raise too_big(name, "trang HTML quá lớn")
    body, whole = _parse_once(text, name)
    if whole:
        return body, True
    return _parse_once(_ENDLESS.sub("<p>", _INLINE.sub("", text)), name)


def _parse_once(text: str, name: str) -> tuple[etree._Element, bool]:
    # With the encoding given from outside, what the page says of itself no longer matters.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    raw = text.lstrip("\ufeff").replace("\x00", "").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError) as error:
        raise wordless(name) from error
    if root is None:
        raise wordless(name)
    body = root.find("body")
    too_deep = any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())
    return body if body is not None else root, not too_deep


def _walk(body: etree._Element, name: str, decoded: Decoded, *, everything: bool) -> Document | None:
    builder = Builder(name)
    builder.warnings.extend(decoded.warnings)
    root = body if everything else _report(body)
    if root is not body and root.find(".//h1") is None:
        title = body.find(".//h1")
        if title is not None:
            builder.add(
                BlockKind.HEADING,
                " ".join(str(etree.tostring(title, method="text", encoding="unicode", with_tail=False)).split()),
                "đoạn 1",
                level=1,
            )
    Walker(builder, root, everything=everything).walk()
    return builder.document() if len(builder) else None


def _report(body: etree._Element) -> etree._Element:
    """The smallest article or main part that holds most of the words, else the whole page."""
    whole = weight(body)
    found = body.xpath(_CANDIDATES)
    candidates = found if isinstance(found, list) else []
    holding = [(weight(part), part) for part in candidates if isinstance(part, etree._Element)]
    return min((item for item in holding if 2 * item[0] > whole), key=lambda item: item[0], default=(0, body))[1]


def _fail(name: str) -> Document:
    raise wordless(name)
