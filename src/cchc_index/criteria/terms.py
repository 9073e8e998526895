"""What of a set a rule is applied with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.rules.calendar import Calendar
from cchc_index.rules.contract import Terms

if TYPE_CHECKING:
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.criteria.outline import Item


def terms_of(criteria: CriteriaSet, item: Item, year: int) -> Terms:
    """The terms on which a leaf's rule is applied."""
    rounding = criteria.policy.rounding
    calendar = Calendar(criteria.calendar.holidays, criteria.calendar.working_days)
    return Terms(item.max_points, year, calendar, rounding.rate, rounding.mode)
