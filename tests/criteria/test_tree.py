"""The YAML subset: what is read, where it stands, what is refused; and that both parsers of PyYAML agree."""

import re
from collections.abc import Iterable
from typing import Any, Final

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc_index.criteria.tree import (
    DEEPEST,
    Mapping,
    Node,
    Sequence,
    parse_tree,
    values,
    walk,
    written,
)
from cchc_index.problems import CriteriaError, Problem
from tests.criteria.slips import slips
from tests.criteria.texts import FILE, SMALL, dumped, everything

PARSERS: Final = tuple(
    pytest.param(getattr(yaml, name), id=name)
    for name in ("SafeLoader", "CSafeLoader")
    if hasattr(yaml, name)
)
both_parsers = pytest.mark.parametrize("parser", PARSERS)
needs_libyaml = pytest.mark.skipif(len(PARSERS) == 1, reason="PyYAML was built without libyaml")


def refusals(text: str, parser: Any) -> list[str]:
    """Return the place and code of everything that is wrong in how a text is written."""
    try:
        problems: Iterable[Problem] = parse_tree(text, FILE, parser).problems
    except CriteriaError as error:
        problems = error.problems
    return [f"{each.place} {each.code}" for each in problems]


@both_parsers
def test_scalars_stay_the_texts_that_they_are(parser: Any) -> None:
    """No scalar becomes a number, a truth, a date or nothing: each is the text that the file has."""
    text = (
        "[1.10, 007, 1_000, 0x1F, 1e3, .5, no, NO, yes, on, ~, null, true, 2025-01-31, 12:30, .inf, =, 1.0.0]"
    )
    kept = values(parse_tree(text, FILE, parser).root)
    assert kept == text.strip("[]").split(", ")


@both_parsers
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("a: 'không'", {"a": "không"}),
        ('a: "x\\ty"', {"a": "x\ty"}),
        ("a: |\n  hai\n  dòng\n", {"a": "hai\ndòng\n"}),
        ("a: >-\n  hai\n  dòng\n", {"a": "hai dòng"}),
        ("a: hai\n  dòng\n", {"a": "hai dòng"}),
        ("a:\n- 1\n- [2, {b: 3}]\n", {"a": ["1", ["2", {"b": "3"}]]}),
        ("{a: 1, b: , c}", {"a": "1", "b": "", "c": ""}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("a: 1 # hết\n# xong\n", {"a": "1"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("<<: {a: 1}", {"<<": {"a": "1"}}),
        ("? a\n: 1\n", {"a": "1"}),
    ],
)
def test_the_subset_of_yaml(parser: Any, text: str, content: Any) -> None:
    """Block and flow mappings and lists, and scalars in every style, are read."""
    tree = parse_tree(text, FILE, parser)
    assert values(tree.root) == content
    assert tree.problems == ()


@both_parsers
@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a: *b", "1:4 yaml-alias"),
        ("a: &b 1", "1:4 yaml-anchor"),
        ("a: &b {c: 1}", "1:4 yaml-anchor"),
        ("- &b [1]", "1:3 yaml-anchor"),
        ("a: !!int 1", "1:4 yaml-tag"),
        ("a: !diem [1]", "1:4 yaml-tag"),
        ("a: ! 1", "1:4 yaml-tag"),
        ("a: 1\n---\nb: 1\n", "2:1 yaml-several-documents"),
        ("%YAML 1.1\n---\na: 1\n", "1:1 yaml-directive"),
        ("a: 1\nb: 2\na: 3\n", "3:1 repeated-key"),
        ("{a: 1, b: {c: 1, c: 2}}", "1:18 repeated-key"),
        ("[1]: 2", "1:1 yaml-key-not-a-word"),
        ("{a: 1}: 2", "1:1 yaml-key-not-a-word"),
        ("a: " + "[" * DEEPEST + "]" * DEEPEST, f"1:{DEEPEST + 3} yaml-too-deep"),
        ("a: 'b", "1:4 yaml-open-quote"),
        ('a: "b\\q"', "1:4 yaml-open-quote"),
        ("a: b: c", "1:5 yaml-colon"),
        ("a:\n\tb: 1", "2:1 yaml-tab"),
        ("a: [1, 2", "yaml-syntax"),
        ("a: 1\n- b", "2:1 yaml-syntax"),
        ("a: @b", "1:4 yaml-syntax"),
    ],
)
def test_what_is_no_part_of_the_subset_is_refused_at_its_place(parser: Any, text: str, mark: str) -> None:
    """Aliases, anchors, tags, documents, equal keys, depth and bad writing are refused where they stand."""
    assert [place for place in refusals(text + "\n", parser) if place.endswith(mark)]


