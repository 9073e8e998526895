"""The cases of `cases/*.yaml`: a good file, the slips that may be made in it, and what each is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.yaml_files import values_of

FOLDER: Final = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Slip:
    """One slip: the file that it makes of the good one, and its problems in Vietnamese and English."""

    name: str
    bad: str
    vi: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def codes(self) -> set[str]:
        """Return the codes of the problems."""
        return {line.partition(": ")[2].split(": ")[0].split()[1] for line in self.vi}


@cache
def topics() -> dict[str, dict[str, Any]]:
    """Return the content of each file of cases, by its name."""
    return {path.stem: values_of(path) for path in sorted(FOLDER.glob("*.yaml"))}


def bad_file(good: str, case: dict[str, Any]) -> str:
    """Return the good file with one place in it replaced, or everything from that place on."""
    before, place, after = good.partition(case["replace"])
    assert place, f"{case['slip']}: nothing to replace"
    assert case["replace"] not in after, f"{case['slip']}: which of several places?"
    return f"{before}{case['by']}{'' if case.get('to_the_end') else after}"


@cache
def slips() -> tuple[Slip, ...]:
    """Return every slip of every topic."""
    return tuple(_read())


def _read() -> Iterator[Slip]:
    for topic, content in topics().items():
        for case in content["bad"]:
            name = f"{topic}: {case['slip']}"
            yield Slip(name, bad_file(content["good"], case), tuple(case["vi"]), tuple(case["en"]))
