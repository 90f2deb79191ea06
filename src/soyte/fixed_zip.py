"""Office files whose bytes depend on their content only (and on the zlib that packs them): no clock in the entries."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def fixed_zip(packed: bytes) -> bytes:
    """The same zip with every entry dated 1980-01-01."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
