"""Rules over what was read. Each finding points at its place and spells out its arithmetic."""
