"""Scoring: a set, units and a year compile to a plan; plan and answers give states, points, indices, ranks, classes."""

from cchc_index.scoring.scores import Scores, score_answers

__all__ = ["Scores", "score_answers"]
