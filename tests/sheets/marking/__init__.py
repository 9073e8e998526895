"""Marks in workbooks: cells, notes, the list that comes first."""
