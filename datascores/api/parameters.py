"""Parameters of an address: what they are called and take, for the schema and for reading them, in one place.

Reading is strict: a name that is not known, a name given twice and a value that is not allowed are refused with words. A
filter that is misspelt and then ignored would give all rows, and look like an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter

from datascores.api.problems import BadRequest

SLUG = r"^[-a-zA-Z0-9_]{1,120}$"
SHA256 = r"^[0-9a-f]{64}$"
NO_NUL = r"^[^\u0000]*$"
LONGEST = 1000  # characters


@dataclass(frozen=True)
class Word:
    """A parameter whose value is one of some words, or fits a pattern, or is any text of a length."""

    name: str
    about: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    longest: int = LONGEST
    is_many: bool = False

    def read(self, value: str) -> str:
        if self.choices and value not in self.choices:
            raise BadRequest(f"“{value[:60]}” cannot be the {self.name}; there are {', '.join(self.choices)}.")
        if self.pattern and not re.fullmatch(self.pattern.strip("^$"), value):
            raise BadRequest(f"“{value[:60]}” cannot be the {self.name}: {self.about}")
        if len(value) > self.longest:
            raise BadRequest(f"The {self.name} is longer than {self.longest:,} characters.")
        if "\0" in value:
            raise BadRequest(f"The {self.name} holds a NUL.")
        return value

    @property
    def spec(self) -> OpenApiParameter:
        schema: dict[str, object] = {"type": "string"}
        if self.choices:
            schema["enum"] = list(self.choices)
        elif self.pattern:
            schema["pattern"] = self.pattern
        else:
            schema |= {"maxLength": self.longest, "pattern": NO_NUL}
        if self.is_many:
            schema = {"type": "array", "items": schema}
        return OpenApiParameter(self.name, schema, description=self.about, many=False, explode=True)


@dataclass(frozen=True)
class Whole:
    """A parameter whose value is a whole number from 1 on."""

    name: str
    about: str
    most: int
    usual: int
    is_many = False

    def read(self, value: str) -> int:
        is_number = value.isascii() and value.isdecimal() and len(value) < 19
        if not is_number or not 1 <= int(value) <= self.most:
            raise BadRequest(f"“{value[:40]}” cannot be the {self.name}: it is a whole number from 1 to {self.most:,}.")
        return int(value)

    @property
    def spec(self) -> OpenApiParameter:
        schema = {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.usual}
        return OpenApiParameter(self.name, schema, description=self.about)


Parameter = Word | Whole
CURSOR = Word("cursor", "Where to go on: as given in “next” of the same request, and of no other.")


def read_parameters(params: QueryDict, known: Iterable[Parameter]) -> Mapping[str, str | int]:
    """The single values given, by name. Raises BadRequest for anything that is not understood."""
    by_name = {parameter.name: parameter for parameter in known}
    values: dict[str, str | int] = {}
    for name, given in params.lists():
        if name not in by_name:
            raise BadRequest(f"There is no parameter “{name[:60]}” here; there are {', '.join(by_name) or 'none'}.")
        parameter = by_name[name]
        if len(given) > 1 and not parameter.is_many:
            raise BadRequest(f"The {name} is given {len(given)} times; it takes one value.")
        read = [parameter.read(value) for value in given]
        if not parameter.is_many:
            values[name] = read[0]
    return values
