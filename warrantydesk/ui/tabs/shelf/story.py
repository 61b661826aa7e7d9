"""The life of a piece as a line: back to the maker, or kept until it may be scrapped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_, _, local
from warrantydesk.ui.kit.lifeline import LifeStep
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.shelf.piece_facts import facts_of_piece
from warrantydesk.ui.words import piece_word

__all__ = ["KEPT", "RETURNED", "facts_of_piece", "life_of"]

RETURNED = (N_("awaited"), N_("in"), N_("shelf"), N_("box"), N_("sent"), N_("reply"))
KEPT = (N_("awaited"), N_("in"), N_("shelf"), N_("paid"), N_("scrap"))
SENT_BACK = (N_("in"), N_("sent"), N_("reply"), N_("back"), N_("paid"), N_("scrap"))
"""What the maker refused and sent back: it came home, and ends as what was kept from the first."""
_REACHED = {
    PartState.EXPECTED: 0,
    PartState.RECEIVED: 1,
    PartState.SHELVED: 2,
    PartState.RETURN_DUE: 2,
    PartState.LENT: 2,
    PartState.MISSING: 2,
    PartState.PACKED: 3,
    PartState.SHIPPED: 4,
    PartState.SCRAP_OK: 3,
    PartState.SCRAPPED: 4,
}
_ENDED = frozenset({PartState.VOID, PartState.NO_PART, PartState.WRITTEN_OFF})
_REPLIES = (
    PartState.OEM_RECEIVED,
    PartState.REFUSED,
    PartState.DISPUTED,
    PartState.ACCEPTED,
    PartState.REFUSED_FINAL,
)
_TROUBLE = {
    PartState.LENT: Mark.HOLD,
    PartState.MISSING: Mark.OVERDUE,
    PartState.REFUSED: Mark.REFUSED,
    PartState.DISPUTED: Mark.WARN,
    PartState.REFUSED_FINAL: Mark.REFUSED,
}
_SHORT = {
    PartState.LENT: N_("lent"),
    PartState.MISSING: N_("missing"),
    PartState.REFUSED: N_("declined"),
    PartState.DISPUTED: N_("disputed"),
    PartState.REFUSED_FINAL: N_("declined"),
}
"""Words that fit below a mark."""
_AT_HOME = frozenset(
    {
        PartState.SHELVED,
        PartState.SCRAP_OK,
        PartState.SCRAPPED,
        PartState.LENT,
        PartState.MISSING,
    }
)


def life_of(piece: PieceSummary, old: OldPart | None, desk: Any) -> list[LifeStep]:
    """Return the steps of a piece, those passed with their times from the journal."""
    reached: Mapping[PartState, datetime] = desk.story.reached(piece.id)
    if piece.state in _ENDED:
        steps = [
            LifeStep(Mark.OK, _(name), _time(at, desk))
            for name, at in _early(reached)
            if at is not None or name == RETURNED[0]
        ]
        return [*steps, LifeStep(Mark.NA, piece_word(piece.state), _at(reached, piece.state, desk))]
    paid = old.paid_on if old is not None else None
    if _came_back(piece, reached):
        return _home_again(piece, reached, (paid, desk))
    times = {name: _time(at, desk) for name, at in _early(reached)}
    replied = max((at for state in _REPLIES if (at := reached.get(state))), default=None)
    times |= {
        RETURNED[3]: _at(reached, PartState.PACKED, desk),
        RETURNED[4]: _at(reached, PartState.SHIPPED, desk),
        RETURNED[5]: _time(replied, desk),
        KEPT[3]: _day(paid),
        KEPT[4]: _at(reached, PartState.SCRAPPED, desk),
    }
    back = piece.return_required or piece.state in (PartState.PACKED, PartState.SHIPPED, *_REPLIES)
    names = RETURNED if back and piece.state not in _SCRAPPING else KEPT
    far = _REACHED.get(piece.state, len(names) - 1)
    if names is KEPT and paid is not None:
        far = max(far, 3)
    return _steps(piece, names, times, far)


_SCRAPPING = frozenset({PartState.SCRAP_OK, PartState.SCRAPPED})


def _early(reached: Mapping[PartState, datetime]) -> list[tuple[str, datetime | None]]:
    return [
        (RETURNED[0], reached.get(PartState.EXPECTED)),
        (RETURNED[1], reached.get(PartState.RECEIVED)),
        (RETURNED[2], reached.get(PartState.SHELVED)),
    ]


def _steps(
    piece: PieceSummary, names: tuple[str, ...], times: Mapping[str, str], far: int
) -> list[LifeStep]:
    steps = []
    for number, name in enumerate(names):
        mark = Mark.OK if number < far or (number and number == far) else Mark.TODO
        if number == far == 0:
            mark = Mark.RUNNING
        word = _(name)
        if number == far and piece.state in _TROUBLE:
            mark, word = _TROUBLE[piece.state], _(_SHORT[piece.state])
        steps.append(LifeStep(mark, word, times.get(name, "") if number <= far else ""))
    return steps


def _came_back(piece: PieceSummary, reached: Mapping[PartState, datetime]) -> bool:
    """Tell whether it was on its way to the maker and is here again."""
    return PartState.SHIPPED in reached and piece.state in _AT_HOME


def _home_again(
    piece: PieceSummary, reached: Mapping[PartState, datetime], rest: tuple[date | None, Any]
) -> list[LifeStep]:
    paid, desk = rest
    replied = max((at for state in _REPLIES if (at := reached.get(state))), default=None)
    times = {
        SENT_BACK[0]: _at(reached, PartState.RECEIVED, desk),
        SENT_BACK[1]: _at(reached, PartState.SHIPPED, desk),
        SENT_BACK[2]: _time(replied, desk),
        SENT_BACK[3]: _at(reached, PartState.SHELVED, desk),
        SENT_BACK[4]: _day(paid),
        SENT_BACK[5]: _at(reached, PartState.SCRAPPED, desk),
    }
    far = 5 if piece.state is PartState.SCRAPPED else 4 if paid else 3
    return _steps(piece, SENT_BACK, times, far)


def _at(reached: Mapping[PartState, datetime], state: PartState, desk: Any) -> str:
    return _time(reached.get(state), desk)


def _time(at: datetime | None, desk: Any) -> str:
    """Return the time of today, the day of any other date."""
    if at is None:
        return ""
    here = local(at)
    return f"{here:%H:%M}" if here.date() == desk.bench.today else f"{here:%m-%d}"


def _day(day: date | None) -> str:
    return f"{day:%m-%d}" if day is not None else ""
