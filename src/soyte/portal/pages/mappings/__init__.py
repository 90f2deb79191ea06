"""Mappings of columns: made on screen from a table, kept in the ledger, with their versions."""
