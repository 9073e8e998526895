"""Marks in a workbook, set in its package itself: what need not change stays as it is, byte for byte."""
