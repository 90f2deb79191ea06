"""The picture that an authenticator reads."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def picture(address: str) -> SafeString:
    """An `otpauth:` address as SVG without styles, so that it may stand in a page."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 (shapes only)
