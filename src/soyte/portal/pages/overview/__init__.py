"""What a director looks at first."""
