"""Part and labour lines of a claim, and the life of its old parts up to the present."""

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from warrantydesk.demo.book import Book, Moment, Row
from warrantydesk.demo.calendar import DAY, MINUTE, NOW, day_of, utc, working
from warrantydesk.domain.old_part import TERMINAL, PartState
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.tag import make_tag
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import TAG

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

SITE, KEEPER = 1, "S02"
PLACES = tuple(f"R{rack}-{layer}" for rack in (1, 2, 3) for layer in (1, 2, 3, 4))
OUTBOUND = "OUT"
_RETURN_DAYS = 15
_TERMINAL = frozenset(state.value for state in TERMINAL)
_REFUSALS = ("O02", "O03", "O04", "O05")
_WAIVED = "厂家通知免返，客户带走"
_ACTIONS = {
    PartState.RETURN_DUE: N_("request old part"),
    PartState.PACKED: N_("pack old part"),
    PartState.SHIPPED: N_("ship old part"),
    PartState.OEM_RECEIVED: N_("record receipt of old part"),
    PartState.ACCEPTED: N_("maker accepts old part"),
    PartState.REFUSED: N_("maker refuses old part"),
    PartState.DISPUTED: N_("dispute old part"),
    PartState.REFUSED_FINAL: N_("concede old part"),
    PartState.SCRAP_OK: N_("release old part for scrap"),
    PartState.SCRAPPED: N_("scrap old part"),
    PartState.LENT: N_("lend old part"),
    PartState.MISSING: N_("miss old part"),
    PartState.WRITTEN_OFF: N_("write off old part"),
}
Move = tuple[int, PartState]


