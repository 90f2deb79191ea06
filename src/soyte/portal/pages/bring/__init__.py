"""Bringing files in: sent to the portal, recognised, taken into the ledger in the background, one job a file."""
