"""Taking files in: from a reader's rows, through the vault, to an accepted submission; and back, from a row to its words."""

from soyte.receiving.order import Aside, Order, Outcome, Receipt
from soyte.receiving.receive import mapping_beside, receive, receive_mapping

__all__ = ["Aside", "Order", "Outcome", "Receipt", "mapping_beside", "receive", "receive_mapping"]
