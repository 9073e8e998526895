"""Tests of cases and of what runs them."""
