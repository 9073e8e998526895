"""Tests of scoring sheets."""
