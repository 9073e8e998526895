"""Every figure of the page of the five reports is a case, and its Vietnamese twin shows the same."""

import re
from fractions import Fraction
from typing import Final, NamedTuple

import pytest

import cchc_index as cchc
from cchc_index.cases.loading import load_cases
from cchc_index.cases.model import UnitCase
from cchc_index.criteria.outline import outline
from tests.docs.markdown import ROOT, Page

PAGES: Final = [Page("docs/five-reports.md"), Page("docs/five-reports.vi.md")]
FILE: Final = ROOT / "examples" / "nam-bao-cao" / "nam-bao-cao.cases.yaml"
CRITERION: Final = re.compile(r"(?:^|; )(\d(?:\.\d)+)\b")
POINTS: Final = re.compile(r"\*\*(\d+(?:[.,]\d+)?)/(\d+(?:[.,]\d+)?)(?: điểm)?\*\*")


class Figure(NamedTuple):
    """A criterion, the points that the page gives it, and the most that it may have."""

    criterion: str
    points: Fraction
    most: Fraction


def figures(page: Page) -> list[Figure]:
    """Return the figures in the rows of a page's tables."""
    found = []
    for line in page.text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 4:
            points = [tuple(Fraction(n.replace(",", ".")) for n in pair) for pair in POINTS.findall(cells[3])]
            found += [
                Figure(id_, *pair) for id_, pair in zip(CRITERION.findall(cells[1]), points, strict=False)
            ]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_figure_is_expected_by_a_case(page: Page) -> None:
    """The points of each row are expected of its criterion by a case, and the set has its maximum."""
    cases = [case for case in load_cases(FILE, FILE.name).content.cases if isinstance(case, UnitCase)]
    expected = {(id_, points) for case in cases for id_, points in case.expect.points.items()}
    most = {item.id: item.max_points for item in outline(cchc.load_criteria("mau-cap-huyen"))}
    shown = figures(page)
    assert len(shown) == len(POINTS.findall(page.text)) == 27
    assert [each for each in shown if (each.criterion, each.points) not in expected] == []
    assert [each for each in shown if most[each.criterion] != each.most] == []


def test_both_languages_show_the_same() -> None:
    """The figures and the levels of the headings are those of the twin."""
    english, vietnamese = PAGES
    assert figures(english) == figures(vietnamese)
    levels = [[heading.count("#") for heading in page.headings()] for page in PAGES]
    assert levels[0] == levels[1]
