"""Places: where units lie and what they were; mergers, divisions and renamings recorded after a look at their effects."""
