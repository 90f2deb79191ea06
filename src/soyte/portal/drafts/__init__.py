"""What people prepare before it is approved: reports under audit and decisions about them, proposals and their history."""
