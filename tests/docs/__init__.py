"""Tests of what people read: pages, the picture, and the code and commands that they show."""
