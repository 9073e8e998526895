"""No sentence of pydantic's or PyYAML's reaches a user: what they raise becomes one of the catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import pytest
import yaml
from pydantic import Field, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticKnownError
from pydantic_core._pydantic_core import list_all_errors

from cchc_index.criteria import loading
from cchc_index.criteria.model import CriteriaSet
from cchc_index.criteria.tree import parse_tree
from cchc_index.problems import CriteriaError, Problem
from cchc_index.problems.catalogue import CATALOGUE
from tests.criteria.texts import FILE, SMALL, found

ERRORS: Final = {str(error["type"]): error for error in list_all_errors()}
PARSERS: Final = [getattr(yaml, name) for name in ("SafeLoader", "CSafeLoader") if hasattr(yaml, name)]


def said(problem: Problem) -> str:
    """Return all that a user may read of a problem."""
    english = problem.to("en")
    return " ".join([str(problem), problem.hint, str(english), english.hint])


def refusing(kind: str) -> PlainValidator:
    """Return a validator that raises one kind of pydantic's errors."""

    def refuse(_: Any) -> Any:
        raise PydanticKnownError(kind, ERRORS[kind].get("example_context"))  # type: ignore[arg-type]

    return PlainValidator(refuse)


def sentence_of_pydantic(kind: str) -> str:
    """Return what pydantic itself says of one kind of its errors."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Annotated[Any, refusing(kind)]).validate_python("x")
    return str(refused.value.errors()[0]["msg"])


def test_pydantic_can_raise_very_many_kinds_of_error() -> None:
    """The list of pydantic's errors that the next test walks is whole."""
    assert len(ERRORS) > 90
    assert {"missing", "extra_forbidden", "literal_error", "model_type", "value_error"} <= set(ERRORS)


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_of_pydantic_becomes_a_sentence_of_the_catalogue(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever pydantic raises at a key, users read a sentence of the catalogue and none of pydantic's."""

    class Slipping(CriteriaSet):
        """A set whose legal basis always fails in one way."""

        legal_basis: Annotated[Any, refusing(kind)] = Field(default=())

    monkeypatch.setattr(loading, "CriteriaSet", Slipping)
    problems = found(f"{SMALL}legal_basis: x\n")
    assert len(problems) == 1
    assert problems[0].code in CATALOGUE
    assert problems[0].place.line in {1, 17}  # type: ignore[union-attr]
    theirs = sentence_of_pydantic(kind)
    assert theirs
    assert theirs not in said(problems[0])
    assert "pydantic" not in said(problems[0])


MALFORMED: Final = [
    "a: b: c",
    "a: [1, 2",
    "a: [1 2, 3",
    "a: {b: 1",
    "a: {b: 1, c",
    "a: ]",
    "a: }",
    "a: ,",
    "[1, 2]]",
    "{a: 1}}",
    "a: 'b",
    'a: "b',
    'a: "b\\q"',
    'a: "\\x1"',
    'a: "\\u12"',
    "a: 'b' c",
    'a: "b" "c"',
    "a: 1\n b: 2",
    "a:\n  b: 1\n c: 2",
    "a:\n    b: 1\n  c: 2",
    "- a\nb: 1",
    "b: 1\n- a",
    "a: - b",
    "a: 1\n\tb: 2",
    "\ta: 1",
    "a: @b",
    "a: `b",
    "a: %b",
    "a: *",
    "a: * b",
    "a: *b",
    "a: &",
    "a: & b",
    "a: &b &c d",
    "a: !<b",
    "a: !<b c> d",
    "a: !b!c d",
    "a: !!a !!b c",
    "a: ! ! b",
    "%YAML",
    "%YAML x",
    "%YAML 1",
    "%YAML 1.x",
    "%YAML 2.0\n---\na: 1",
    "%YAML 1.1\n%YAML 1.1\n---\na: 1",
    "%TAG",
    "%TAG !",
    "%TAG x y\n---\na: 1",
    "%TAG ! a\n%TAG ! b\n---\na: 1",
    "%YAML 1.1\na: 1",
    "a: |x\n  b",
    "a: |0\n  b",
    "a: >10\n  b",
    "a: |\n  b\n c",
    "? a\n? b\nc",
    ": a",
    "a: 'b\n---\nc'",
    "a: 'b\n...\n",
    "--- a: 1",
    "a: 1\n...\nb: 2",
    "a: \x00",
    "a: \x1b[0m",
    "\x07",
    "a\n  b: c",
    "'a\nb': c",
    "[a\n]: b: c",
    "a: [b, c]: d",
    "{[a]: {b]}",
    "x" * 2000 + "\n  y: 1",
]


def sentences_of_pyyaml(text: str) -> Iterator[str]:
    """Return every sentence that PyYAML's parsers say of a text."""
    for parser in PARSERS:
        try:
            list(yaml.parse(text, Loader=parser))
        except yaml.YAMLError as error:
            parts = [getattr(error, name, None) for name in ("problem", "context", "note", "reason")]
            yield from (part for part in parts if part)


@pytest.mark.parametrize("text", MALFORMED)
def test_no_sentence_of_pyyaml_is_shown(text: str) -> None:
    """Whatever PyYAML refuses, users read a sentence of the catalogue, and nothing of PyYAML's."""
    theirs = set(sentences_of_pyyaml(text + "\n"))
    for parser in PARSERS:
        problems = problems_of(text + "\n", parser)
        assert problems
        for problem in problems:
            assert problem.code in CATALOGUE
            assert not [sentence for sentence in theirs if sentence in said(problem)]


def problems_of(text: str, parser: Any) -> tuple[Problem, ...]:
    """Return what is wrong in how a text is written."""
    try:
        return parse_tree(text, FILE, parser).problems
    except CriteriaError as error:
        return error.problems


def test_the_malformed_texts_meet_most_sentences_of_pyyaml() -> None:
    """The malformed texts make PyYAML's parsers say most of what they can say."""
    sources = [Path(module.__file__ or "") for module in (yaml.scanner, yaml.parser)]
    can_say = {
        each
        for source in sources
        for each in re.findall(
            r'"((?:while|did not|found|expected|but|could not|mapping|sequence)[^"%]{12,})',
            source.read_text("utf-8"),
        )
    }
    met = {sentence for text in MALFORMED for sentence in sentences_of_pyyaml(text + "\n")}
    said_of = {each for each in can_say if any(sentence.startswith(each) for sentence in met)}
    assert len(said_of) > 0.7 * len(can_say), sorted(can_say - said_of)
