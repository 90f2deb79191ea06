"""XML parsed so that no entity expands, nothing is fetched and no depth runs away."""

from __future__ import annotations

import re

from lxml import etree

from soyte.intake.documents.errors import damaged, too_big
from soyte.intake.documents.limits import MARKUP_TAGS

_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, name: str, what: str) -> etree._Element:
    """The root of a part of a package. Office formats have no document type, so one that has is refused."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
        data = re.sub(r"^<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", errors="replace")
    if data.count(b"<") > MARKUP_TAGS:
        raise too_big(name, "nội dung tệp quá lớn")
    if _DOCTYPE.search(data):
        raise damaged(name, what)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name, what) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name, what)
    return root
