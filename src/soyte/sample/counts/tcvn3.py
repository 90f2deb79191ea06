"""Writing the encoding of fonts `.VnTime`, in which older offices still save tables."""

from __future__ import annotations

_BYTES = (
    "B5B8B6B7B9A8BBBEBCBDC6A9C7CAC8C9CB"
    "AECCD0CECFD1AAD2D5D3D4D6"
    "D7DDD8DCDE"
    "DFE3E1E2E4ABE5E8E6E7E9ACEAEDEBECEE"
    "EFF3F1F2F4ADF5F8F6F7F9"
    "FAFDFBFCFE"
    "A1A2A7A3A4A5A6"
)
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_CODES = dict(zip(_LETTERS, bytes.fromhex(_BYTES), strict=True))


def encode_tcvn3(text: str) -> bytes:
    """One byte a letter. Capitals with tone marks have no code of their own and become small letters."""
    return bytes(_CODES.get(sign) or _CODES.get(sign.lower()) or ord(sign) for sign in text)