class Pieces:
    """The lines and the old parts of one claim."""

    def __init__(self, story: "Story") -> None:
        self._story = story
        self._random: Random = story.teller.random
        self._book: Book = story.teller.book
        self._ends: list[int | None] = []

    def expect(self, at: int) -> None:
        """Enter the lines of the claim; each removed piece is expected."""
        story, case = self._story, self._story.case
        moment = Moment(at, story.clerk, N_("edit claim"))
        claim = story.claim["id"]
        for place, columns in enumerate(case.labour_rows):
            row = {**columns, "claim_id": claim, "position": place}
            story.rows["labour_line"].append(self._book.add("labour_line", moment, row))
        for place, columns in enumerate(case.part_rows):
            row = {
                **columns,
                "claim_id": claim,
                "position": place,
                "old_supplier_code": self._random.choice(case.suppliers[place] or ("",)),
                "old_serial": self._serial() if columns["quantity"] == 1 else "",
            }
            line = self._book.add("part_line", moment, row)
            story.rows["part_line"].append(line)
            if case.part_lines[place].leaves_pieces:
                self._expect(line, moment)
        self._book.change("claim", story.claim, moment, {"total_fen": case.total_fen})

    def _serial(self) -> str:
        made = self._story.car.produced_on
        return f"{made[2:4]}{made[5:7]}{self._random.randrange(100_000):05}"

    def _expect(self, line: Row, moment: Moment) -> None:
        for piece in range(1, line["quantity"] + 1):
            row = {
                "claim_id": line["claim_id"],
                "line": line["position"] + 1,
                "piece": piece,
                "part_no": line["old_part_no"],
                "part_name": line["new_part_name"],
                "supplier_code": line["old_supplier_code"],
                "serial": line["old_serial"],
                "causal": line["causal"],
                "return_required": line["return_required"],
                "hazard": line["hazard"],
                "amount_fen": line["unit_price_fen"],
            }
            self._story.rows["old_part"].append(self._book.add("old_part", moment, row))

    def receive(self, at: int) -> None:
        """Receive the pieces from the technician, label and shelve them; few are waived."""
        story = self._story
        for number, row in enumerate(story.rows["old_part"]):
            when = min(at + number * 2 * MINUTE, NOW)
            waived = not row["return_required"] and self._random.random() < 0.04
            if waived:
                moment = Moment(when, story.clerk, N_("waive old part"))
                gone = {"state": PartState.NO_PART.value, "reason": _WAIVED}
                self._book.change("old_part", row, moment, gone)
                continue
            due = day_of(when + _RETURN_DAYS * DAY) if row["return_required"] else None
            year = int(day_of(when)[:4])
            values = {
                "state": PartState.RECEIVED.value,
                "tag": make_tag(SITE, year, self._book.number(TAG, year)),
                "received_at": utc(when),
                "handed_over_by": story.technician,
                "return_by": due,
            }
            self._book.change("old_part", row, Moment(when, KEEPER, N_("receive old part")), values)
            self._shelve(row, when + 4 * MINUTE + self._random.randrange(300))

    def _shelve(self, row: Row, at: int) -> None:
        """Print the label and shelve; a piece of the last hours may still lie on the bench."""
        if at > NOW:
            return
        job = self._story.teller.album.label(self._story, row, at - 2 * MINUTE)
        if at > NOW - DAY and self._random.random() < 0.4:
            return
        values = {
            "state": PartState.SHELVED.value,
            "place": self._random.choice(PLACES),
            "tag_state": "confirmed",
            "shelved_at": utc(at),
        }
        moment = Moment(at, KEEPER, N_("shelve old part"))
        self._book.change("old_part", row, moment, values)
        if job is not None:
            # The scan that shelves a piece confirms its tag and the job that printed it.
            self._book.change("print_job", job, moment, {"state": JobState.CONFIRMED.value})

    def go(self, at: int) -> None:
        """Let the pieces of a submitted claim live on."""
        for row in self._story.rows["old_part"]:
            self._ends.append(self._live(row, at))

    def _live(self, row: Row, at: int) -> int | None:
        end = at if row["state"] in _TERMINAL else None
        if row["state"] != PartState.SHELVED.value:
            return end
        for when, state in self._moves(row, at):
            if when > NOW:
                return None
            values = {"state": state.value, "place": _place(state, row["place"])}
            if state is PartState.RETURN_DUE:
                values["return_by"] = day_of(when + _RETURN_DAYS * DAY)
            if state is PartState.REFUSED:
                code = self._random.choice(_REFUSALS)
                values["reason"] = f"{code} {self._story.teller.reasons[code]}"
            self._book.change("old_part", row, Moment(when, KEEPER, _ACTIONS[state]), values)
            end = when if state in TERMINAL else None
        return end

    def _moves(self, row: Row, at: int) -> Iterator[Move]:
        if row["return_required"]:
            yield from self._returned(at)
        else:
            yield from self._kept(at)

    def _later(self, at: int, least: int, most: int) -> int:
        return working(at + self._random.randint(least * DAY, most * DAY))

    def _returned(self, at: int) -> Iterator[Move]:
        at = self._later(at, 3, 13)
        yield at, PartState.RETURN_DUE
        at = self._later(at, 3, 15)
        yield at, PartState.PACKED
        at = self._later(at, 1, 6)
        yield at, PartState.SHIPPED
        at = self._later(at, 3, 6)
        yield at, PartState.OEM_RECEIVED
        at = self._later(at, 4, 12)
        if self._random.random() > 0.06:
            yield at, PartState.ACCEPTED
            return
        yield at, PartState.REFUSED
        at = self._later(at, 3, 7)
        if self._random.random() < 0.5:
            yield at, PartState.DISPUTED
            at = self._later(at, 8, 20)
            yield at, self._random.choice((PartState.ACCEPTED, PartState.REFUSED_FINAL))
        else:
            yield at, PartState.REFUSED_FINAL

    def _kept(self, at: int) -> Iterator[Move]:
        dice = self._random.random()
        if dice < 0.03:
            yield self._later(at, 6, 20), PartState.MISSING
            yield self._later(at, 60, 90), PartState.WRITTEN_OFF
            return
        if dice < 0.06:
            yield self._later(at, 2, 5), PartState.LENT
            yield self._later(at, 20, 30), PartState.SHELVED
        at = self._later(at, 62, 85)
        yield at, PartState.SCRAP_OK
        yield self._later(at, 1, 9), PartState.SCRAPPED

    def end(self, at: int) -> int | None:
        """Return when the last piece was gone, ``at`` without pieces, None while one is here."""
        if None in self._ends:
            return None
        return max([at, *[end for end in self._ends if end is not None]])


def _place(state: PartState, place: str) -> str:
    here = (PartState.SHELVED, PartState.RETURN_DUE, PartState.SCRAP_OK)
    if state is PartState.PACKED:
        return OUTBOUND
    return (place or PLACES[0]) if state in here else ""


_ACTIONS[PartState.SHELVED] = N_("shelve old part")
