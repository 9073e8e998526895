"""The overlay that the pages show is a sound set, and both pages show the same one."""

from pathlib import Path

import cchc_index as cchc
from tests.docs.markdown import Page

PAGES = [Page("docs/overlays.md"), Page("docs/overlays.vi.md")]


def test_the_overlay_of_the_page_is_sound(tmp_path: Path) -> None:
    """The set that is shown has no problem, and changes what the page says that it does."""
    path = tmp_path / "tinh-vi-du-2026.yaml"
    path.write_text(PAGES[0].block("yaml"), encoding="utf-8")
    assert cchc.check(path) == ()
    origins = cchc.load_criteria(path).lineage.origins
    assert str(origins["1.1a"].defined_by) == "tinh-vi-du-2026 1.0.0"
    assert str(origins["1.1"].changed_by[0]) == "tinh-vi-du-2026 1.0.0"
    assert "1.3" not in origins


def test_the_pages_are_twins() -> None:
    """The Vietnamese page has the same blocks and as many headings as the English one."""
    english, vietnamese = PAGES
    assert english.blocks() == vietnamese.blocks()
    assert [heading.count("#") for heading in english.headings()] == [
        heading.count("#") for heading in vietnamese.headings()
    ]
