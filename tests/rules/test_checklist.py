"""Rule `checklist`: the points of the ticked items together, or points for how many are ticked."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.rules.reading import read_number
from tests.rules.cases import Leaf, leaf, refused

ITEMS = [
    {"id": "web", "title": {"vi": "Trang thông tin", "en": "Web site"}},
    {"id": "bang", "title": {"vi": "Bảng niêm yết", "en": "Notice board"}},
    {"id": "loa", "title": {"vi": "Loa truyền thanh", "en": "Loudspeakers"}},
]
SHARES = ["0.5", "0.4", "0.2"]
ADDED = [{**item, "points": points} for item, points in zip(ITEMS, SHARES, strict=True)]
RUNGS = [{"items": "3", "percent": "100"}, {"items": "1", "points": "0.25"}]


def added() -> Leaf:
    """Return a checklist worth 1 point whose items give 0.5, 0.4 and 0.2."""
    return leaf("checklist", items=ADDED)


def counted(**parameters: Any) -> Leaf:
    """Return a checklist worth 1 point for three items, 0.25 for one."""
    return leaf("checklist", items=ITEMS, **{"at_least": RUNGS, **parameters})


SUMS = [
    ("không", "0", "added"),
    ("none", "0", "added"),
    ("0", "0", "added"),
    ("loa", "0.2", "added"),
    ("web; bang", "0.9", "added"),
    ("bang;web;", "0.9", "added"),
    ("Trang thông tin; LOA", "0.7", "added"),
    ("web; bang; loa", "1", "at_maximum"),
    ("web=x; loa=có", "0.7", "added"),
    ("web=không", "0", "added"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), SUMS)
def test_ticked_items_add_up_to_the_maximum(answer: str, points: str, branch: str) -> None:
    """The points of the ticked items are added, and cut at the maximum."""
    assert added().scored(answer) == (Fraction(points), branch)


def test_a_sum_of_just_the_maximum_is_at_it() -> None:
    """Items that add up to exactly the maximum are not cut."""
    found = leaf("checklist", "1.1", items=ADDED)
    assert found.scored("web; bang; loa") == (Fraction("1.1"), "at_maximum")
    assert found.both("web; bang; loa")[0].endswith("loa truyền thanh (0,2 điểm)")


NUMBERS = [
    ("không", "0", "too_few"),
    ("bang", "0.25", "at_least:1"),
    ("bang; loa", "0.25", "at_least:1"),
    ("web; bang; loa", "1", "at_least:3"),
]


@pytest.mark.parametrize(("answer", "points", "branch"), NUMBERS)
def test_points_for_how_many_are_ticked(answer: str, points: str, branch: str) -> None:
    """With `at_least` the first number of items that is reached decides."""
    assert counted().scored(answer) == (Fraction(points), branch)


def test_sentences_of_sums() -> None:
    """The explanation says how many are ticked, each with its points, and a cut."""
    assert added().both("web; loa") == (
        "2/3 mục: trang thông tin (0,5 điểm); loa truyền thanh (0,2 điểm)",
        "2/3 items: web site (0.5 points); loudspeakers (0.2 points)",
    )
    assert added().both("không") == ("0/3 mục", "0/3 items")
    assert added().said("web; bang; loa").endswith("loa truyền thanh (0,2 điểm); tính tối đa 1 điểm")


def test_sentences_of_numbers() -> None:
    """The explanation says how many are ticked, and the number that is reached."""
    assert counted().both("web; loa") == ("2/3 mục, đạt mức từ 1 mục", "2/3 items, reaching at least 1 item")
    assert counted().both("web; bang; loa") == ("3/3 mục, đủ các mục", "3/3 items, all items")
    few = counted(at_least=[{"items": "2", "points": "1"}])
    assert few.both("loa") == (
        "1/3 mục, chưa đủ số mục để được tính điểm",
        "1/3 items, too few for any points",
    )


@given(st.sets(st.sampled_from(["web", "bang", "loa"])))
def test_the_sentence_adds_up_to_the_points(ticked: set[str]) -> None:
    """From the points of the sentence follow those of the leaf."""
    answer = {name: int(name in ticked) for name in ("web", "bang", "loa")}
    _, _, each = added().said(answer).partition(": ")
    points = [
        read_number(part.split()[-2].removeprefix("("))
        for part in each.split("; ")
        if part.endswith(" điểm)")
    ]
    assert added().points(answer) == min(sum(points), 1)


def test_descriptions() -> None:
    """The description lists the items, with their points or with the numbers of them that count."""
    assert added().described() == (
        (
            "Cộng điểm các mục đã làm, tối đa 1 điểm: trang thông tin (0,5 điểm); bảng niêm yết (0,4 điểm);"
            " loa truyền thanh (0,2 điểm)."
        ),
        (
            "The points of the items done, at most 1 point: web site (0.5 points); notice board (0.4 points);"
            " loudspeakers (0.2 points)."
        ),
    )
    assert counted().described() == (
        (
            "Tính theo số mục đã làm (trang thông tin; bảng niêm yết; loa truyền thanh): đủ các mục: 1 điểm;"
            " từ 1 mục: 0,25 điểm; còn lại: 0 điểm."
        ),
        (
            "By how many items are done (web site; notice board; loudspeakers): all items: 1 point;"
            " at least 1 item: 0.25 points; otherwise: 0 points."
        ),
    )


def test_checks_of_sums() -> None:
    """Every item has points, none more than the maximum, and all together reach it."""
    assert added().faults() == []
    assert leaf("checklist", "1.2", items=ADDED).faults() == [("max-not-reached", ("items",))]
    assert leaf("checklist", "0.4", items=ADDED).faults() == [("points-exceed-max", ("items", 0))]
    bare = leaf("checklist", "0.9", items=[*ADDED[:2], ITEMS[2]])
    assert bare.faults() == [("points-missing", ("items", 2))]
    twin = leaf("checklist", items=[*ADDED, {"id": "khac", "title": "LOA TRUYỀN THANH", "points": "0"}])
    assert twin.faults() == [("repeated-name", ("items", 3, "title"))]


def test_checks_of_numbers() -> None:
    """Numbers of items fall, can be reached, and the best gives exactly the maximum."""
    assert counted().faults() == []
    order = [("rungs-out-of-order", ("at_least", 1, "items"))]
    assert (
        counted(at_least=[{"items": "2", "points": "1"}, {"items": "2", "points": "0.5"}]).faults() == order
    )
    assert (
        counted(at_least=[{"items": "2", "points": "1"}, {"items": "3", "points": "0.5"}]).faults() == order
    )
    assert (
        counted(at_least=[{"items": "2", "points": "1"}, {"items": "0", "points": "0.5"}]).faults() == order
    )
    assert counted(at_least=[{"items": "4", "points": "1"}]).faults() == [
        ("rungs-out-of-order", ("at_least", 0, "items"))
    ]
    assert counted(at_least=[{"items": "2", "points": "0.9"}]).faults() == [
        ("max-not-reached", ("at_least",))
    ]
    assert counted(at_least=[{"items": "2", "points": "1.1"}]).faults() == [
        ("points-exceed-max", ("at_least", 0))
    ]
    mixed = leaf("checklist", items=[ADDED[0], *ITEMS[1:]], at_least=RUNGS)
    assert mixed.faults() == [("parameter-without-effect", ("items", 0, "points"))]


def test_what_a_file_may_not_write() -> None:
    """There are items; an award is points or a percentage; numbers of items are whole."""
    assert refused("checklist", items=[]) == [("too_short", ("items",))]
    assert refused("checklist", items=[{**ADDED[0], "percent": "5"}]) == [("points-or-percent", ("items", 0))]
    assert refused("checklist", items=ITEMS, at_least=[{"items": "1.5", "points": "1"}]) == [
        ("not-whole", ("at_least", 0, "items"))
    ]
    assert refused("checklist", items=ITEMS, at_least=[{"items": "1"}]) == [
        ("points-or-percent", ("at_least", 0))
    ]


def test_reach() -> None:
    """The most valuable items are named first, as few as suffice."""
    assert added().reached("0") == {"web": 0, "bang": 0, "loa": 0}
    assert added().reached("0.5") == {"web": 1, "bang": 0, "loa": 0}
    assert added().reached("1") == {"web": 1, "bang": 1, "loa": 1}
    assert added().reached("1.01") is None
    found = counted().reached("0.25")
    assert found is not None
    assert sum(found.values()) == 1
