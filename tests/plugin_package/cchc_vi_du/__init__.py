"""A package that brings cchc-index a kind of rule and a criteria set."""
