"""Tests of the rules: one file a kind, and one for each thing that all kinds share."""
