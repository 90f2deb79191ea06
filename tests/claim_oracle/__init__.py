"""The rules of claim dossiers once more, in plain Python and row by row: slow, and independent of what is tested."""
