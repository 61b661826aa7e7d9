"""Terms, deadlines and campaigns of a maker against the law and against themselves."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from warrantydesk.domain.deadlines import MONTHLY
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, at, of_table
from warrantydesk.domain.policies.checks.yardsticks import newest_parameters, whole_of
from warrantydesk.domain.profile import CLASSES, Row
from warrantydesk.domain.return_clock import RETURN_BY
from warrantydesk.i18n import N_

_SERIAL = re.compile(r"[0-9]{6}")
_LOCKABLE = ("policies", "deadlines")
_TERMS = ("months", "km")
_REACH = (
    *("layer", "scope_groups", "energies", "owner", "start_from", "km_per_year_max"),
    "day_kind",
)
"""Columns that say for whom and from when a row of the law holds; no desk changes them."""
_AT_MOST = {
    "answer_demand": "answer_days",
    "complete_demand": "finish_days",
    "loaner_after": "loaner_after_days",
}
"""Locked deadlines of the maker's table, and the parameter that they may not pass."""
_RECORDS, _YEAR_DAYS = "records_keep", 365
_MONTH_DAYS = 31
_COMMERCIAL = "commercial"
"""Cars in commercial use stand under no order: their terms are the maker's own."""


def term_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find terms below the floor, locked rows that went, labour and campaigns that cannot be."""
    law = newest_parameters(judged.law("rule_sets"), judged.law("parameters"))
    by_row: dict[str, Callable[[int, Row], Iterator[RowProblem]]] = {
        "policies": lambda number, row: _policy_problems(number, row, law),
        "deadlines": lambda number, row: _deadline_problems(number, row, law),
        "labour": _hour_problems,
        "campaigns": _campaign_problems,
        "inspection_template": _choice_problems,
    }
    for table, look in by_row.items():
        for number, row in enumerate(judged.changed.get(table, ())):
            yield from look(number, row)
    for table in _LOCKABLE:
        if table in judged.changed:
            yield from _locked_problems(judged, table)


def _policy_problems(number: int, row: Row, law: Mapping[str, Row]) -> Iterator[RowProblem]:
    yield from _floor_problems(number, row, law)
    yield from _factor_problems(number, row, law)


def _hour_problems(number: int, row: Row) -> Iterator[RowProblem]:
    if not any(row.get(f"hours_{name}") for name in CLASSES):
        yield at("labour", number, "hours_mid", N_("{table} line {line}: no class has any hours."))


def _floor_problems(number: int, row: Row, law: Mapping[str, Row]) -> Iterator[RowProblem]:
    period = _period_of(row)
    if period is None:
        return
    for column in _TERMS:
        floor, text = whole_of(law, f"{period}.{column}"), row.get(column, "")
        # Nothing in the cell is a term without an end.
        if floor is not None and text.isascii() and text.isdigit() and int(text) < floor:
            yield at(
                "policies",
                number,
                column,
                N_(
                    "{table} line {line}: {column} {value} of {code} is below the statutory "
                    "minimum of {floor} (Art. {article})."
                ),
                value=text,
                code=row.get("code", ""),
                floor=floor,
                article=law[f"{period}.{column}"].get("article", ""),
            )


def _period_of(row: Row) -> str | None:
    """Return which period of the law a row may not undercut: ``bx``, ``sb`` or none."""
    if row.get("layer") == "statutory":
        return "sb" if row.get("code", "").endswith("-SB") else "bx"
    if row.get("layer") == "maker" and row.get("owner") != _COMMERCIAL:
        return "bx"
    return None


def _factor_problems(number: int, row: Row, law: Mapping[str, Row]) -> Iterator[RowProblem]:
    cap = whole_of(law, "fee.n_max_permille")
    for column, times in (("n_permille", 1), ("n_percent", 10)):
        text = row.get(column, "")
        if cap is not None and text and Decimal(text) * times > cap:
            yield at(
                "policies",
                number,
                column,
                N_(
                    "{table} line {line}: n {value} of {code} is above the cap of {cap} ‰ "
                    "(Art. {article})."
                ),
                value=text,
                code=row.get("code", ""),
                cap=cap,
                article=law["fee.n_max_permille"].get("article", ""),
            )


def _monthly_problems(number: int, code: str, day: int) -> Iterator[RowProblem]:
    """Find a day of the month that is none, or that a clock does not know (C.4)."""
    if code != RETURN_BY:
        message = N_("{table} line {line}: only {code} may name a day of the month.")
        yield at("deadlines", number, "day_kind", message, code=RETURN_BY)
    elif not 1 <= day <= _MONTH_DAYS:
        message = N_("{table} line {line}: a day of the month is 1 to 31.")
        yield at("deadlines", number, "days", message)


def _deadline_problems(number: int, row: Row, law: Mapping[str, Row]) -> Iterator[RowProblem]:
    code, text = row.get("code", ""), row.get("days", "")
    if not (text.isascii() and text.isdigit()):
        return
    if row.get("day_kind") == MONTHLY:
        yield from _monthly_problems(number, code, int(text))
    key = "record_years" if code == _RECORDS else _AT_MOST.get(code, "")
    limit = whole_of(law, key)
    if limit is None:
        return
    if code == _RECORDS and int(text) < limit * _YEAR_DAYS:
        message = N_(
            "{table} line {line}: {code} is statutory (Art. {article}): not fewer than {limit} "
            "days."
        )
        limit *= _YEAR_DAYS
    elif code != _RECORDS and int(text) > limit:
        message = N_(
            "{table} line {line}: {code} is statutory (Art. {article}): not more than {limit} days."
        )
    else:
        return
    article = law[key].get("article", "")
    yield at("deadlines", number, "days", message, code=code, limit=limit, article=article)


def _locked_problems(judged: Judged, table: str) -> Iterator[RowProblem]:
    """Find rows of the law that would go or be unlocked."""
    now = {row.get("code", ""): (place, row) for place, row in enumerate(judged.changed[table])}
    for old in judged.before(table):
        code = old.get("code", "")
        if old.get("locked") != "yes":
            continue
        if code not in now:
            yield of_table(
                table, N_("{table}: {code} is statutory and stays in the table."), code=code
            )
        elif now[code][1].get("locked") != "yes":
            yield at(
                table,
                now[code][0],
                "locked",
                N_("{table} line {line}: {code} is statutory and stays locked."),
                code=code,
            )
        elif not judged.by_program:
            yield from _narrowed(table, *now[code], old)


def _narrowed(table: str, number: int, row: Row, old: Row) -> Iterator[RowProblem]:
    """Find cells of a row of the law that would cover other parts, cars or owners."""
    for column in _REACH:
        if row.get(column, "") != old.get(column, ""):
            yield at(
                table,
                number,
                column,
                N_("{table} line {line}: {code} is statutory, so {column} stays “{value}”."),
                code=row.get("code", ""),
                value=old.get(column, ""),
            )


def _campaign_problems(number: int, row: Row) -> Iterator[RowProblem]:
    first, last = row.get("serial_from", ""), row.get("serial_to", "")
    for column, text in (("serial_from", first), ("serial_to", last)):
        if text and not _SERIAL.fullmatch(text):
            yield at(
                "campaigns",
                number,
                column,
                N_("{table} line {line}: {column} “{value}” is not six digits."),
                value=text[:40],
            )
    begins, ends = row.get("valid_from", ""), row.get("valid_to", "")
    for column, start, end in (("serial_to", first, last), ("valid_to", begins, ends)):
        if start and end and end < start:
            yield at(
                "campaigns",
                number,
                column,
                N_("{table} line {line}: {column} {last} lies before {first}."),
                first=start,
                last=end,
            )


def _choice_problems(number: int, row: Row) -> Iterator[RowProblem]:
    words = [row.get(name, "").split("|") for name in ("choices", "choices_zh", "choices_en")]
    if len({len([word for word in some if word]) for some in words}) > 1:
        yield at(
            "inspection_template",
            number,
            "choices",
            N_("{table} line {line}: every choice needs its Chinese and its English word."),
        )
