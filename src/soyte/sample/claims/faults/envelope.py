"""Faults of envelope and format (ENV)."""

from __future__ import annotations

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.envelope import inner_text
from soyte.sample.claims.faults.base import Around, Section

fault = Section()
_SIGNED = '<CHUKYDONVI><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>U2FvTWFp</SignatureValue></Signature></CHUKYDONVI>'

fault.edit("ENV-10", "C", "XML3", "SO_LUONG", lambda row: row["SO_LUONG"] + "0")
fault.edit("ENV-11", "C", "XML1", "NGAY_TTOAN", lambda row: row["NGAY_TTOAN"][:8] + "2561", "DAY-01")
fault.edit("ENV-13", "C", "XML1", "DIEN_THOAI", "0099" * 5)
fault.edit("ENV-14", "C", "XML1", "MA_HSBA", "")
fault.edit("ENV-15", "C", "XML1", "MA_KHUVUC", "K9")


@fault("ENV-01", "C")
def env_01(draft: Draft, _: Around) -> Spot | None:
    """The file ends too early, within the dossier."""
    draft.envelope["</HOSO>"] = draft.envelope["</GIAMDINHHS>"] = ""
    draft.readable = False
    return Spot("")


@fault("ENV-02", "C")
def env_02(draft: Draft, _: Around) -> Spot | None:
    """The envelope names another facility."""
    draft.envelope[f"<MACSKCB>{draft.one['MA_CSKCB']}</MACSKCB>"] = "<MACSKCB>99998</MACSKCB>"
    draft.readable = False
    return Spot("", "", "MACSKCB")


@fault("ENV-03", "C")
def env_03(draft: Draft, _: Around) -> Spot | None:
    """Three dossiers are announced, one is there."""
    draft.envelope["<SOLUONGHOSO>1</SOLUONGHOSO>"] = "<SOLUONGHOSO>3</SOLUONGHOSO>"
    return Spot("", "", "SOLUONGHOSO")


@fault("ENV-04", "C")
def env_04(draft: Draft, _: Around) -> Spot | None:
    """XML1 twice."""
    draft.extra.append(("XML1", inner_text("XML1", draft.rows("XML1"))))
    draft.readable = False
    return Spot("XML1")


@fault("ENV-05", "W")
def env_05(draft: Draft, _: Around) -> Spot | None:
    """A table that nobody knows."""
    draft.extra.append(("XML16", "<CHI_TIEU_LA><GHI_CHU>1</GHI_CHU></CHI_TIEU_LA>"))
    return Spot("XML16")


@fault("ENV-06", "C")
def env_06(draft: Draft, _: Around) -> Spot | None:
    """The content of a table is neither base64 nor XML."""
    if not draft.rows("XML3"):
        return None
    draft.raw["XML3"] = "@@ hỏng @@"
    draft.readable = False
    return Spot("XML3", "", "NOIDUNGFILE")


@fault("ENV-07", "C")
def env_07(draft: Draft, _: Around) -> Spot | None:
    """A line of another dossier."""
    rows = draft.rows("XML3")
    return draft.put("XML3", rows[0], "MA_LK", rows[0]["MA_LK"] + "X") if rows else None


@fault("ENV-08", "C")
def env_08(draft: Draft, _: Around) -> Spot | None:
    """An element that nobody knows."""
    text = inner_text("XML1", draft.rows("XML1"))
    draft.inner["XML1"] = text.replace("</TONG_HOP>", "<TRUONG_LA>1</TRUONG_LA></TONG_HOP>")
    return Spot("XML1", "1", "TRUONG_LA")


@fault("ENV-09", "W")
def env_09(draft: Draft, _: Around) -> Spot | None:
    """Two lines of one number."""
    rows = draft.rows("XML3")
    return draft.put("XML3", rows[1], "STT", "1") if len(rows) > 1 else None


@fault("ENV-12", "E")
def env_12(draft: Draft, _: Around) -> Spot | None:
    """Paid in a year that is far ahead."""
    draft.one["NAM_QT"] = "2099"
    return draft.put("XML1", draft.one, "NGAY_TTOAN", "2099" + draft.one["NGAY_TTOAN"][4:])


@fault("ENV-16", "W")
def env_16(draft: Draft, _: Around) -> Spot | None:
    """A signature that signs nothing."""
    draft.envelope["<CHUKYDONVI/>"] = _SIGNED
    return Spot("", "", "CHUKYDONVI")
