"""The words of claims that strike by their cost: what they are about, and why they strike."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.dates import day_of
from warrantydesk.i18n import _, pick
from warrantydesk.services.reports.by_model import model_name
from warrantydesk.services.reports.counting import money_text
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.usual_cost import Lines, Outlier

_WORDS = """
SELECT c.id, c.claim_number, c.opened_on, c.brand, c.vehicle_model_code, c.type, (
  SELECT coalesce(nullif(p.new_part_name, ''), p.old_part_no) FROM part_line p
  WHERE p.claim_id = c.id AND p.causal = 1 ORDER BY p.old_part_no LIMIT 1)
FROM claim c WHERE c.id IN ({marks})"""


class ClaimWords(NamedTuple):
    """What is read of a claim that strikes."""

    number: str
    opened_on: date | None
    brand: str
    model_code: str
    part: str

    def model(self, sources: ReportSources) -> str:
        """Return its model by name."""
        return model_name(sources, self.brand, self.model_code)


def claim_words(sources: ReportSources, claim_ids: Sequence[int]) -> dict[int, ClaimWords]:
    """Return what is read of claims, by id."""
    found = {}
    for number, name, on, brand, model, kind, part in sources.rows_of(_WORDS, claim_ids):
        entry = sources.profile(brand).types.get(kind)
        words = part or (pick(entry.name_zh, entry.name_en) if entry else kind)
        found[number] = ClaimWords(name, day_of(on), brand, model, words)
    return found


def why(one: Outlier, lines: Lines) -> str:
    """Return why a claim strikes, with its figures."""
    usual = one.usual
    if one.is_outlier:
        return _(
            "{above} above the usual {usual} of {n} alike; the spread is {spread}, beyond {line} "
            "it strikes",
            above=money_text(one.above_fen),
            usual=money_text(usual.fen),
            n=usual.claims,
            spread=money_text(usual.spread_fen),
            line=money_text(max(usual.spread_fen * lines.tenths // 10, lines.floor_fen)),
        )
    limit = lines.limits.get(one.spent.alike.brand, 0)
    return _("The maker looks at claims from {limit} on", limit=money_text(limit))
