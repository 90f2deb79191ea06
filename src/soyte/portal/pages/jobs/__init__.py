"""Background jobs: one's own, everybody's for whoever runs the system, and each on a page of its own."""
