"""The ledger examined and put right on screen: looked at first, and changed only in the light of what was seen."""
