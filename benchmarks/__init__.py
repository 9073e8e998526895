"""Speed and memory beside other engines, measured in one run: `python -m benchmarks`."""
