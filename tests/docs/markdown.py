"""The parts of a Markdown page that tests look at."""

import re
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
_FENCED: Final = re.compile(r"^```(?P<lang>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED: Final = re.compile(r"(?<=\n\n)(?:    .*\n)+")
_COMMENT: Final = re.compile(r"\s+# .*$", re.MULTILINE)


class Block(NamedTuple):
    """A block of code, and the language that its fence names."""

    lang: str
    code: str


class Page(NamedTuple):
    """A page by its path from the root of the repository."""

    path: str

    @property
    def text(self) -> str:
        """All of it."""
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """The page without its blocks of code."""
        return _INDENTED.sub("", _FENCED.sub("", self.text))

    def headings(self) -> list[str]:
        """Return the titles with the signs of their levels."""
        return re.findall(r"^#+ .+$", self.prose, re.MULTILINE)

    def blocks(self) -> list[Block]:
        """Return the blocks of code, without comments, the fenced ones first."""
        fenced = [Block(found["lang"], found["code"]) for found in _FENCED.finditer(self.text)]
        indented = [Block("", found[0]) for found in _INDENTED.finditer(_FENCED.sub("", self.text))]
        return [Block(lang, _COMMENT.sub("", code)) for lang, code in [*fenced, *indented]]

    def block(self, lang: str) -> str:
        """Return the only block in a language."""
        (code,) = (block.code for block in self.blocks() if block.lang == lang)
        return code

    def commands(self) -> list[str]:
        """Return the calls of the command that its blocks show, from its name on."""
        lines = [line for block in self.blocks() for line in block.code.splitlines()]
        return [found[0] for line in lines if (found := re.search(r"\bcchc-index .+", line))]

    def words_of_code(self) -> list[str]:
        """Return the spans of code in its sentences, sorted."""
        return sorted(re.findall(r"`[^`\n]+`", self.prose))

    def links(self) -> list[str]:
        """Return the targets of links and pictures, in order."""
        return re.findall(r"\]\(([^)\s]+)\)", self.prose)
