"""Pages and pictures that are made from the code are the ones that are committed; links lead somewhere."""

import itertools
import re
from typing import Any, Final

import pytest
import yaml

from cchc_index.problems.catalogue import CATALOGUE
from cchc_index.rules import rule_kinds
from cchc_index.rules.contract import Rule
from docs import make_pages, make_picture
from tests.docs.markdown import ROOT, Page

FOLDERS: Final = (".", "docs", "docs/decisions", "examples", "examples/766", "examples/cap-xa-nho")
PAGES: Final = [
    Page(path.relative_to(ROOT).as_posix())
    for folder in FOLDERS
    for path in sorted((ROOT / folder).glob("*.md"))
]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
UNSAID: Final[list[tuple[dict[str, Any], str, str]]] = [
    ({"kind": "proportional"}, "when_zero", "invalid"),
    ({"kind": "proportional"}, "above_100", "invalid"),
    ({"kind": "proportional"}, "complement", "false"),
    (
        {
            "kind": "survey",
            "options": [{"id": "A", "title": "A", "percent": "100"}],
            "groups": [{"id": "dan", "weight": "1"}],
        },
        "missing_group",
        "reweight",
    ),
]


def test_the_page_of_rules_is_made_from_the_code() -> None:
    """docs/rules.md is what `python -m docs.make_pages` writes."""
    assert Page("docs/rules.md").text == make_pages.rules_page()


def test_the_page_of_problems_is_made_from_the_code() -> None:
    """docs/problems.md is what `python -m docs.make_pages` writes."""
    assert Page("docs/problems.md").text == make_pages.problems_page()


def test_the_picture_is_made_by_its_script() -> None:
    """docs/picture.svg is what `python -m docs.make_picture` writes."""
    assert make_picture.PICTURE.read_text(encoding="utf-8") == make_picture.picture()


def test_the_text_of_the_picture_stays_inside() -> None:
    """Every run of words of the picture ends before the right margin."""
    svg = make_picture.PICTURE.read_text(encoding="utf-8")
    width = float(re.findall(r'<svg [^>]*\bwidth="(\d+)"', svg)[0])
    runs = re.findall(r'<text x="([\d.]+)"[^>]* textLength="([\d.]+)"', svg)
    assert len(runs) > 50
    assert max(float(left) + float(length) for left, length in runs) <= width - make_picture.MARGIN


def test_every_kind_has_a_section() -> None:
    """docs/rules.md has a section for every kind of rule."""
    assert Page("docs/rules.md").headings()[1:] == [f"## {kind}" for kind in rule_kinds()]


def test_every_code_has_a_section() -> None:
    """docs/problems.md has every code of the catalogue once."""
    found = [heading[4:] for heading in Page("docs/problems.md").headings() if heading.startswith("### ")]
    assert sorted(found) == sorted(CATALOGUE)


def test_the_page_of_rules_names_every_key() -> None:
    """The table of each kind has every key that a file may write for it."""
    sections = re.split(r"^## ", Page("docs/rules.md").text, flags=re.MULTILINE)[1:]
    for section, kind in zip(sections, rule_kinds().values(), strict=True):
        rows = re.findall(r"^\| `(\w+)` \|[^|]+\|[^|]+\|$", section, re.MULTILINE)
        assert set(rows) == set(kind.model_fields) - {"kind"}


def test_examples_are_written_as_files_write_them() -> None:
    """The YAML of docs/rules.md, read as texts, is the rule of each example."""
    shown = [yaml.load(block.code, yaml.BaseLoader)["rule"] for block in Page("docs/rules.md").blocks()]  # noqa: S506
    examples = [example.rule for kind in rule_kinds().values() for example in kind.examples()]
    assert shown == [rule for rule, _ in itertools.groupby(examples)]


def branches(raw: dict[str, Any]) -> tuple[type[Rule], Any]:
    """Return what tells rules apart: their kind and their branches."""
    rule = rule_kinds()[raw["kind"]].model_validate(raw)
    return type(rule), rule.branches()


@pytest.mark.parametrize(("raw", "key", "default"), UNSAID, ids=[key for _, key, _ in UNSAID])
def test_keys_that_are_not_written_have_the_default_of_the_page(
    raw: dict[str, Any], key: str, default: str
) -> None:
    """A rule without a key ends as one that writes the default that docs/rules.md names."""
    assert make_pages.UNSAID[key] == f"`{default}`"
    assert branches(raw) == branches({**raw, key: default})


def test_every_default_of_the_page_is_checked() -> None:
    """Each default that the code does not state itself is among those checked."""
    assert {key for _, key, _ in UNSAID} == set(make_pages.UNSAID)


@every_page
def test_links_lead_somewhere(page: Page) -> None:
    """Every link to a file or to a heading of the same page leads to one that is there."""
    anchors = {heading.lstrip("# ").lower().replace(" ", "-") for heading in page.headings()}
    for target in page.links():
        if target.startswith("#"):
            assert target[1:] in anchors
        elif not target.startswith("https://"):
            assert (ROOT / page.path).parent.joinpath(target.partition("#")[0]).exists(), target


@every_page
def test_pages_are_neat(page: Page) -> None:
    """A page begins with its only title, ends with one newline, and names no folder of a machine."""
    assert page.text.startswith("# ")
    assert sum(heading.startswith("# ") for heading in page.headings()) == 1
    assert page.text.endswith("\n")
    assert not page.text.endswith("\n\n")
    assert not re.search(r"(^|[\s(`\"'])/(home|tmp|work|root|Users)\b", page.text)


def test_decisions_are_listed() -> None:
    """docs/decisions/README.md lists every decision by number and title, each a title and one paragraph."""
    folder = "docs/decisions"
    pages = [page for page in PAGES if re.match(rf"{folder}/\d", page.path)]
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", Page(f"{folder}/README.md").text, re.MULTILINE)
    assert [(page.headings()[0][2:], page.path.rpartition("/")[2]) for page in pages] == listed
    for number, page in enumerate(pages, start=1):
        title, paragraph = page.text.rstrip("\n").split("\n\n")
        assert title.startswith(f"# {number}. ")
        assert page.path.startswith(f"{folder}/{number:04d}-")
        assert paragraph.endswith(".")
