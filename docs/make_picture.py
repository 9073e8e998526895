"""`python -m docs.make_picture`: writes docs/picture.svg, a terminal that shows what two commands print."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import textwrap
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "picture.svg"
EXPLAINED = ("Hy Cương", "6.1")
ROWS = 11
COLUMNS, MARGIN = 92, 24
SIZE, LINE, WIDTH = 14, 22, 8.5
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace"
INK, PALE, COMMAND, PAPER, EDGE = "#1f2328", "#656d76", "#0550ae", "#f6f8fa", "#d0d7de"
_RUN = re.compile(r"\S+(?: \S+)*")


def readme_command() -> str:
    """The first command of the README, without what sets up."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return str(re.findall(r"^    python3 .*/(cchc-index score .*)$", text, re.MULTILINE)[0])


def printed(command: str) -> list[str]:
    """The lines that a command prints on standard output; it writes no folder."""
    arguments = shlex.split(re.sub(r" --out \S+", "", command))[1:]
    out = io.StringIO()
    with (
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        cli.run(arguments)
    return out.getvalue().splitlines()


def screen() -> Iterator[tuple[str, str]]:
    """The lines of the terminal, each with its colour."""
    score = readme_command()
    unit, node = EXPLAINED
    title, heads, *rows = printed(score)
    yield f"$ {re.sub(r'(?<=--columns )[^ ]+', '…', score)}", COMMAND
    yield title, INK
    yield heads, PALE
    yield from ((row, INK) for row in rows[:ROWS])
    yield "…", PALE
    yield "", INK
    explain = score.replace(" score ", " explain ").partition(" --out")[0]
    yield f'$ cchc-index explain … --unit "{unit}" --node {node}', COMMAND
    for sentence in printed(f'{explain} --unit "{unit}" --node {node}'):
        yield from ((line, INK) for line in textwrap.wrap(sentence, COLUMNS))


def picture() -> str:
    """The picture; each run of words has its place, so that columns stand straight in every font."""
    lines = list(screen())
    width, height = round(2 * MARGIN + COLUMNS * WIDTH), 2 * MARGIN + len(lines) * LINE
    texts = [
        f'<text x="{MARGIN + run.start() * WIDTH:g}" y="{MARGIN + (number + 0.75) * LINE:g}" '
        f'textLength="{len(run[0]) * WIDTH:g}" fill="{colour}">{escape(run[0])}</text>'
        for number, (line, colour) in enumerate(lines)
        for run in _RUN.finditer(line)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{FONTS}" font-size="{SIZE}">'
    )
    paper = f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{PAPER}" stroke="{EDGE}"/>'
    return "\n".join([head, f"<title>{escape(lines[1][0])}</title>", paper, *texts, "</svg>", ""])


def main() -> None:
    """Writes the picture."""
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
