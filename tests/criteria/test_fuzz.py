"""Whatever a file holds, checking it gives problems that can be read, and nothing is raised."""

import copy
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.problems import Problem
from cchc_index.rules import rule_kinds
from tests.criteria.texts import FILE, SMALL, dumped, everything, examined

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "cap-xa-nho" / "bo-tieu-chi.yaml"
WEIRD: Final = [
    *["", " ", "~", "-", "none", "true", "có", "await", "1/2", "0,5", "NaN", "-1", "0", "1e400", "9" * 40],
    *["[", "[]", "[[]]", "[await]", "{}", "{a: b}", "'", '"\\0"', "| \n", "*a", "!!x", "a: b", "2025-02-30"],
    *["\u0000", "\u202e", "\ud7ff", "\ufffe", "😀", "e\u0302\u0301" * 50, "x" * 3000],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the files of this module."""
    return tmp_path_factory.mktemp("fuzz")


def readable(problems: tuple[Problem, ...]) -> bool:
    """Return whether every problem can be written, with its hint, in both languages and on one line."""
    assert all(isinstance(problem, Problem) for problem in problems)
    for problem in problems:
        for each in (problem, problem.to("en")):
            assert each.message
            assert each.hint
            assert "\n" not in str(each)
            assert str(each).encode()
    return True


def holds(path: Path) -> None:
    """Check that a file is either sound or told to be unsound, by checking and by loading alike."""
    problems = cchc.check(path)
    assert isinstance(problems, tuple)
    assert readable(problems)
    errors = [problem for problem in problems if problem.severity is cchc.Severity.ERROR]
    if errors:
        with pytest.raises(cchc.CriteriaError) as refused:
            cchc.load_criteria(path)
        assert refused.value.problems == problems
    else:
        assert isinstance(cchc.load_criteria(path), cchc.CriteriaSet)


@given(
    raw=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
@example(raw=b"")
@example(raw=b"\xef\xbb\xbf")
@example(raw=b"\xff\xfe")
@example(raw=b"PK\x03\x04")
@example(raw=b"- " * 5000)
@example(raw=b"[" * 5000)
@example(raw=b"{" * 5000)
@example(raw=b"? " * 5000)
@example(raw=b"a: &a [*a, *a]")
def test_any_bytes_are_told_to_be_no_set(raw: bytes, folder: Path) -> None:
    """A file of any bytes is checked without an exception."""
    path = folder / "bytes.yaml"
    path.write_bytes(raw)
    holds(path)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a sound file with its bytes turned, its end cut off, or its lines repeated, dropped or moved."""
    text = draw(st.sampled_from([SMALL, dumped(everything()), EXAMPLE.read_text("utf-8")]))
    lines = text.splitlines(keepends=True)
    at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from(["repeat", "drop", "move", "indent", "cut", "turn"]))
    if kind == "repeat":
        lines.insert(other, lines[at])
    elif kind == "drop":
        del lines[min(at, other) : min(max(at, other), min(at, other) + 5) + 1]
    elif kind == "move":
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == "indent":
        lines[at] = draw(st.sampled_from([" ", "  ", "\t"])) + lines[at]
    raw = bytearray("".join(lines).encode())
    if kind == "cut":
        del raw[draw(st.integers(0, len(raw))) :]
    for _ in range(draw(st.integers(1, 5)) if kind == "turn" else 0):
        raw[draw(st.integers(0, len(raw) - 1))] ^= draw(st.integers(1, 255))
    return bytes(raw)


@given(raw=damaged())
def test_a_damaged_file_is_checked(raw: bytes, folder: Path) -> None:
    """A file with turned bytes, a lost end or misplaced lines is checked without an exception."""
    path = folder / "damaged.yaml"
    path.write_bytes(raw)
    holds(path)


@st.composite
def swapped(draw: st.DrawFn) -> str:
    """Return a sound file in which some values stand in each other's place, or are replaced by odd ones."""
    text = draw(st.sampled_from([SMALL, EXAMPLE.read_text("utf-8")]))
    parts = re.split(r"((?<=: )[^\s{\[][^,}\]\n]*)", text)
    places = range(1, len(parts), 2)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.sampled_from(places))
        parts[at] = draw(st.one_of(st.sampled_from(WEIRD), st.sampled_from(places).map(parts.__getitem__)))
    return "".join(parts)


