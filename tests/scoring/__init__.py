"""States, points, indices, ranks, classes and fingerprints."""
