"""Documents of every format read into one shape: text with exact offsets, and blocks that say what each stretch is."""

from soyte.intake.documents.dispatch import read_bytes, read_document
from soyte.intake.documents.model import Block, BlockKind, Cell, Document, UnreadableDocument

__all__ = ["Block", "BlockKind", "Cell", "Document", "UnreadableDocument", "read_bytes", "read_document"]
