"""Notes of receivables: why money still stands, and what was reported to the manager."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.receivable import NoteReason
from warrantydesk.domain.settlement.write_off import ReceivableNote
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shipments.undoing import UNDONE

_LONGEST = 500
_LONGEST_EXPLAINED = timedelta(days=366)
"""A reason holds for a year at most: then somebody looks at it again."""
EXPLAIN = N_("explain receivable")


def explain(
    bench: Bench,
    claim_ids: Sequence[int],
    text: str,
    reason_code: NoteReason,
    until_on: date | None,
) -> tuple[ReceivableNote, ...]:
    """Write down why the money of claims still stands: the same words for each, or for none."""
    wanted = _known(bench, claim_ids)
    bench.allow("receivables.note")
    for number in wanted:
        _must_stand(bench, number)
    _must_be_named(wanted)
    text = needs(text, "text", N_("Write why the money still stands."))[:_LONGEST]
    if reason_code is NoteReason.REPORTED:
        raise refused(
            INVALID, N_("What is reported to the manager explains nothing."), "reason_code"
        )
    if until_on is not None and until_on < bench.today:
        raise refused(INVALID, N_("Choose today or a later day."), "until_on")
    last = bench.today + _LONGEST_EXPLAINED
    if until_on is not None and until_on > last:
        raise refused(INVALID, N_("Choose a day up to {day}."), "until_on", day=last)
    made = _written(bench, EXPLAIN, wanted, ReceivableNote(0, reason_code, text, until_on))
    _remember(bench, made)
    return made


def report(bench: Bench, claim_ids: Sequence[int], text: str) -> tuple[ReceivableNote, ...]:
    """Note at each claim that it was reported to the manager."""
    wanted = _known(bench, claim_ids)
    bench.allow("receivables.report")
    _must_be_named(wanted)
    text = needs(text, "text", N_("Write what the manager should look at."))[:_LONGEST]
    note = ReceivableNote(0, NoteReason.REPORTED, text)
    return _written(bench, N_("report to the manager"), wanted, note)


def strike_out(bench: Bench, note_id: int, reason: str) -> ReceivableNote:
    """Void a note with a reason."""
    found = bench.stores.receivable_notes.get(note_id)
    bench.allow("receivables.void_note")
    if found.void_reason:
        raise refused(STATE, N_("This entry is struck out already."))
    reason = needs(reason, "reason", N_("Give the reason."))
    with bench.change(N_("strike out explanation"), Kind.MONEY, ids=(found.claim_id,)):
        return bench.stores.receivable_notes.save(replace(found, void_reason=reason))


def _known(bench: Bench, claim_ids: Sequence[int]) -> tuple[int, ...]:
    wanted = tuple(sorted(set(claim_ids)))
    for number in wanted:
        bench.stores.claims.get(number)
    return wanted


def _must_be_named(wanted: tuple[int, ...]) -> None:
    if not wanted:
        raise refused(INVALID, N_("Say which claims it is about."), "claim_ids")


def _must_stand(bench: Bench, number: int) -> None:
    stores = bench.stores
    claim, appealed = stores.claims.get(number), stores.accounts.sums([number])[0].appealed_fen
    if not balance_of(claim, stores.accounts.of(number), appealed).receivable_fen:
        raise refused(
            STATE,
            N_("Nothing of claim {number} is to come any more."),
            "claim_id",
            number=claim.claim_number,
        )


def _written(
    bench: Bench, action: str, wanted: tuple[int, ...], note: ReceivableNote
) -> tuple[ReceivableNote, ...]:
    said = replace(note, written_by=bench.person.login, written_at=bench.now)
    with bench.change(action, Kind.MONEY, ids=wanted):
        store = bench.stores.receivable_notes
        return tuple(store.add(replace(said, claim_id=number)) for number in wanted)


def _remember(bench: Bench, made: tuple[ReceivableNote, ...]) -> None:
    """Remember how to take the words back; what was struck out meanwhile stays so."""

    def restore() -> None:
        store = bench.stores.receivable_notes
        ids = tuple(one.claim_id for one in made)
        with bench.change(N_("undo explanation"), Kind.MONEY, ids=ids):
            for one in made:
                now = store.get(one.id)
                if not now.void_reason:
                    store.save(replace(now, void_reason=UNDONE))

    bench.undoable(EXPLAIN, f"receivable_note:{made[0].id}", restore)
