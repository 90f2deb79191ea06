"""Files that people sent to the portal and that the ledger has not taken in yet. They lie in the portal's folder, for a few days."""
