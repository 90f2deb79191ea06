"""A hospital's own dossiers: checked by the rules without being kept, and what the ledger knows of its errors and its punctuality."""