@both_parsers
@pytest.mark.parametrize(
    "id_", ["1", "1.1", "1.10", "007", "-1", "+2", "1_000", "1e3", "1.", ".5", "0x1F", "0o17"]
)
def test_an_id_that_is_a_bare_number_is_refused(parser: Any, id_: str) -> None:
    """An id without quotes that another YAML tool reads as a number is refused; in quotes it is read."""
    assert refusals(f"areas:\n  - id: {id_}\n", parser) == ["2:9 unquoted-id"]
    assert refusals(f"areas:\n  - id: '{id_}'\n", parser) == []
    assert refusals(f'areas:\n  - id: "{id_}"\n', parser) == []


@both_parsers
@pytest.mark.parametrize("id_", ["1.1.1", "no", "a1", "1a", "2025-01-31", "mot_phan", "I"])
def test_an_id_that_is_a_word_needs_no_quotes(parser: Any, id_: str) -> None:
    """An id that no tool takes for a number needs no quotes."""
    assert refusals(f"id: {id_}\n", parser) == []


@both_parsers
def test_a_value_has_the_place_where_it_begins(parser: Any) -> None:
    """Every node has the line and column of its first sign, a quote among them."""
    text = "a: 1\nb:\n  - x\n  - 'y'\n  - {c: 3, d: [4]}\né: |\n  z\n"
    places = {written(path): node.at for path, node in walk(parse_tree(text, FILE, parser).root)}
    assert places == {
        "": (1, 1),
        "a": (1, 4),
        "b": (3, 3),
        "b[0]": (3, 5),
        "b[1]": (4, 5),
        "b[2]": (5, 5),
        "b[2].c": (5, 9),
        "b[2].d": (5, 15),
        "b[2].d[0]": (5, 16),
        "é": (6, 4),
    }


@both_parsers
@pytest.mark.parametrize(
    ("path", "at_key", "place"),
    [
        (("areas", 0, "title"), False, "10:12 areas[0].title"),
        (("areas", 0, "title"), True, "10:5 areas[0].title"),
        (("areas", 0, "max_points"), False, "9:5 areas[0].max_points"),
        (("areas", 0, "max_points"), True, "9:5 areas[0].max_points"),
        (("areas", 1), False, "9:3 areas[1]"),
        (("policy", "rounding"), False, "1:1 policy.rounding"),
        ((), False, "1:1"),
    ],
)
def test_the_place_of_what_is_missing_is_that_of_the_node_that_lacks_it(
    parser: Any, path: tuple[str | int, ...], *, at_key: bool, place: str
) -> None:
    """A path that leads nowhere has the place of the last node on its way; a key has a place of its own."""
    text = SMALL.replace("    code: direction\n", "")
    assert str(parse_tree(text, FILE, parser).position(path, at_key=at_key)) == place


@both_parsers
def test_signs_beyond_ascii_count_as_one_column(parser: Any) -> None:
    """A letter with marks and an emoji take one column each, however many bytes they have."""
    tree = parse_tree("[ế, 😀, x]\n", FILE, parser)
    assert [node.at for _, node in walk(tree.root)] == [(1, 1), (1, 2), (1, 5), (1, 8)]


@both_parsers
def test_the_first_of_equal_keys_stays(parser: Any) -> None:
    """The value of a repeated key is left out, so that it is not checked as if it were the first."""
    tree = parse_tree("a: 1\na: {b: 2}\n", FILE, parser)
    assert values(tree.root) == {"a": "1"}


@both_parsers
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: x\x07y\n", "2:5"),
        ("a: \u200bx\u00ad\nb: \x00\n", "2:4"),
        ("a: x\x85b: \x1b\n", "2:4"),
        ("a: \x7f", "1:4"),
        ("a: 1\n\ufeffb: 2\n", "2:1"),
    ],
    ids=["bell", "zero-width space before", "next line before", "delete", "byte order mark inside"],
)
def test_a_control_sign_is_shown_where_it_stands(parser: Any, text: str, place: str) -> None:
    """A sign that YAML does not allow is refused at its place; invisible signs that it allows are not it."""
    assert refusals(text, parser) == [f"{place} yaml-control-sign"]


@both_parsers
@pytest.mark.parametrize(
    "text", ["a\tb: 1\n", "a:\t1\n", "a: 1\t\n", "a: 1\t# x\n", "[1,\t2]\n", "a: x\ty\n", "- a\t- b\n"]
)
def test_a_tab_outside_quotes_is_refused(parser: Any, text: str) -> None:
    """A tab between or inside words without quotes is refused, whichever parser is there."""
    assert refusals(text, parser) == [f"1:{text.index(chr(9)) + 1} yaml-tab"]


