"""How large a table of counts may be, so that no file can exhaust the machine that reads it."""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

FILE_BYTES = 2048 * MEBIBYTE  # as it lies on disk, and again when unpacked
WHOLE_BYTES = 64 * MEBIBYTE  # up to here the encoding is guessed from the whole file; beyond it must be Unicode
LINE_BYTES = MEBIBYTE
HEADER_CHARACTERS = 1_000_000
COLUMNS = 16_384  # what Excel has
RECORD_LINES = 200  # a quoted cell with more line ends than this was never closed
RECORD_CHARACTERS = 100_000
CHUNK_LINES = 65_536
CHUNK_BYTES = 16 * MEBIBYTE
CHUNK_CELLS = 1_000_000
VALUE_CHARACTERS = 500  # of what is kept of a refused cell
SPOOL_BYTES = 64 * MEBIBYTE  # of coded cells held in memory before they go to an unnamed file
WORD_CHARACTERS = 300  # of a name, a label, a code
HOPELESS = 20_000  # different words of one column that mean nothing: it is another column
SUGGESTIONS = 1_000  # unknown places that are told the nearest names; each costs a millisecond
