"""How a function over arrays is compiled: once for each machine, and kept beside the source or in the user's cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])
_INNER: Any = {"nogil": True, "forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: F) -> F:
    """The function as machine code, made when it is first called. It lets go of the interpreter's lock.

    Where nothing may be written (a service without a home) it is compiled anew in each process, which takes some seconds.
    """
    try:
        return cast(F, njit(nogil=True, cache=True)(function))
    except RuntimeError:  # no place for a cache
        return cast(F, njit(nogil=True)(function))


def inner(function: F) -> F:
    """A function that is put into the compiled ones of its module that call it; nobody else may call it."""
    return cast(F, njit(**_INNER)(function))
