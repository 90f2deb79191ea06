"""What all pages share: registration and permissions, the ledger, tables, numbers, exports, troubles."""
