"""One submission: where it came from, what it brought, what was set aside, what it feeds; taking it back."""
