"""The types of a criteria file's scalars: text becomes a number, a flag, a date or a name once, here.

Every scalar of a file arrives as text (or, from Python, as a value already typed). What cannot be read raises a
pydantic error whose type is a code of the catalogue, so no sentence of pydantic's is ever needed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from cchc_index.language import Text, plain

_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NAME = re.compile(r"[^\s;=,:]+")
_KEY = re.compile(r"[^\s;=,:.]+")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class Model(BaseModel):
    """A frozen part of a criteria set; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def _refused(code: str, found: object) -> PydanticCustomError:
    shown = "{…}" if isinstance(found, dict) else "[…]" if isinstance(found, list | tuple) else str(found)
    return PydanticCustomError(code, "{found}", {"found": shown})


def read_decimal(found: Any) -> Fraction:
    """An exact decimal written with a point, or a number that Python holds exactly.

    Raises:
        PydanticCustomError: for anything else, binary floats among it.
    """
    if isinstance(found, (int, Fraction)) and not isinstance(found, bool):
        return Fraction(found)
    if isinstance(found, str) and _DECIMAL.fullmatch(found):
        return Fraction(found)
    raise _refused("not-a-number", found)


def _read_positive(found: Any) -> Fraction:
    number = read_decimal(found)
    if number < 0:
        raise _refused("negative-parameter", found)
    return number


def _read_whole(found: Any) -> int:
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    if isinstance(found, str) and _WHOLE.fullmatch(found):
        return int(found)
    raise _refused("not-whole", found)


def _read_count(found: Any) -> int:
    number = _read_whole(found)
    if number < 0:
        raise _refused("negative-parameter", found)
    return number


def _read_flag(found: Any) -> bool:
    if isinstance(found, bool):
        return found
    if isinstance(found, str) and found.casefold() in _FLAGS:
        return _FLAGS[found.casefold()]
    raise _refused("not-a-flag", found)


def _read_date(found: Any) -> datetime.date:
    if isinstance(found, datetime.date):
        return found
    if isinstance(found, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", found, re.ASCII):
        try:
            return datetime.date.fromisoformat(found)
        except ValueError:
            pass
    raise _refused("not-a-date", found)


def _read_name(found: Any) -> str:
    if isinstance(found, str) and _NAME.fullmatch(found):
        return unicodedata.normalize("NFC", found)
    raise _refused("bad-id", found)


def _read_key(found: Any) -> str:
    if isinstance(found, str) and _KEY.fullmatch(found):
        return unicodedata.normalize("NFC", found)
    raise _refused("bad-key", found)


def _read_words(found: Any) -> Text:
    if isinstance(found, Text):
        return found
    if isinstance(found, str) and found.strip():
        return Text(_neat(found))
    if isinstance(found, dict) and "vi" in found and set(found) <= {"vi", "en"}:
        words = {lang: _neat(word) for lang, word in found.items() if isinstance(word, str)}
        if all(words.get(lang) for lang in found):
            return Text(**words)
    raise _refused("not-a-text", found)


def _read_line(found: Any) -> str:
    if isinstance(found, str) and found.strip():
        return _neat(found)
    raise _refused("not-a-text", found)


def _neat(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _plain_words(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en} if text.en else {"vi": text.vi}


def _listed(found: Any) -> Any:
    return [found] if isinstance(found, str) else found


_written = PlainSerializer(plain, return_type=str)

Signed: TypeAlias = Annotated[Fraction, PlainValidator(read_decimal), _written]
Amount: TypeAlias = Annotated[Fraction, PlainValidator(_read_positive), _written]
Whole: TypeAlias = Annotated[int, PlainValidator(_read_whole)]
Count: TypeAlias = Annotated[int, PlainValidator(_read_count)]
Flag: TypeAlias = Annotated[bool, PlainValidator(_read_flag)]
Day: TypeAlias = Annotated[
    datetime.date, PlainValidator(_read_date), PlainSerializer(lambda day: day.isoformat(), return_type=str)
]
Name: TypeAlias = Annotated[str, PlainValidator(_read_name)]
Key: TypeAlias = Annotated[str, PlainValidator(_read_key)]
Line: TypeAlias = Annotated[str, PlainValidator(_read_line)]
Words: TypeAlias = Annotated[
    Text,
    PlainValidator(_read_words),
    PlainSerializer(_plain_words, return_type=dict),
]
one_or_more = BeforeValidator(_listed)
