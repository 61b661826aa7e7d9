"""One claim compared with its journal, its versions and its files."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from stories import drafted, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.services.desk import Desk


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """A claim that was sent, with a file."""
    made = submitted(desk)
    desk.attachments.add_bytes(made.id, "INV", b"%PDF-1.7", "发票.pdf")
    return made


def spoilt(desk: Desk, statement: str, *values: object) -> None:
    """Change the database past the desk, as another program would."""
    with closing(sqlite3.connect(desk.folder.database)) as other, other:
        guards = other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in guards.fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute(statement, values)


def test_what_nobody_touched_agrees(desk: Desk, claim: Claim) -> None:
    proof = desk.proofs.of(claim.id)
    assert proof.is_right
    assert proof.files == 1
    assert proof.rows > 5
    assert proof.entries >= proof.rows


def test_a_claim_in_a_sitting_of_edits_agrees(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, {"narrative": {"cause": "轴承磨损"}})
    assert desk.proofs.of(claim.id).is_right


Spoil = Callable[[Desk, Claim], None]


def _row(desk: Desk, claim: Claim) -> None:
    spoilt(desk, "UPDATE claim SET total_fen = total_fen + 1 WHERE id = ?", claim.id)


def _line(desk: Desk, claim: Claim) -> None:
    spoilt(desk, "UPDATE part_line SET quantity = 9 WHERE claim_id = ?", claim.id)


def _entry(desk: Desk, claim: Claim) -> None:
    spoilt(
        desk,
        "UPDATE journal SET actor = 'S99' WHERE tbl = 'claim' AND row = ? AND seq ="
        " (SELECT min(seq) FROM journal WHERE tbl = 'claim' AND row = ?)",
        claim.id,
        claim.id,
    )


def _file(desk: Desk, claim: Claim) -> None:
    path = desk.attachments.path(desk.attachments.of(claim.id)[0].id)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.8")


def _gone(desk: Desk, claim: Claim) -> None:
    desk.attachments.path(desk.attachments.of(claim.id)[0].id).unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_row, "Claim"),
        (_line, "Part line"),
        (_entry, "of the journal was changed"),
        (_file, "发票.pdf"),
        (_gone, "发票.pdf"),
    ],
)
def test_what_was_spoilt_is_named(desk: Desk, claim: Claim, spoil: Spoil, words: str) -> None:
    other = drafted(desk)
    spoil(desk, claim)
    proof = desk.proofs.of(claim.id)
    assert not proof.is_right
    assert words in " ".join(proof.problems)
    assert desk.proofs.of(other.id).is_right


def test_the_worker_is_told_how_far_it_is(desk: Desk, claim: Claim) -> None:
    steps: list[tuple[int, int, str]] = []
    desk.proofs.prepare(claim.id)(step=lambda *told: steps.append(told))
    assert steps == [(0, 1, "发票.pdf")]
