"""What the benchmark of the detectors needs: invented series, and the R package `surveillance` on the same ones."""
