"""What a sheet brings, row by row: things to be made, things to be filled, what is said of each."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.taken_over import Taken
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports.take_over_known import Cars, KnownDesk, People
from warrantydesk.services.imports.take_over_line import DAYS, Line
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Outcome, Repair, RowResult
from warrantydesk.storage.taking import ClaimKey, PieceOf


@dataclass
class FreshClaim:
    """A claim that the sheet brings; further rows of it bring further parts and amounts."""

    claim: Claim
    car: int
    owner: int
    line: Line
    sums: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FreshPiece:
    """An old part: of which claim and part line; ``known`` is the piece that was expected."""

    claim: int
    place: int
    piece: int
    line: Line
    known: int = 0


@dataclass(frozen=True)
class Due:
    """What is approved of a claim, and what of that came; net fen. ``answers``: it is new."""

    claim: int
    approved_fen: int
    paid_fen: int
    line: Line
    answers: bool = True
    claimed_fen: int = 0
    """What the claim comes to from now on, where nothing was known of it; else 0."""


@dataclass(frozen=True)
class TakenRow:
    """A thing that a row made or changed: below 0 the number of a new one."""

    kind: Taken
    thing: int
    number: str
    row: int
    said: str = ""


class Plan:
    """Everything that the rows of a sheet come to."""

    def __init__(self, known: KnownDesk) -> None:
        """Begin with what the desk knows."""
        self.known = known
        self.people, self.cars = People(), Cars()
        self.claims: list[FreshClaim] = []
        self.pieces: list[FreshPiece] = []
        self.dues: list[Due] = []
        self.owned: dict[int, int] = {}
        """New owner of a known car that had none."""
        self.plated: dict[int, str] = {}
        """New plate of a known car that had none."""
        self.filled: dict[int, dict[str, Any]] = {}
        """What the files of known cars learn, by car."""
        self.places: dict[str, int] = {}
        """Places to be made, with the row that names each first."""
        self.taken: list[TakenRow] = []
        self.results: list[RowResult] = []
        self.orders = {one.repair_order: one for one in known.claims if one.repair_order}
        self.lines = {claim: len(lines) for claim, lines in known.part_lines.items()}
        self.by_number: dict[str, int] = {}
        self.by_car: dict[str, list[int]] = {}
        self.keys = {one.id: one for one in known.claims}
        self.pieces_of: dict[int, list[PieceOf]] = {}
        self.tags: dict[str, int] = {}
        self.rows: dict[int, int] = {}
        """The claim of each row that was looked at."""
        self.above: tuple[int, str] = (0, "")
        """The row that was looked at last, and the number of the claim it is of."""
        self.over: set[str] = set()
        """Numbers of claims that are over."""
        self.left: set[int] = set()
        """Rows that are left out, and with them the rows drawn under them."""
        self.further: Counter[int] = Counter()
        """What the rows drawn under a row claim besides, by that row; fen."""
        self.held: set[tuple[int, int, int]] = set()
        """Claim, line and number of every piece that is not void."""
        self.voided: dict[tuple[int, int, int], int] = {}
        """Void pieces by the same: they come back, no other takes their place."""
        self._note(known)

    def _note(self, known: KnownDesk) -> None:
        """Note what the desk has, by what a row may call it."""
        for number, name, phone in known.people:
            self.people.note(number, name, phone)
        for car in known.cars:
            self.cars.note(car)
        for claim in known.claims:
            self.note_claim(claim)
        for piece in known.pieces:
            at = (piece.claim_id, piece.line, piece.piece)
            if piece.state == PartState.VOID.value:
                self.voided[at] = piece.id
                continue
            self.pieces_of.setdefault(piece.claim_id, []).append(piece)
            self.held.add(at)
            for tag in filter(None, (piece.tag, squeezed(piece.maker_tag))):
                self.tags[tag] = piece.id

    def note_claim(self, key: ClaimKey) -> None:
        """Note a claim by its numbers and its car."""
        self.keys[key.id] = key
        for number in (key.number, key.maker_number, key.old_number):
            if number:
                self.by_number.setdefault(squeezed(number), key.id)
        if key.vin:
            self.by_car.setdefault(key.vin, []).append(key.id)
        elif key.plate:
            self.by_car.setdefault(squeezed(key.plate), []).append(key.id)

    def say(self, line: Line, outcome: Outcome, message: str = "", **values: object) -> None:
        """Say what becomes of a row; a warning of its own words comes before all but a block."""
        number = line.number
        if outcome in (Outcome.NEW, Outcome.CHANGED) and line.warned:
            # A day that was guessed weighs less than another owner, plate or amount.
            first = next((one for one in line.warned if one.field not in DAYS), line.warned[0])
            self.results.append(
                RowResult(
                    number,
                    Outcome.WARN,
                    first.message,
                    first.values,
                    field=first.field,
                    repairs=(*first.repairs, leave_out(number)),
                )
            )
            return
        self.results.append(RowResult(number, outcome, message, values))

    def block(self, line: Line, what: Remark) -> None:
        """Say why a row cannot be taken."""
        repairs = (*what.repairs, leave_out(line.number))
        self.results.append(
            RowResult(
                line.number,
                Outcome.BLOCK,
                what.message,
                what.values,
                field=what.field,
                repairs=repairs,
            )
        )

    def warn(self, line: Line, what: Remark) -> None:
        """Say why a row brings nothing, to be looked at."""
        self.results.append(
            RowResult(line.number, Outcome.WARN, what.message, what.values, field=what.field)
        )

    def took(self, kind: Taken, thing: int, line: Line, number: str = "", said: str = "") -> None:
        """Note where a thing comes from."""
        self.taken.append(TakenRow(kind, thing, number, line.number, said))


def leave_out(number: int) -> Repair:
    """Return the way to leave a row out."""
    return Repair(N_("Leave this row out"), skips=(number,))
