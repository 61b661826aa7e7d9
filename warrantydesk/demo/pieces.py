"""Part and labour lines of a claim, and the life of its old parts up to the present."""

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import DAY, HOUR, MINUTE, NOW, day_of, money_day, utc, working
from warrantydesk.demo.returns import Consignment, Judged
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.money import percent
from warrantydesk.domain.old_part import TERMINAL, PartState
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.tag import make_tag
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import TAG

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

SITE, KEEPER = 1, "S02"
PLACES = tuple(f"R{rack}-{layer}" for rack in (1, 2, 3) for layer in (1, 2, 3, 4))
OUTBOUND = "OUT"
_RETURN_DAYS, _RETENTION_DAYS, _DISPUTE_DAYS = 15, 30, 7
_HANDLING = Decimal(10)
_TERMINAL = frozenset(state.value for state in TERMINAL)
_REFUSALS = ("O02", "O03", "O04", "O05")
_WAIVED = "厂家通知免返，客户带走"
_CONCEDED, _LOST = "分检意见属实，承担扣款", "盘点未见，经理批准核销"
_DISPUTED = "附鉴定读数和装箱照片，申请复检"
_LENT_TO = "配套厂技术员"
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
        """Let the pieces of a submitted claim live on; those that go back go together."""
        due = self._later(at, 3, 13)
        is_packed = self._random.random() < 0.6
        for row in self._story.rows["old_part"]:
            end = at if row["state"] in _TERMINAL else None
            if row["state"] == PartState.SHELVED.value and due <= NOW and row["return_required"]:
                end = self._returned(row, due, is_packed)
            elif row["state"] == PartState.SHELVED.value and not row["return_required"]:
                end = self._kept(row, at)
            self._ends.append(end)

    def _move(self, row: Row, at: int, state: PartState, **values: Any) -> None:
        moment = Moment(at, KEEPER, _ACTIONS[state])
        self._book.change("old_part", row, moment, {"state": state.value, **values})

    def _later(self, at: int, least: int, most: int) -> int:
        return working(at + self._random.randint(least * DAY, most * DAY))

    def _returned(self, row: Row, due: int, is_packed: bool) -> int | None:
        """Ask a piece back, pack it on its Friday, and tell what the maker says of it."""
        back = day_of(due + _RETURN_DAYS * DAY)
        self._move(row, due, PartState.RETURN_DUE, requested_on=day_of(due), return_by=back)
        consignment = self._story.teller.returns.list_after(due, row["hazard"] == "hv_battery")
        if consignment is None:
            return None
        if consignment.is_open and not is_packed:
            at = consignment.await_piece(row["id"])
            listed = {"shipment_id": consignment.row["id"]}
            self._book.change("old_part", row, Moment(at, KEEPER, N_("put on return list")), listed)
            return None
        at, box = consignment.pack(row["id"], due)
        shipment = consignment.row["id"]
        self._move(row, at, PartState.PACKED, place=OUTBOUND, box=box, shipment_id=shipment)
        if consignment.is_open:
            return None
        self._move(row, consignment.shipped_at, PartState.SHIPPED, place="")
        if consignment.signed_at > NOW:
            return None
        self._move(row, consignment.signed_at, PartState.OEM_RECEIVED)
        return None if consignment.judged_at > NOW else self._judged(row, consignment)

    def _judged(self, row: Row, consignment: Consignment) -> int | None:
        at, returns = consignment.judged_at, self._story.teller.returns
        shown = (at > NOW - 3 * DAY and returns.once("refused", 2)) or (
            NOW - 20 * DAY < at < NOW - 9 * DAY and returns.once("disputed")
        )
        if not shown and self._random.random() > 0.06:
            consignment.judge(row["id"], Judged(Verdict.ACCEPTED))
            self._move(row, at, PartState.ACCEPTED)
            return at
        code = self._random.choice(_REFUSALS)
        text = self._story.teller.reasons[code]
        cost = row["amount_fen"] + percent(row["amount_fen"], _HANDLING)
        consignment.judge(row["id"], Judged(Verdict.REFUSED, code, text, cost))
        refusal = {"refusal_code": code, "refusal_text": text, "deducted_fen": cost}
        days = {"refused_on": day_of(at), "dispute_by": day_of(at + _DISPUTE_DAYS * DAY)}
        self._move(row, at, PartState.REFUSED, **refusal, **days)
        return self._after_refusal(row, self._later(at, 3, 6))

    def _after_refusal(self, row: Row, at: int) -> int | None:
        if at > NOW:
            return None
        recent = at > NOW - 18 * DAY
        if not recent and self._random.random() < 0.5:
            self._move(row, at, PartState.REFUSED_FINAL, reason=_CONCEDED)
            return at
        told = {"disputed_on": day_of(at), "dispute_text": _DISPUTED}
        self._move(row, at, PartState.DISPUTED, **told)
        at = self._later(at, 16 if recent else 8, 20)
        if at > NOW:
            return None
        if self._random.random() < 0.5:
            self._move(row, at, PartState.ACCEPTED, deducted_fen=0)
        else:
            self._move(row, at, PartState.REFUSED_FINAL)
        return at

    def _kept(self, row: Row, at: int) -> int | None:
        """Keep a piece that the maker does not want until its line is paid, and longer."""
        dice, returns = self._random.random(), self._story.teller.returns
        if dice < 0.03 or (NOW - 70 * DAY < at < NOW - 20 * DAY and returns.once("missing")):
            return self._missed(row, self._later(at, 6, 20))
        lent = self._later(at, 2, 5)
        shown = at > NOW - 30 * DAY and lent <= NOW and returns.once("lent")
        if shown or (dice < 0.06 and lent <= NOW):
            back = self._later(max(lent, NOW - 12 * DAY) if shown else lent, 14, 20)
            until = {"lent_to": _LENT_TO, "lent_until": day_of(back)}
            self._move(row, lent, PartState.LENT, place="", **until)
            if back > NOW:
                return None
            whole = {"place": self._random.choice(PLACES), "lent_to": "", "lent_until": None}
            self._move(row, back, PartState.SHELVED, **whole)
        paid = money_day(self._later(at, 3, 5))
        if paid > NOW:
            return None
        moment = Moment(paid, KEEPER, N_("record payment"))
        self._book.change("old_part", row, moment, {"paid_on": day_of(paid)})
        free = self._later(paid + _RETENTION_DAYS * DAY, 1, 5)
        if NOW - 60 * DAY < free < NOW - 2 * DAY and returns.once("free", 3):
            free = working(NOW - 20 * HOUR)
        return self._scrapped(row, free)

    def _missed(self, row: Row, at: int) -> int | None:
        if at > NOW:
            return None
        self._move(row, at, PartState.MISSING)
        at = self._later(at, 60, 90)
        if at > NOW:
            return None
        self._move(row, at, PartState.WRITTEN_OFF, place="", reason=_LOST)
        return at

    def _scrapped(self, row: Row, at: int) -> int | None:
        if at > NOW:
            return None
        self._move(row, at, PartState.SCRAP_OK)
        done = self._story.teller.returns.scrap(at)
        if done is None:
            return None
        when, batch = done
        self._move(row, when, PartState.SCRAPPED, place="", scrap_batch_id=batch["id"])
        return when

    def end(self, at: int) -> int | None:
        """Return when the last piece was gone, ``at`` without pieces, None while one is here."""
        if None in self._ends:
            return None
        return max([at, *[end for end in self._ends if end is not None]])


_ACTIONS[PartState.SHELVED] = N_("shelve old part")
