"""The rows of one table for a whole batch, and how they become the inner XML of each dossier without a loop over rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue import claims
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.writing import Column

DAY = date(2026, 1, 1)  # the layout of QĐ 3176 is the newest: no field was added since
_FREE_TEXT = """HO_TEN DIA_CHI LY_DO_VV LY_DO_VNT CHAN_DOAN_VAO CHAN_DOAN_RV GHI_CHU PP_DIEU_TRI TEN_THUOC LIEU_DUNG CACH_DUNG
    TEN_DICH_VU TEN_VAT_TU MO_TA KET_LUAN DIEN_BIEN_LS PP_DIEUTRI TEN_BS QT_BENHLY TOMTAT_KQ HO_TEN_NND NOICAP_CCCD_NND
    NOI_CU_TRU_NND HO_TEN_CHA HO_TEN_ME NOI_SINH_CON TINH_TRANG_CON NGUOI_DO_DE NGUOI_GHI_PHIEU DON_VI DAU_HIEU_LS
    TINH_TRANG_CT HUONG_DIEU_TRI PHUONGTIEN_VC HOTEN_NGUOI_HT CHUCDANH_NGUOI_HT GIAI_DOAN_BENH HOI_CHAN PHAU_THUAT
    NGUYENNHAN_DINHCHI HO_TEN_CON"""
FREE_TEXT = frozenset(_FREE_TEXT.split())
"""Fields that are written as CDATA."""


@dataclass(frozen=True)
class Block:
    """`visit` is the place of each row's dossier in the batch, ascending. Fields that are not in `columns` are empty."""

    table: str
    visit: Ints
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.visit)

    def bounds(self, count: int) -> Ints:
        """Where the rows of each dossier begin; one more than there are dossiers."""
        return np.searchsorted(self.visit, np.arange(count + 1))


def names(table: str) -> tuple[str, ...]:
    """The fields of a table, in the order of their elements."""
    return claims.layout(table, DAY).names


def frame(table: str) -> tuple[str, str]:
    """What stands before and after the rows of a table."""
    one = claims.table(table)
    inner = f"<{one.list}>" if one.list else ""
    return f"<{one.root}>{inner}", f"{f'</{one.list}>' if one.list else ''}</{one.root}>"


def rendered(block: Block, count: int) -> list[bytes]:
    """The rows of each dossier as text, without the frame; empty where the table has no row."""
    rows = pc.cast(_rows(block), pa.large_string())
    lists = pa.LargeListArray.from_arrays(pa.array(block.bounds(count)), rows)
    texts: list[bytes] = pc.cast(pc.binary_join(lists, pa.scalar("", pa.large_string())), pa.large_binary()).to_pylist()
    return texts


def _rows(block: Block) -> Column:
    """Each row as text. What is the same in all rows is put together beforehand."""
    one = claims.table(block.table)
    pieces: list[Column] = [f"<{one.row}>" if one.row else ""]
    for name in names(block.table):
        column = block.columns.get(name, "")
        if isinstance(column, str):
            pieces[-1:] = _glued(pieces[-1], element(name, column))
        elif name in FREE_TEXT:
            pieces[-1:] = [*_glued(pieces[-1], f"<{name}><![CDATA["), column, f"]]></{name}>"]
        else:
            pieces[-1:] = [*_glued(pieces[-1], f"<{name}>"), column, f"</{name}>"]
    pieces[-1:] = _glued(pieces[-1], f"</{one.row}>" if one.row else "")
    if len(pieces) == 1:
        return pa.array([pieces[0]] * len(block))
    return pc.binary_join_element_wise(*pieces, "")


def element(name: str, value: str) -> str:
    """One field as text."""
    if not value:
        return f"<{name}/>"
    if name in FREE_TEXT:
        return f"<{name}><![CDATA[{value}]]></{name}>"
    return f"<{name}>{value}</{name}>"


def _glued(last: Column, text: str) -> list[Column]:
    return [last + text] if isinstance(last, str) else [last, text]
