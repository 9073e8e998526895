"""Answers: rows become typed columns with their places; no file is opened here."""
