"""A second, slow reading of the design page, and what generates cases for it."""
