"""What was handed in: who, what, when, and whether it counts."""
