"""The tables of the law among themselves, and against what came with the program."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, at, of_table
from warrantydesk.domain.policies.checks.yardsticks import parameters_by_rule_set
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_

_AT_LEAST = frozenset({"bx.months", "bx.km", "sb.months", "sb.km", "record_years"})
_AT_MOST = frozenset({"fee.n_max_permille", "answer_days", "finish_days", "loaner_after_days"})
_FACTORS = {"n": 10, "fee.n": 10, "n_percent": 10, "n_permille": 1, "fee.n_permille": 1}
"""Keys under which a factor n may stand, and what makes per mille of them."""
_CAP = "fee.n_max_permille"
_CLAUSE = "clause."
_WHOLE = re.compile(r"[0-9]{1,7}")
"""Whatever is reckoned with: months, km, days, times, per mille."""
_LAW_STAYS = N_("{table}: {code} is statutory and stays in the table.")
_OPEN_STAYS = N_("{table}: {code} settles what the law leaves open and stays in the table.")
_WORD_ENDINGS = ("_start", "_kinds", "groups", "events")


def law_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find rule sets that overlap, parameters that the law forbids, choices that are none."""
    yield from _overlaps(judged)
    yield from _parameter_problems(judged)
    yield from _clause_problems(judged)
    yield from _missing(judged)
    for number, row in enumerate(judged.changed.get("open_points", ())):
        choices = row.get("choices", "").split("|")
        if row.get("value") not in choices:
            yield at(
                "open_points",
                number,
                "value",
                N_("{table} line {line}: {column} “{value}” is not one of: {choices}."),
                value=row.get("value", "")[:60],
                choices=", ".join(choices),
            )


def _overlaps(judged: Judged) -> Iterator[RowProblem]:
    spans: list[tuple[str, str, str]] = []
    for number, row in enumerate(judged.changed.get("rule_sets", ())):
        first = row.get("invoiced_from", "")
        last = row.get("invoiced_to", "") or date.max.isoformat()
        if last < first:
            yield at(
                "rule_sets",
                number,
                "invoiced_to",
                N_("{table} line {line}: {column} {last} lies before {first}."),
                first=first,
                last=last,
            )
        for begins, ends, code in spans:
            if first <= ends and begins <= last:
                yield at(
                    "rule_sets",
                    number,
                    "invoiced_from",
                    N_("{table} line {line}: its invoice dates overlap those of {code}."),
                    code=code,
                )
        spans.append((first, last, row.get("code", "")))


def _parameter_problems(judged: Judged) -> Iterator[RowProblem]:
    rows = judged.changed.get("parameters", ())
    shipped = parameters_by_rule_set(judged.shipped("parameters"))
    own = parameters_by_rule_set(rows)
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        name = (row.get("rule_set", ""), row.get("key", ""))
        if name in seen:
            yield at(
                "parameters",
                number,
                "key",
                N_("{table} line {line}: {key} stands twice, first in line {first}."),
                key=" ".join(name),
                first=seen[name] + 2,
            )
        seen.setdefault(name, number)
        yield from _value_problems(number, row)
        yield from _beyond(number, row, shipped.get(name[0], {}))
        yield from _factor_problems(number, row, own[name[0]])


def _value_problems(number: int, row: Row) -> Iterator[RowProblem]:
    key, value = row.get("key", ""), row.get("value", "")
    is_word = key.startswith(_CLAUSE) or key.endswith(_WORD_ENDINGS)
    if not is_word and _WHOLE.fullmatch(value) is None:
        yield at(
            "parameters",
            number,
            "value",
            N_("{table} line {line}: {column} “{value}” is no whole number from 0."),
            value=value[:60],
        )


def _clause_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find parameters that name an article which no table has."""
    if not {"parameters", "clauses"} & set(judged.changed):
        return
    known = {row.get("code", "") for row in judged.rows("clauses")}
    for number, row in enumerate(judged.rows("parameters") if known else ()):
        if row.get("key", "").startswith(_CLAUSE) and row.get("value", "") not in known:
            yield at(
                "parameters",
                number,
                "value",
                N_("{table} line {line}: {column} {code} is not in {other}."),
                code=row.get("value", "")[:60],
                other="clauses",
            )


def _missing(judged: Judged) -> Iterator[RowProblem]:
    """Find rows that came with the program and that the desk needs to decide."""
    for table in ("rule_sets", "parameters", "exemptions", "open_points"):
        if table in judged.changed:
            now = {row.get("code", "") for row in judged.changed[table]}
            for row in judged.shipped(table):
                if row.get("code", "") not in now:
                    message = _OPEN_STAYS if table == "open_points" else _LAW_STAYS
                    yield of_table(table, message, code=row.get("code", ""))


def _beyond(number: int, row: Row, shipped: Mapping[str, Row]) -> Iterator[RowProblem]:
    """Find parameters that give the customer less than the order itself."""
    key = row.get("key", "")
    now = _number(row.get("value", ""))
    limit = _number(shipped[key].get("value", "")) if key in shipped else None
    if now is None or limit is None:
        return
    if key in _AT_LEAST and now < limit:
        message = N_(
            "{table} line {line}: {key} {value} is below the statutory minimum of {limit} "
            "(Art. {article})."
        )
    elif key in _AT_MOST and now > limit:
        message = N_(
            "{table} line {line}: {key} {value} is above the statutory cap of {limit} "
            "(Art. {article})."
        )
    else:
        return
    yield at(
        "parameters",
        number,
        "value",
        message,
        key=key,
        value=now,
        limit=limit,
        article=row.get("article", ""),
    )


def _factor_problems(number: int, row: Row, own: Mapping[str, Row]) -> Iterator[RowProblem]:
    key = row.get("key", "")
    cap = _number(own[_CAP].get("value", "")) if _CAP in own else None
    factor = _number(row.get("value", ""))
    if key in _FACTORS and cap is not None and factor is not None and factor * _FACTORS[key] > cap:
        yield at(
            "parameters",
            number,
            "value",
            N_(
                "{table} line {line}: n {value} of {code} is above the cap of {cap} ‰ "
                "(Art. {article})."
            ),
            value=factor,
            code=row.get("rule_set", ""),
            cap=cap,
            article=own[_CAP].get("article", ""),
        )


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None
