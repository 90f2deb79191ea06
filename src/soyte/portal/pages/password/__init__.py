"""Setting a password by a link: an invitation, or a new start."""
