"""Compiles the loops, so that nobody waits for it when the first dossiers come: python -m soyte.intake.claims.kernels."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

from soyte.intake.claims import read_claims

_SUMMARY = (
    "<TONG_HOP><STT>1</STT><MA_LK>A</MA_LK><MA_CSKCB>99001</MA_CSKCB><SO_NGAY_DTRI>x</SO_NGAY_DTRI>"
    "<NGAY_VAO>202501011000</NGAY_VAO></TONG_HOP>"
)


def main() -> None:
    """Read one invented dossier."""
    with tempfile.TemporaryDirectory() as folder:
        path, held = Path(folder) / "mau.xml", base64.b64encode(_SUMMARY.encode()).decode()
        part = f"<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>{held}</NOIDUNGFILE></FILEHOSO>"
        path.write_text(f"<GIAMDINHHS><HOSO>{part}</HOSO></GIAMDINHHS>", encoding="ascii")
        rows = sum(len(batch.tables["XML1"]) for batch in read_claims(path).batches())
    if rows != 1:
        raise SystemExit("the dossier was not read")


if __name__ == "__main__":
    main()
