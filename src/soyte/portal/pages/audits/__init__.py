"""Reports that somebody brings: the audit in their own text, decisions about findings, and what the ledger knows."""
