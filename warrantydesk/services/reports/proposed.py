"""Checks that should become blocks, as suggestions of a report."""

from collections.abc import Mapping

from warrantydesk.domain.learning import CameBack, Proposal, proposals
from warrantydesk.domain.report import Asked, Suggestion
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.reports.counting import money_text
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.storage.came_back import filed_and_paid

_MOST = 3


def _proposed(
    sources: ReportSources, asked: Asked, back: Mapping[str, tuple[CameBack, ...]]
) -> list[Proposal]:
    """Return the warnings that should become blocks, as the policies propose them."""
    found: list[Proposal] = []
    for brand, several in back.items():
        paid = filed_and_paid(sources.query, brand, asked.first, asked.last)
        found += proposals(several, paid, sources.profile(brand))
    return found[:_MOST]


def block_suggestions(
    sources: ReportSources, asked: Asked, back: Mapping[str, tuple[CameBack, ...]]
) -> tuple[Suggestion, ...]:
    """Return the checks that should become blocks, with what speaks for it and against it."""
    told = []
    for one in _proposed(sources, asked, back):
        title = _(one.title)
        told.append(
            Suggestion(
                _("Make check {rule} a block: {title}", rule=one.rule, title=title),
                _proposal_words(one),
                one.saved_fen,
                one.rule,
            )
        )
    return tuple(told)


def _proposal_words(one: Proposal) -> str:
    if one.acknowledged:
        return _(
            "It would have stopped {stopped} of {times} cases, {saved}; {wrongly} approved claims "
            "with the same warning would have been stopped too.",
            stopped=one.acknowledged,
            times=one.times,
            saved=money_text(one.saved_fen),
            wrongly=one.stopped_wrongly,
        )
    return ngettext_(
        "{n} case for its reasons, {cost} lost or late.",
        "{n} cases for its reasons, {cost} lost or late.",
        one.times,
        cost=money_text(one.cost_fen),
    )
