"""Parameters of the law by which terms and deadlines are measured."""

from collections.abc import Mapping, Sequence

from warrantydesk.domain.profile import Row


def parameters_by_rule_set(rows: Sequence[Row]) -> dict[str, dict[str, Row]]:
    """Return the parameters of each rule set by key."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(row.get("rule_set", ""), {})[row.get("key", "")] = row
    return found


def newest_parameters(rule_sets: Sequence[Row], parameters: Sequence[Row]) -> Mapping[str, Row]:
    """Return the parameters for cars that are sold today, none where there is no rule set."""
    if not rule_sets:
        return {}
    newest = max(rule_sets, key=lambda row: row.get("invoiced_from", ""))
    return parameters_by_rule_set(parameters).get(newest.get("code", ""), {})


def whole_of(parameters: Mapping[str, Row], key: str) -> int | None:
    """Return a whole-number parameter, None where there is none."""
    text = parameters[key].get("value", "") if key in parameters else ""
    return int(text) if text.isascii() and text.isdigit() else None
