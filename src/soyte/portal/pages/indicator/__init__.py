"""One indicator: its series, places side by side, map, other owners and provinces, definition, pedigree."""
