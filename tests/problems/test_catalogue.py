"""The catalogue of problems has every code, in both languages, in sentences that can always be written."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import cchc_index.problems
from cchc_index.criteria import tree
from cchc_index.language import Text
from cchc_index.problems import Entry, Problem, Severity
from cchc_index.problems.catalogue import CATALOGUE, merged
from cchc_index.rules import expression

PACKAGE = Path(cchc_index.problems.__file__).parents[1]
SOURCES = tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "catalogue" not in path.parts)

KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
WITH_DASH = r"[a-z0-9]+(?:-[a-z0-9]+)+"
CALLS = r"(?:\bFault|\bProblem|\bUnreadable|\bExpressionError|\.problem|\brefuse|\b_refused)"
USES = (
    re.compile(rf'{CALLS}\(\s*"({KEBAB})"'),
    re.compile(rf'\.problem\(\s*[\w.(), \[\]]+?, "({KEBAB})"'),
    re.compile(rf'_(?:spoil|problem|refuse)\([\w., ]+, "({KEBAB})"'),
    re.compile(rf'(?:\breport|_report|_each|_refuse_rows)\((?:[^"]|""){{0,120}}?, ?\s*"({KEBAB})"'),
    re.compile(rf'\bboth = "({WITH_DASH})" if'),
    re.compile(rf'\b(?:both|code) = (?:"{WITH_DASH}"|both) if .+ else "({WITH_DASH})"'),
    re.compile(rf'\bcode = "({WITH_DASH})" if .+ else "{WITH_DASH}"'),
    re.compile(rf'\bproblem="({KEBAB})"'),
    re.compile(rf'\bcode(?:: str)? ?= ?"({WITH_DASH})"'),
    re.compile(rf'\bcode = "{WITH_DASH}" if .+ else "({WITH_DASH})"'),
    re.compile(rf'_pattern\(.+, "({WITH_DASH})"\)'),
    re.compile(rf'^    "[a-z_]+": "({WITH_DASH})",$', re.MULTILINE),
    re.compile(rf'\.get\(\w+, "({WITH_DASH})"\)'),
    re.compile(r'return "([a-z-]+-wanted)"'),
    re.compile(r'return "[a-z-]+-wanted" if .+ else "([a-z-]+-wanted)"'),
)

TEXTS = [
    pytest.param(getattr(entry, part), id=f"{code}:{part}")
    for code, entry in CATALOGUE.items()
    for part in ("message", "cure", "cause")
]


def used() -> dict[str, str]:
    """Return every code that the source gives out, with the module that does."""
    found = {}
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        found |= {code: path.name for pattern in USES for code in pattern.findall(text)}
    return found


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a sentence shows."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def details_given() -> Iterator[tuple[str, set[str], str]]:
    """Return each use of a code in rules and criteria, with the names of the details that it states in full."""
    for path in SOURCES:
        if path.parent.name not in {"rules", "kinds", "criteria", "soundness"}:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                names = names_of(call)
                if names is not None and call.args[0].value in CATALOGUE:
                    yield call.args[0].value, names, f"{path.name}:{call.lineno}"


def names_of(call: ast.Call) -> set[str] | None:
    """Return the names of the details of one call, or nothing where it passes them on from elsewhere."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    keywords = {keyword.arg for keyword in call.keywords}
    if function == "Fault":
        return keys_of(call.args[2], {"most"}) if len(call.args) > 2 else {"most"}
    if function == "Problem":
        details = next((each.value for each in call.keywords if each.arg == "details"), None)
        return set() if details is None else keys_of(details, set())
    told_elsewhere = None in keywords or (function == "refuse" and len(call.args) == 1)
    if function in {"problem", "refuse", "Unreadable"} and not told_elsewhere:
        own = {"at_key", "criterion"} if function == "problem" else set()
        return {str(name) for name in keywords - own}
    return None


def keys_of(node: ast.expr, others: set[str]) -> set[str] | None:
    """Return the keys of a dict that is written out, and the others."""
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return {str(ast.literal_eval(key)) for key in node.keys if key is not None} | others
    return None


def test_every_code_that_the_source_gives_out_is_in_the_catalogue() -> None:
    """Every code that the source gives out is in the catalogue."""
    missing = {code: module for code, module in used().items() if code not in CATALOGUE}
    assert missing == {}


def test_every_code_of_the_catalogue_is_used() -> None:
    """Every code of the catalogue is given out somewhere in the source."""
    assert sorted(CATALOGUE.keys() - used().keys()) == []


