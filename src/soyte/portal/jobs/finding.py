"""What page folders bring along besides their views: modules of a known name, imported when first needed."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil

PAGES = "soyte.portal.pages"


@functools.cache
def load_from_pages(module: str) -> None:
    """Import `module` of every page folder that has one; what it registers is known afterwards. Once a process."""
    root = importlib.import_module(PAGES)
    for found in sorted(pkgutil.iter_modules(root.__path__), key=lambda one: one.name):
        name = f"{PAGES}.{found.name}.{module}"
        if importlib.util.find_spec(name) is not None:
            importlib.import_module(name)
