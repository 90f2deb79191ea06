"""Two owners' values for one thing, side by side until one is accepted with a reason."""