@given(text=swapped())
def test_values_in_the_wrong_place_are_told(text: str, folder: Path) -> None:
    """A file whose values were swapped, or replaced by odd ones, is checked without an exception."""
    path = folder / "swapped.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    holds(path)


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the path of everything in a tree but the tree itself."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in inner:
        yield (*path, step)
        yield from places(value, (*path, step))


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return the tree with another value at a path."""
    if not path:
        return value
    changed = copy.copy(tree)
    inner = tree.get(path[0]) if isinstance(tree, dict) else tree[path[0]]
    changed[path[0]] = replaced(inner, path[1:], value)
    return changed


def trees() -> dict[str, tuple[Any, tuple[Any, ...]]]:
    """Return a set to try values in, and one for each example of each kind of rule; and where to try them."""
    whole = everything()
    core = {**whole, "areas": whole["areas"][:1], "classes": whole["classes"], "policy": whole["policy"]}
    found: dict[str, tuple[Any, tuple[Any, ...]]] = {"set": (core, ())}
    bare = {
        key: value for key, value in whole.items() if key in {"format", "id", "version", "level", "years"}
    }
    for kind, rule in rule_kinds().items():
        for number, each in enumerate(rule.examples()):
            leaf = {"id": "1.1", "title": "Tiêu chí", "max_points": each.max_points, "rule": dict(each.rule)}
            area = {"id": "1", "code": "other", "title": "Lĩnh vực", "criteria": [leaf]}
            tree = {**bare, "status": "draft", "title": "Bộ", "areas": [area]}
            found[f"{kind} {number}"] = (tree, ("areas", 0, "criteria", 0, "rule"))
    return found


@pytest.mark.parametrize("value", ["", "9" * 40, "await", [], {"x": ["y"]}], ids=repr)
def test_any_value_may_stand_anywhere(value: Any) -> None:
    """An odd value in the place of any value of a set or of a rule is told without an exception."""
    changed = {
        f"{name}: {path}": replaced(tree, path, value)
        for name, (tree, within) in trees().items()
        for path in places(tree)
        if path[: len(within)] == within
    }
    assert raised(changed) == {}


def raised(changed: dict[str, Any]) -> dict[str, str]:
    """Return the exceptions that checking some trees raises, where there should be none."""
    failed = {}
    for name, tree in changed.items():
        try:
            assert readable(examined(dumped(tree)).problems)
        except Exception as error:  # noqa: BLE001 - any at all is what is looked for
            failed[name] = repr(error)
    return failed


@pytest.mark.parametrize(
    "key", ["data", "rule_for", "numerator", "missing", "rule", "criteria", "kind", "id", "x", "", "[key]"]
)
def test_any_key_may_stand_anywhere(key: str) -> None:
    """A key of the format, or of nothing, in any group of a set is told without an exception."""
    tree, _ = trees()["set"]
    value = [{"rule": {"kind": "proportional", "numerator": "a", "variables": [{"data": "b"}]}}]
    groups = [path[:-1] for path in places(tree) if isinstance(path[-1], str)]
    changed = {str(path): replaced(tree, (*path, key), value) for path in dict.fromkeys(groups)}
    assert raised(changed) == {}


@pytest.mark.parametrize(
    "policy",
    ["missing: [await]", "missing: skip", "missing: {self: [await]}", "missing: {self: {self: await}}"],
)
def test_a_policy_for_missing_answers_of_any_shape_is_told(policy: str) -> None:
    """What the policy says of missing answers is told where it has another shape, and nothing is raised."""
    problems = examined(f"{SMALL}policy: {{{policy}}}\n").problems
    assert problems
    assert readable(problems)


def test_many_decimals_are_refused_at_once(folder: Path) -> None:
    """A rounding to a million million decimals is refused without being tried."""
    path = folder / "decimals.yaml"
    path.write_text(f"{SMALL}policy: {{rounding: {{points: 999999999}}}}\n", encoding="utf-8")
    script = "import sys, cchc_index; print([problem.code for problem in cchc_index.check(sys.argv[1])])"
    command = [sys.executable, "-c", script, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    assert run.stdout.strip() == "['too-many-decimals']"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "a" * 300,
        "a" * 300 + ".yaml",
        "a\0",
        "a\0.yaml",
        "a\ud800.yaml",
        "a\n.yaml",
        f"{FILE}/{FILE}",
        "vn-766",
        "😀",
    ],
    ids=repr,
)
def test_any_name_is_told_to_be_none(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that no file and no set of the library has, or can have, is one problem and no exception."""
    monkeypatch.chdir(folder)
    Path(FILE).write_text(SMALL, encoding="utf-8")
    problems = cchc.check(name)
    assert len(problems) == 1
    assert problems[0].severity is cchc.Severity.ERROR
    assert problems[0].hint
    with pytest.raises((cchc.CriteriaError, cchc.UsageError)):
        cchc.load_criteria(name)
