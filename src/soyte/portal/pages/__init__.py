"""The pages: one folder each, with views, templates, and whatever only they need."""
