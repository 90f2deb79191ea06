"""Bytes by their place: what compiled loops see is what stands there."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from soyte.intake.claims.kernels.compiled import compiled
from soyte.intake.claims.kernels.places import Bytes, byte_at, eight_at, put_byte, put_eight


@compiled
def looked(text: Bytes, at: int) -> tuple[int, int]:
    return byte_at(text, at), eight_at(text, at)


@compiled
def copied(text: Bytes, at: int, out: Bytes, to: int) -> None:
    put_eight(out, to, eight_at(text, at))
    put_byte(out, to + 8, byte_at(text, at + 8))


@given(st.binary(min_size=9, max_size=40), st.data())
def test_one_or_eight_bytes_at_any_place(held: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(held) - 9))
    text = np.frombuffer(held, np.uint8)  # one that may not be written to
    assert looked(text, at) == (held[at], int.from_bytes(held[at : at + 8], sys.byteorder))
    out = np.zeros(20, np.uint8)
    copied(text, at, out, 7)
    assert bytes(out) == bytes(7) + held[at : at + 9] + bytes(4)
