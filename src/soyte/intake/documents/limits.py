"""How much a reader may take in, so that no file can exhaust the machine that reads it."""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

INPUT_BYTES = 200 * MEBIBYTE
MARKUP_BYTES = 64 * MEBIBYTE  # one HTML page, one RTF file, one XML part: a tree takes some ten times as much
MARKUP_TAGS = 3_000_000  # of one XML part
PAGE_TAGS = 1_000_000  # of one HTML page
EXPANDED_BYTES = 256 * MEBIBYTE  # all parts of one zip package together
EXPANSION_RATIO = 250  # real parts reach 100; deflate itself ends at 1032
RATIO_FREE_BYTES = 8 * MEBIBYTE  # a small part may be as repetitive as it likes
ZIP_MEMBERS = 20_000

TEXT_BYTES = 64 * MEBIBYTE
TEXT_CHARACTERS = 20_000_000
BLOCKS = 500_000
BLOCK_SPAN = 1_000  # a merged cell covers no more rows or columns than this
NESTED_TABLES = 16

SHEET_CELLS = 4_000_000  # of the rectangle round all that is filled

PDF_PAGES = 3_000
PDF_PAGE_CHARACTERS = 200_000
PDF_PAGE_OBJECTS = 20_000

ISOLATED_SECONDS = 60
ISOLATED_MEMORY = 768 * MEBIBYTE  # for a small file, and this many bytes for each byte of it:
ISOLATED_MEMORY_RATIO = 12
ISOLATED_MEMORY_MOST = 3 * 1024 * MEBIBYTE