@both_parsers
@pytest.mark.parametrize("text", ['a: "\\ud800"\n', 'a: "\\U00110000"\n', 'a: "\\xZZ"\n'])
def test_an_escape_that_says_no_sign_is_refused(parser: Any, text: str) -> None:
    """An escape that stands for no sign of Unicode is refused, whichever parser is there."""
    assert refusals(text, parser) == ["1:4 yaml-open-quote"]


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    ["a: 1\n? b", "?", "a: |# x\n  b\n", "a: >#\n  b\n", "{a: , b: 1}\n", "{a:  }\n", "["],
)
def test_corners_where_the_parsers_of_pyyaml_differ(text: str) -> None:
    """Where the parsers of PyYAML give different events, the tree is the same, or both refuse the text."""
    assert outcome(text, yaml.SafeLoader) == outcome(text, yaml.CSafeLoader)


WRITING: Final = {"yaml-tag", "yaml-syntax", "yaml-tab", "yaml-open-quote"}
"""What one parser may refuse at once and the other only as a problem of a tree that it could build."""


def shown(node: Node) -> Any:
    """Return a node with the places of all that it holds."""
    if isinstance(node, Mapping):
        return (
            "mapping",
            node.at,
            {key: (node.keys[key], shown(value)) for key, value in node.entries.items()},
        )
    if isinstance(node, Sequence):
        return ("list", node.at, [shown(item) for item in node.items])
    return ("text", node.text, node.bare, node.at)


def outcome(text: str, parser: Any) -> Any:
    """Return the tree of a text with its places and problems, or that it is refused."""
    try:
        tree = parse_tree(text, FILE, parser)
    except CriteriaError:
        return "refused"
    if any(problem.code in WRITING for problem in tree.problems):
        return "refused"
    return shown(tree.root), tree.problems


WORDS: Final = [
    "a",
    "kế hoạch",
    "1.10",
    "no",
    "~",
    "0,5",
    "x'y",
    "a#b",
    "a:b",
    "😀",
    "e\u0302\u0301",
    "-1",
    "\u00a0",
    "<<",
]
ODD: Final = [
    "",
    "",
    "''",
    '"\\u1ebf\\n"',
    "|\n  a",
    "&x 1",
    "*x",
    "!!str 1",
    "- a",
    "b: c",
    "@",
    "%",
    "'",
    '"',
    "[",
    "]}",
]
KEYS: Final = st.sampled_from(["id", "id", "title", "điểm", "a b", "1", "'q'", '"d"'])
SCALARS: Final = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: "'" + word.replace("'", "''") + "'"),
    st.sampled_from(WORDS).map(lambda word: dumped(word).strip()),
)
FLOWS: Final = st.one_of(
    st.lists(SCALARS, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.lists(st.tuples(KEYS, SCALARS).map(": ".join), max_size=3).map(
        lambda items: f"{{{', '.join(items)}}}"
    ),
)
VALUES: Final = st.one_of(
    SCALARS,
    SCALARS,
    FLOWS,
    FLOWS,
    st.integers(0, 9).flatmap(lambda n: st.sampled_from(ODD if n == 0 else WORDS)),
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Return the lines of a block list or mapping, now and then with a value that is not well written."""
    is_list = draw(st.booleans())
    block = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=3)):
        head = "-" if is_list else f"{key}:"
        if depth < 3 and draw(st.booleans()):
            block += [head, *(f"  {line}" for line in draw(blocks(depth + 1)))]
        else:
            block.append(f"{head} {draw(VALUES)}{draw(st.sampled_from(['', '', ' # ghi chú']))}")
    return block


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """Return a text of a few blocks, with line ends of one kind."""
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\u2028"]))
    return end.join(draw(blocks())) + "\n"


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """Return a file of the tests with a few of its signs taken out, put in or replaced."""
    text = draw(st.sampled_from([SMALL, dumped(everything()), *(slip.bad for slip in slips())]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        until = at + draw(st.sampled_from([0, 0, 1, 2, 20]))
        text = (
            text[:at]
            + draw(st.sampled_from(["", "'", '"', ":", ": ", "- ", "\n", "  ", "[", "}", ",", "#", "ế"]))
            + text[until:]
        )
    return text + "\n"


CORNERS: Final = re.compile(
    r"[|>][-+0-9]*#|:[\[\]{},?]|\?|\t|\ufeff|[{,]\s*\S*\s*:\s+[,}\]]|\[\s*\S*\s*:\s+[,\]]|:\s*[\r\n]\s*[}\],]"
)


@needs_libyaml
@given(st.one_of(yaml_texts(), mutated_texts()))
def test_both_parsers_give_the_same_tree(text: str) -> None:
    """The pure parser and libyaml's give the same texts, places and problems, or both refuse the text."""
    assume(not CORNERS.search(text))
    assert outcome(text, yaml.SafeLoader) == outcome(text, yaml.CSafeLoader)
