"""The maker's answer to what came back (回执, 扣件通知): accepted or refused, piece by piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.dates import local_date
from warrantydesk.domain.errors import NOT_FOUND, STATE, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import Shipment, ShipmentState, Verdict
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.part_answers import Answer, decide, record, shared
from warrantydesk.services.imports.part_fields import TAG, every_brand, must_be_brand
from warrantydesk.services.imports.part_receipt_fields import (
    BOX,
    FIELDS,
    NOTICE_NO,
    NOTICE_ON,
    REASON_CODE,
    VERDICT,
)
from warrantydesk.services.imports.part_rows import (
    Choice,
    Found,
    KnownPieces,
    blocked,
    found_in,
    known_pieces,
    named,
)
from warrantydesk.services.imports.part_undo import take_back
from warrantydesk.services.imports.part_verdicts import (
    Reasons,
    Said,
    reasons_of,
    said_by,
    wanted,
)
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    no_step,
)
from warrantydesk.storage.part_lookup import PieceKey

_AT_MAKER = frozenset({PartState.SHIPPED, PartState.OEM_RECEIVED})
_JUDGED: Mapping[PartState, Verdict] = {
    PartState.ACCEPTED: Verdict.ACCEPTED,
    PartState.REFUSED: Verdict.REFUSED,
    PartState.REFUSED_FINAL: Verdict.REFUSED,
}
_OPEN = (
    ShipmentState.SHIPPED,
    ShipmentState.SIGNED,
    ShipmentState.PARTLY_JUDGED,
    ShipmentState.JUDGED,
)
_WORDS = {Verdict.ACCEPTED: N_("Accepted"), Verdict.REFUSED: N_("Refused")}


@dataclass(frozen=True)
class KnownAnswer:
    """The pieces of a brand, its reasons, and the list that is answered; empty: any list."""

    pieces: KnownPieces
    reasons: Reasons
    shipment: str
    today: date
    left: Mapping[int, date]
    """The day on which each list left, by its id."""


class PartReceipt:
    """Records the maker's verdicts on one list, or on whatever of the brand is on its way."""

    code = "part_receipt"
    title = N_("Maker's answer to old parts")
    verb = "shelf.record_receipt"
    kinds: tuple[Kind, ...] = (Kind.PARTS, Kind.SHIPMENTS)
    dated = may_replace = keeps_all = False
    may_undo = True

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the brand itself, and each of its lists that has left, the newest first."""
        lists = [
            one
            for state in _OPEN
            for one in bench.stores.shipments.find(brand=profile, state=state)
        ]
        lists.sort(key=lambda one: one.id, reverse=True)
        whole, *others = every_brand(bench, profile)
        return [whole, *(SubjectName(profile, one.number, one.number) for one in lists), *others]

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what names a piece, and what the maker says of it."""
        _the_list(bench, subject)
        return FIELDS

    def known(self, bench: Bench, subject: Subject) -> KnownAnswer:
        """Read all pieces of the brand, in one query, and its reasons."""
        from warrantydesk.services.shelf.life import refusal_codes
        from warrantydesk.services.shipments.receipts import WITH_THE_CAUSAL

        shipment = _the_list(bench, subject)
        lookup = bench.stores.part_lookup
        profile = bench.profile(subject.profile)
        pieces = known_pieces(lookup.keys(subject.profile), lookup.pulse())
        reasons = reasons_of(profile.reasons, refusal_codes(profile), WITH_THE_CAUSAL)
        number = shipment.number if shipment else ""
        lists = bench.stores.shipments.find(brand=subject.profile)
        zone = bench.clock.zone
        left = {one.id: day for one in lists if (day := local_date(one.shipped_at, zone))}
        return KnownAnswer(pieces, reasons, number, bench.today, left)

    def label(self, known: KnownAnswer) -> str:
        """Return nothing: an answer has no versions."""
        return ""

    def is_stale(self, bench: Bench, known: KnownAnswer, subject: Subject) -> bool:
        """Tell whether a piece or a list has changed since."""
        return bench.stores.part_lookup.pulse() != known.pieces.pulse

    def objection(self, known: KnownAnswer, subject: Subject) -> None:
        """Return nothing: the maker may answer on any day, and in several goes."""

    def gone(self, known: KnownAnswer, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: a piece that an answer does not name is not judged yet."""
        return 0

    def before(self, known: KnownAnswer, row: ReadRow) -> Mapping[str, Value]:
        """Return nothing: what the desk has now stands in the sentence of the row."""
        return {}

    def judge(
        self, known: KnownAnswer, subject: Subject, rows: Sequence[ReadRow]
    ) -> list[RowResult]:
        """Return what becomes of each row."""
        found = _found(known, rows)
        return [_judged(known, row, found) for row in rows]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write the verdicts, list by list; second decisions close a dispute."""
        told = _told(self.known(bench, subject), rows)
        total, done = sum(map(len, told.values())), 0
        for shipment_id, some in told.items():
            step(done, total)
            if shipment_id:
                record(bench, shipment_id, some)
            else:
                for answer in some:
                    decide(bench, answer)
            done += len(some)
        step(total, total)
        bench.history.clear()  # a former step of these pieces cannot be taken back any more

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Take an answer back; Refused(STATE) once something was done with a piece of it."""
        stores = bench.stores
        take_back(
            bench,
            batch,
            {
                "old_part": stores.parts,
                "shipment_line": stores.shipment_lines,
                "shipment": stores.shipments,
            },
            N_("The answer stays: {n} of its pieces or lists have gone on since."),
        )


PART_RECEIPT = PartReceipt()


def _the_list(bench: Bench, subject: Subject) -> Shipment | None:
    """Return the list that a subject names, None for the whole brand; Refused."""
    must_be_brand(bench, subject.profile)
    if not subject.name:
        return None
    found = bench.stores.shipments.by_number(code(subject.name))
    if found is None or found.brand != subject.profile:
        raise refused(
            NOT_FOUND, N_("There is no return list {number}."), "subject", number=subject.name
        )
    if found.state not in _OPEN:
        raise refused(STATE, N_("List {number} has not left yet."), "subject", number=found.number)
    return found


def _found(known: KnownAnswer, rows: Sequence[ReadRow]) -> Found:
    def rank(key: PieceKey, box: str) -> int | None:
        if known.shipment and key.shipment_number != known.shipment:
            return None
        if box and not _is_box(key, box):
            return None
        state = PartState(key.state)
        if state in _AT_MAKER:
            return 0
        return 1 if state is PartState.DISPUTED else 2 if state in _JUDGED else None

    choice = Choice(rank, lambda row: code(str(row.values.get(BOX) or "")), wanted)
    return found_in(known.pieces, rows, choice)


def _is_box(key: PieceKey, box: str) -> bool:
    """Tell whether a box is meant by its code, or by its number on the list as in 3 or 3/4."""
    number = box.partition("/")[0].removesuffix("号").removesuffix("箱").strip()
    last = key.box.rpartition("-")[2]
    return box == key.box or (number.isdigit() and last.isdigit() and int(number) == int(last))


def _judged(known: KnownAnswer, row: ReadRow, found: Found) -> RowResult:
    if row.number in found.wrong:
        return found.wrong[row.number]
    said = said_by(row, known.reasons, known.today)
    if not isinstance(said, Said):
        return said
    order = list(Outcome)
    results = [_of_piece(known, row, key, said) for key in found.pieces[row.number]]
    return min(results, key=lambda one: order.index(one.outcome))


def _of_piece(known: KnownAnswer, row: ReadRow, key: PieceKey, said: Said) -> RowResult:
    state, values = PartState(key.state), {"piece": named(key), "shipment": key.shipment_number}
    if known.shipment and key.shipment_number != known.shipment:
        text = N_("{piece} is not on list {number}.")
        return blocked(row, TAG, text, {**values, "number": known.shipment})
    if state in _JUDGED:
        return _again(row, said, state, values)
    if state is not PartState.DISPUTED and state not in _AT_MAKER:
        return blocked(row, TAG, N_("{piece} was never sent to the maker."), values)
    if (wrong := _too_early(known, row, key, said)) is not None:
        return wrong
    box = code(str(row.values.get(BOX) or ""))
    doubt = said.doubt
    if doubt is None and box and key.box and not _is_box(key, box):
        text = N_("{piece} was packed in box {box}, the answer says {other}.")
        doubt = (BOX, text, {**values, "box": key.box, "other": box})
    if doubt is not None:
        return RowResult(row.number, Outcome.WARN, doubt[1], doubt[2], field=doubt[0])
    if state is PartState.DISPUTED:
        word = N_("Second decision")
        return RowResult(row.number, Outcome.CHANGED, word=word, changes=(VERDICT,))
    return RowResult(row.number, Outcome.NEW, word=_WORDS[said.verdict])


def _too_early(known: KnownAnswer, row: ReadRow, key: PieceKey, said: Said) -> RowResult | None:
    """Block a notice from before its list left, and a related part's reason on a causal one."""
    left = known.left.get(key.shipment_id or 0)
    if said.on is not None and left is not None and said.on < left:
        text = N_("On {day} the list had not left yet.")
        return blocked(row, NOTICE_ON, text, {"day": said.on.isoformat()})
    if key.causal and said.code == known.reasons.with_causal:
        text = N_("“{reason}” is for related parts only: choose the reason for the causal part.")
        return blocked(row, REASON_CODE, text, {"reason": said.code})
    return None


def _again(row: ReadRow, said: Said, state: PartState, values: Mapping[str, object]) -> RowResult:
    """Say of a piece that was judged before whether the answer says the same."""
    if _JUDGED[state] is said.verdict:
        text = N_("{piece} is recorded with this verdict already.")
        return RowResult(row.number, Outcome.SAME, text, values)
    text = N_("{piece} is recorded as accepted already: dispute or decide it by hand.")
    if _JUDGED[state] is Verdict.REFUSED:
        text = N_("{piece} is recorded as refused already: dispute it, then decide it.")
    return blocked(row, VERDICT, text, values)


def _told(known: KnownAnswer, rows: Sequence[ReadRow]) -> dict[int, list[Answer]]:
    """Return the answers by the list their piece is on; second decisions stand under 0."""
    found = _found(known, rows)
    told: dict[int, list[Answer]] = {}
    for row in rows:
        said = said_by(row, known.reasons, known.today)
        keys = found.pieces.get(row.number, ())
        for key, part in shared(keys, said) if isinstance(said, Said) else ():
            state = PartState(key.state)
            answer = Answer(key, part, str(row.values.get(NOTICE_NO) or ""))
            if state is PartState.DISPUTED:
                told.setdefault(0, []).append(answer)
            elif state in _AT_MAKER and key.shipment_id is not None:
                told.setdefault(key.shipment_id, []).append(answer)
    return told
