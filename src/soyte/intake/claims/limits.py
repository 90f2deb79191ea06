"""What is read at most: a file that asks for more is refused or set aside, so that no sender can fill memory or disk."""

from __future__ import annotations

CHUNK = 4 << 20  # bytes read from a stream at once
LARGEST_UNIT = 48 << 20  # one dossier, as it stands in its file
LARGEST_SIMPLE = 4 << 20  # a table of a dossier beyond this is read the exact way
LARGEST_SIGNED = 16 << 20  # a signature covers the whole file, so the whole file must fit into memory
BATCH_BYTES = 32 << 20  # decoded bytes of the dossiers that become columns together
BATCH_UNITS = 4096
LARGE = 8 << 20  # bytes of a file that several threads read

EDGE = 1 << 20  # what is kept of a file before its first dossier and behind its last one

MOST_MEMBERS = 1_000_000
DEEPEST_ARCHIVE = 3  # an archive in an archive in an archive
EXPANSION = 200  # an archive may grow by this factor …
EXPANSION_FREE = (
    64 << 20
)  # … or each of its files to this size whatever the factor, and all together to sixteen times it
LARGEST_TOTAL = 1 << 40
