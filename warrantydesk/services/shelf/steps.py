"""Carrying out actions of C.2 on pieces: one, all or nothing, or row by row with a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.refusal_notes import NOTED, not_now
from warrantydesk.services.settlement.deduction_following import follow_pieces
from warrantydesk.services.shelf.life import moved
from warrantydesk.services.shelf.undoing import put_back

NAMES = {
    "receive": N_("receive old part"),
    "waive": N_("waive old part"),
    "shelve": N_("shelve old part"),
    "move": N_("move old part"),
    "request": N_("request old part"),
    "release": N_("release old part"),
    "dispute": N_("dispute old part"),
    "concede": N_("concede old part"),
    "decide": N_("maker decides on old part"),
    "come_back": N_("old part comes back"),
    "release_scrap": N_("release old part for scrap"),
    "scrap": N_("scrap old part"),
    "lend": N_("lend old part"),
    "miss": N_("miss old part"),
    "find": N_("find old part"),
    "write_off": N_("write off old part"),
    "void": N_("void old part"),
}
"""What the journal calls the steps that stand alone."""
IN_BATCHES = tuple(name for name in NAMES if name not in ("receive", "waive", "scrap"))
"""Actions that may be done to many pieces at once; scrap has its own batch with a witness."""
NOT_UNDONE = frozenset({"scrap", "write_off"})
OF_MONEY = frozenset({"dispute", "concede", "decide"})
"""Steps that the deduction for a refused piece follows."""
GONE_ASTRAY = N_("not found")


@dataclass(frozen=True)
class BatchRefusal:
    """A piece that stayed as it was, and why."""

    tag: str
    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class BatchReport:
    """What became of a batch; with ``each`` both lists may hold pieces."""

    done: tuple[str, ...]
    refused: tuple[BatchRefusal, ...] = ()


Pair = tuple[OldPart, OldPart]
"""A piece before and after."""


class Steps:
    """Judges actions and writes their pieces."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def judge(self, piece: OldPart, action: str, request: MoveRequest) -> OldPart:
        """Return the piece after an action; Refused, which is noted where the state forbids it."""
        try:
            if action == "release":
                self._must_be_off_lists(piece)
            return moved(self._bench, piece, action, request)
        except Refused as no:
            not_now(self._bench, no, f"shelf.{action}", piece.tag)
            raise

    def one(self, piece: OldPart, action: str, request: MoveRequest) -> OldPart:
        """Do one action to one piece: right, state, guards, then the change."""
        self._bench.allow(f"shelf.{action}", piece.tag)
        return self.write(action, [(piece, self.judge(piece, action, request))])[0]

    def many(
        self, pieces: Sequence[OldPart], action: str, request: MoveRequest, *, each: bool
    ) -> BatchReport:
        """Do one action to many pieces: all or nothing, or with ``each`` those that may.

        Raises Refused with a finding per piece that may not, where all or nothing is wanted.
        """
        self._bench.allow(f"shelf.{action}")
        pairs: list[Pair] = []
        against: list[tuple[OldPart, Finding]] = []
        for piece in once(pieces):
            try:
                pairs.append((piece, self.judge(piece, action, request)))
            except Refused as no:
                against += [(piece, found) for found in no.findings]
        if against and not each:
            every = Refused(found for _piece, found in against)
            every.add_note(NOTED)
            raise every
        if pairs:
            self.write(action, pairs)
        refusals = (BatchRefusal(p.tag, f.rule, f.message, f.values) for p, f in against)
        return BatchReport(tuple(piece.tag for piece, _after in pairs), tuple(refusals))

    def write(self, action: str, pairs: Sequence[Pair]) -> list[OldPart]:
        """Write moved pieces in one change, and remember how to take it back."""
        name, stores = NAMES[action], self._bench.stores
        kinds = [Kind.PARTS, Kind.PRINT_JOBS, Kind.SHIPMENTS]
        kinds += [Kind.MONEY] if action in OF_MONEY else []
        with self._bench.change(name, *kinds) as touched:
            saved = []
            for before, after in pairs:
                touched.append(before.claim_id)
                if action == "miss" and before.state is PartState.PACKED:
                    self.out_of_its_box(before, GONE_ASTRAY)
                kept = stores.parts.save(after)
                if kept.tag_state is TagState.CONFIRMED is not before.tag_state:
                    self.confirm(kept)
                saved.append(kept)
            follow_pieces(self._bench, saved)
        astray = action == "miss" and any(p.state is PartState.PACKED for p, _after in pairs)
        if action in NOT_UNDONE:
            self._bench.history.clear()
        elif not astray:
            self.undoable(name, [before for before, _after in pairs])
        return saved

    def undoable(self, name: str, before: Sequence[OldPart]) -> None:
        """Remember how pieces stood, for the undo of this step."""
        parts = self._bench.stores.parts
        pairs = [(piece, parts.get(piece.id)) for piece in before]

        def restore() -> None:
            whole = [put_back(old, made, parts.get(old.id)) for old, made in pairs]
            with self._bench.change(N_("undo old part"), Kind.PARTS, Kind.MONEY) as touched:
                for piece in whole:
                    touched.append(piece.claim_id)
                    parts.save(piece)
                follow_pieces(self._bench, whole)

        self._bench.undoable(name, "", restore)

    def confirm(self, piece: OldPart) -> None:
        """Mark the label jobs of a piece as seen; inside an open change.

        A sheet with many tags is seen once each of them was.
        """
        jobs, parts = self._bench.stores.print_jobs, self._bench.stores.parts
        for job in jobs.of(piece.tag):
            if job.state is not JobState.SENT or job.kind != "label":
                continue
            found = (parts.by_tag(tag) for tag in job.subject.split())
            if all(one and one.tag_state is TagState.CONFIRMED for one in found):
                jobs.save(replace(job, state=JobState.CONFIRMED))

    def _must_be_off_lists(self, piece: OldPart) -> None:
        for line in self._bench.stores.shipment_lines.of_part(piece.id):
            shipment = self._bench.stores.shipments.get(line.shipment_id)
            if shipment.state is ShipmentState.PACKING:
                raise refused(
                    STATE,
                    N_("It stands on list {number}: take it off there first."),
                    "tag",
                    number=shipment.number,
                )

    def out_of_its_box(self, piece: OldPart, why: str) -> None:
        """Void the line of a piece that is not in its box; inside an open change."""
        stores = self._bench.stores
        for line in stores.shipment_lines.of_part(piece.id):
            if stores.shipments.get(line.shipment_id).state is ShipmentState.PACKING:
                stores.shipment_lines.save(replace(line, void_reason=why))


def once(pieces: Iterable[OldPart]) -> list[OldPart]:
    """Return pieces in order, each once: two codes may name the same one."""
    return list({piece.id: piece for piece in pieces}.values())


def must_be_for_many(action: str) -> None:
    """Refuse with INVALID an action that is not done to many pieces at once."""
    if action not in IN_BATCHES:
        raise refused(
            INVALID, N_("“{action}” is not done to many pieces at once."), "action", action=action
        )
