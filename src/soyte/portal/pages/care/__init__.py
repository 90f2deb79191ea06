"""What the feed of insurance dossiers says: analyses, and the dossiers behind their numbers."""
