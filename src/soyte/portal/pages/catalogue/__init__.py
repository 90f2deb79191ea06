"""The catalogue: what every word means, since when and by which document; what changed; definitions of the installation's own."""
