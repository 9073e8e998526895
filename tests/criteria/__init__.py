"""Tests of criteria files: reading, places, the model, soundness, the library."""
