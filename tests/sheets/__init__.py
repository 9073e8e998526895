"""Scoring sheets."""
