"""Criteria sets (bộ tiêu chí): the model of a file, its loader, its soundness, and the library of sets."""
