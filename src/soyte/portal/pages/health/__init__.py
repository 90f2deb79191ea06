"""How the system is: what runs, what waits, what failed, and the letters it sent."""
