"""Tests of problems and of their catalogue."""
