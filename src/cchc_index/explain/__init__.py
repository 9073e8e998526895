"""Explanations: why a unit has the points it has, one sentence for a leaf, a node or the whole."""

from cchc_index.explain.unit import Explanation

__all__ = ["Explanation"]
