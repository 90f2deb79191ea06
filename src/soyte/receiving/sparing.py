"""A load makes much and keeps little; looking through the whole program for garbage again and again would be in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spared() -> Iterator[None]:
    """Meanwhile the collector of garbage passes over what is there already: modules, rules, catalogues."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
