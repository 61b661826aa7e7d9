"""Cases from a file: facts in, answers out, one by one; what cannot be read is said."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.codec import MismatchError, to_json
from warrantydesk.domain.coverage import (
    Answer,
    Law,
    Remark,
    decide,
    law_of,
    read_facts,
    unknown_names,
)
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_, _
from warrantydesk.resources import find

_MOST_DIGITS = 40
_UNKNOWN = N_("“{name}” is no fact: it was left out.")


def shipped_law() -> Law:
    """Return the law as it ships with the program."""
    from warrantydesk.reading.profiles import read_folder

    tables = read_folder(find("law")).tables
    return law_of(lambda name: [*tables[name]])


@dataclass(frozen=True)
class NoCase:
    """A line that is no JSON."""

    line: int


def cases_of(text: str) -> list[Any]:
    """Return the cases of a JSON list, or of JSON lines, a line that is none among them.

    Refused(INVALID) where nothing in the text is JSON.
    """
    whole = _read(text)
    if isinstance(whole, list | dict):
        return whole if isinstance(whole, list) else [whole]
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    cases = [NoCase(number) if (read := _read(line)) is None else read for number, line in lines]
    if not any(isinstance(case, dict) for case in cases):
        raise refused(INVALID, N_("This is no JSON: give a list of cases, or one case a line."))
    return cases


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_int=_whole, parse_constant=str)  # NaN is no number
    except (ValueError, RecursionError):
        return None


def _whole(digits: str) -> int | str:
    """Return a whole number; one too long to be read stays text, and is refused at its field."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def assess(cases: list[Any], law: Law) -> Iterator[dict[str, Any]]:
    """Yield ``{id, answer}`` of each case in order, or ``{id, error}`` where it cannot be read."""
    for case in cases:
        number = case.get("id") if isinstance(case, dict) else None
        try:
            if isinstance(case, NoCase):
                raise MismatchError("", N_("Line {line} is no JSON."), line=case.line)
            if not isinstance(case, dict):
                raise MismatchError("facts", N_("An object is expected here."))
            told: Any = case.get("facts")
            answer = decide(read_facts(told), law)
            remarks = [Remark("unknown", _UNKNOWN, {"name": name}) for name in unknown_names(told)]
            yield {"id": number, "answer": in_words(answer, remarks)}
        except MismatchError as error:
            said = _(error.message, **error.values)
            yield {"id": number, "error": {"field": error.path, "message": said}}


def in_words(answer: Answer, beside: list[Remark]) -> dict[str, Any]:
    """Return an answer as JSON, its warnings as sentences in the language of the program."""
    told: dict[str, Any] = to_json(answer)
    told["warnings"] = [
        {"code": one.code, "message": _(one.message, **to_json(one.values))}
        for one in (*answer.warnings, *beside)
    ]
    return told
