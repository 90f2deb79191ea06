"""The web application: where the department works. It computes nothing of its own."""
