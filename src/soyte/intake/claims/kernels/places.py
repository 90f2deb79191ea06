"""Bytes by their place, one or eight at a time: `text[at]` of compiled code asks each time whether `at` is counted from the end.

That question took more than half of the time of the loops over bytes. Nobody may ask for a place below zero or behind the end.
Numbers of eight bytes are those of a machine that puts the lowest byte first, as every one does that Soyte runs on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

Bytes = npt.NDArray[np.uint8]
Load = Callable[[Bytes, int], Any]  # an unsigned number of eight bits, or of 64
Store = Callable[[Bytes, int, Any], None]


def _pointer(context: Any, builder: Any, kind: Any, array: Any, at: Any, *, wide: bool) -> Any:
    place = builder.gep(context.make_array(kind)(context, builder, array).data, [at])
    return builder.bitcast(place, ir.IntType(64).as_pointer()) if wide else place


def _load(name: str, *, wide: bool) -> Load:
    def load(_typing: Any, _text: Any, _at: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            text, at = given
            return builder.load(_pointer(context, builder, signature.args[0], text, at, wide=wide), align=1)

        return (types.uint64 if wide else types.uint8)(_text, types.intp), code

    load.__name__ = name
    return cast(Load, intrinsic(load))


def _store(name: str, *, wide: bool) -> Store:
    def store(_typing: Any, _text: Any, _at: Any, _value: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            text, at, value = given
            builder.store(value, _pointer(context, builder, signature.args[0], text, at, wide=wide), align=1)
            return context.get_dummy_value()

        return types.void(_text, types.intp, types.uint64 if wide else types.uint8), code

    store.__name__ = name
    return cast(Store, intrinsic(store))


byte_at, eight_at = _load("byte_at", wide=False), _load("eight_at", wide=True)
put_byte, put_eight = _store("put_byte", wide=False), _store("put_eight", wide=True)
