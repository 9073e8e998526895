"""Tables in and out: readers, mappings, written results."""
