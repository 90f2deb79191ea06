"""What the public may see: which indicators, with small counts hidden, as data that anybody may use."""

from soyte.exchange.open_data.hiding import hidden
from soyte.exchange.open_data.publication import Published, Shown, publication
from soyte.exchange.open_data.published import PUBLICATION, Choice, published

__all__ = ["PUBLICATION", "Choice", "Published", "Shown", "hidden", "publication", "published"]
