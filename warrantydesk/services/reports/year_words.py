"""The year in words: headline figures against the year before, and what to do about it."""

from collections.abc import Sequence

from warrantydesk.domain.report import Figure, Shows, Suggestion
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.reports.counting import (
    middle,
    money_text,
    percent_text,
    permille,
    tenths_text,
)
from warrantydesk.services.reports.first_pass import pass_suggestions, target_of
from warrantydesk.services.reports.proposed import block_suggestions
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.year_sums import LATE_DAYS, YearSums
from warrantydesk.services.reports.year_tops import REST, Top

_BLOCKS = 2
_OFTEN = 3
"""Fewer claims of a part are no news for the maker."""


def change_text(now: int, before: int) -> str:
    """Return by how much something changed, in percent with its sign."""
    share = permille(abs(now - before), before) or 0
    sign = "+" if now > before else "−" if now < before else "±"
    return f"{sign}{percent_text(share)}"


def figures(now: YearSums, before: YearSums) -> tuple[Figure, ...]:
    """Return the headline figures with what they were a year before."""
    filed, former = now.whole, before.whole
    days, days_before = middle(now.all_days), middle(before.all_days)
    return (
        Figure(_("Claims"), filed.claims, note=_before(str(former.claims))),
        Figure(
            _("Claimed"), filed.claimed_fen, Shows.MONEY, _before(money_text(former.claimed_fen))
        ),
        Figure(
            _("Acceptance rate"),
            filed.acceptance,
            Shows.PERMILLE,
            _before(percent_text(former.acceptance)),
            _is_better(filed.acceptance, former.acceptance),
        ),
        Figure(
            _("Lost for good"),
            now.lost_fen,
            Shows.MONEY,
            _before(money_text(before.lost_fen)),
            _is_better(before.lost_fen, now.lost_fen),
        ),
        Figure(
            _("First-pass rate"),
            now.rate,
            Shows.PERMILLE,
            _before(percent_text(before.rate)),
            _is_better(now.rate, before.rate),
        ),
        Figure(
            _("Days to the money"),
            days,
            Shows.TENTHS,
            _before(tenths_text(days_before)),
            _is_better(days_before, days),
        ),
        Figure(_("Of these claims still to come"), filed.to_come_fen, Shows.MONEY),
    )


def suggestions(
    sources: ReportSources, now: YearSums, reasons: Sequence[Top], parts: Sequence[Top]
) -> tuple[Suggestion, ...]:
    """Return what to do next year, each with its figures."""
    found = list(block_suggestions(sources, now.asked, now.back)[:_BLOCKS])
    found += pass_suggestions(now.answers, target_of(sources, now.asked.brand))
    grown = max(reasons, key=lambda one: one.more_fen, default=None)
    if grown is not None and grown.more_fen > 0:
        found.append(
            Suggestion(
                _("Get to the bottom of “{reason}”", reason=grown.name),
                _(
                    "{now} lost or late, {more} more than the year before.",
                    now=money_text(grown.fen),
                    more=money_text(grown.more_fen),
                ),
                leads_to=("reports", "report", "refusals"),
            )
        )
    found += _of_parts(parts)
    found += _of_late(now)
    return tuple(found)


def _of_late(now: YearSums) -> list[Suggestion]:
    late = now.whole.late_fen
    if late <= 0:
        return []
    return [
        Suggestion(
            _("Press for the money that stands: report “Money stuck by stage”"),
            _(
                "{late} of what was filed over {days} days ago has not arrived.",
                late=money_text(late),
                days=LATE_DAYS,
            ),
            leads_to=("reports", "report", "stuck_money"),
        )
    ]


def _of_parts(parts: Sequence[Top]) -> list[Suggestion]:
    often = (one for one in parts if one.key != REST and one.claims >= _OFTEN)
    grown = max(often, key=lambda one: one.more_fen, default=None)
    if grown is None or grown.more_fen <= 0:
        return []
    return [
        Suggestion(
            _("Report “{part}” to the maker as quality information", part=grown.name),
            ngettext_(
                "{n} claim, {now}; {more} more than the year before.",
                "{n} claims, {now}; {more} more than the year before.",
                grown.claims,
                now=money_text(grown.fen),
                more=money_text(grown.more_fen),
            ),
            leads_to=("reports", "report", "frequency"),
        )
    ]


def _before(value: str) -> str:
    return _("Year before {value}", value=value)


def _is_better(more: int | None, less: int | None) -> bool | None:
    """Tell whether the first is the greater one; None where they are even or one is unknown."""
    return None if more is None or less is None or more == less else more > less
