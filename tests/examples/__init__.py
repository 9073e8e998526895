"""Published tables and the example set, reproduced."""