def test_codes_are_kebab_case() -> None:
    """Codes are words in lower case joined by dashes."""
    assert [code for code in CATALOGUE if not re.fullmatch(KEBAB, code)] == []


def test_a_code_in_two_sections_is_refused() -> None:
    """A code that two sections have is refused by name."""
    entry = Entry(Severity.INFO, Text("a.", "a."), Text("b.", "b."), Text("c.", "c."))
    with pytest.raises(ValueError, match="in two sections of the catalogue: same-code"):
        merged([{"same-code": entry}, {"same-code": entry}])


@pytest.mark.parametrize("text", TEXTS)
def test_both_languages_are_there_and_show_the_same_values(text: Text) -> None:
    """Vietnamese and English are both written, and show the same values."""
    assert text.vi
    assert text.en
    assert placeholders(text.vi) == placeholders(text.en)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_end_with_a_full_stop_and_address_nobody(text: Text) -> None:
    """Sentences end with a full stop, do not shout and address nobody."""
    for said in (text.vi, text.en):
        assert said.endswith(".")
        assert "!" not in said
        assert not re.search(r"\b(bạn|vui lòng|please|you|your)\b", said, re.IGNORECASE)
        assert "tỉ lệ" not in said.casefold()


@pytest.mark.parametrize("text", TEXTS)
def test_a_clause_that_can_be_left_out_names_a_value_and_is_closed(text: Text) -> None:
    """What stands in ⟨ ⟩ names a value, and nothing opens that does not close."""
    for said in (text.vi, text.en):
        clauses = re.findall("⟨([^⟨⟩]*)⟩", said)
        assert all(placeholders(clause.partition("|")[0]) for clause in clauses)
        assert said.count("⟨") == said.count("⟩") == len(clauses)
    assert text.vi.count("⟨") == text.en.count("⟨")


def test_a_clause_about_a_value_that_is_blank_is_left_out() -> None:
    """No sentence says that nothing is the nearest, or quotes a blank."""
    known, unknown = ({"found": "2.x", "nearest": near} for near in ("2.1", ""))
    assert Problem("unknown-node", details=known).message == (
        "Không có tiêu chí 2.x trong bộ tiêu chí; gần nhất là 2.1."
    )
    assert Problem("unknown-node", details=unknown).message == "Không có tiêu chí 2.x trong bộ tiêu chí."
    blank = Problem("number-wanted", details={"found": ""})
    assert blank.message == "Để trống; cần một số, ví dụ 2,5."
    assert blank.to("en").message == "It is blank; a number is needed, such as 2.5."


@pytest.mark.parametrize("code", CATALOGUE)
def test_signs_of_clauses_are_never_shown(code: str) -> None:
    """A sentence shows no sign of its clauses, and no dash in place of a value."""
    names = placeholders(CATALOGUE[code].message.vi)
    said = Problem(code, details=dict.fromkeys(names, "")).message
    assert "⟨" not in said
    assert "|" not in said
    assert "–" not in said


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_cause_holds_without_values(code: str) -> None:
    """A cause is said of all cases alike and shows no value."""
    assert placeholders(CATALOGUE[code].cause.vi) == set()


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_sentence_shows_the_values_of_its_problem(code: str) -> None:
    """A message and its hint can be written in both languages from the values that they name."""
    entry = CATALOGUE[code]
    names = placeholders(entry.message.vi) | placeholders(entry.cure.vi)
    for lang in ("vi", "en"):
        problem = Problem(code, details=dict.fromkeys(names, "§"), lang=lang)
        assert ("§" in problem.message) == bool(placeholders(entry.message.vi))
        assert problem.hint


def test_a_sentence_names_only_values_that_every_use_gives() -> None:
    """A message and its hint name only values that each use of the code in rules and criteria gives."""
    short = {}
    for code, names, place in details_given():
        entry = CATALOGUE[code]
        if wanting := (placeholders(entry.message.vi) | placeholders(entry.cure.vi)) - names:
            short[f"{place} {code}"] = wanting
    assert short == {}


def test_limits_that_sentences_name_are_those_of_the_program() -> None:
    """The length and depth of formulas that a sentence names are those that the grammar allows."""
    said = CATALOGUE["expression-too-long"].message
    assert f"{expression.LONGEST:,}" in said.en
    assert f" {expression.DEEPEST} " in said.en
    assert "most" in placeholders(CATALOGUE["yaml-too-deep"].message.vi)
    assert str(tree.DEEPEST) in Problem("yaml-too-deep", details={"most": tree.DEEPEST}).message
