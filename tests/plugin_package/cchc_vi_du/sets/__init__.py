"""The sets: every YAML file in this folder."""
