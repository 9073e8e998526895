"""Tests of what other installed packages bring."""
