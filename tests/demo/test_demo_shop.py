"""The made-up shop: whole, coherent, the same for the same seed."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from warrantydesk import i18n
from warrantydesk.demo import build, shop
from warrantydesk.demo.fleet import TOUR
from warrantydesk.demo.indexer import Indexer
from warrantydesk.demo.terms import Words
from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.snapshot import facts_of
from warrantydesk.domain.claim.states import TRANSITIONS
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.old_part import PART_TRANSITIONS, TERMINAL
from warrantydesk.services.clock import DEMO_START
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers.claim_paper import claim_paper

CLAIMS = 60
LIVING = {"anchor", "drawn_at", "version"}
"""What a paper drawn later has otherwise than the frozen one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small shop once."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, CLAIMS, 7)
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Open the small shop."""
    with Desk(folder).open() as opened:
        opened.people.act_as("S01")
        yield opened


def test_verifies_and_opens_on_its_own_morning(folder: Path) -> None:
    with Desk(folder).open() as desk:
        assert desk.archive.verify() == []
        assert desk.bench.now == DEMO_START
        assert desk.bench.site.demo
        assert desk.bench.site.name_zh == "启程 江北服务站"
        assert desk.settings.get("demo.now") == DEMO_START.isoformat()


def test_all_states_stand_on_this_morning(desk: Desk) -> None:
    counts = desk.archive.counts().counts["state"]
    assert sum(counts.values()) == CLAIMS
    assert set(counts) == {state.value for state in State}
    today = [
        claim
        for claim in desk.claims.in_states((State.DRAFT,))
        if claim.opened_on == DEMO_START.date()
    ]
    assert len(today) >= 2
    assert set(desk.archive.counts().counts["type"]) >= {"REPAIR", "FREE_SERVICE"}


def test_journal_rises_in_time_and_ends_before_the_morning(desk: Desk) -> None:
    instants = [at for (at,) in desk.stores.db.query("SELECT utc FROM journal ORDER BY seq")]
    assert all(one <= other for one, other in pairwise(instants))
    assert instants[-1] == "2026-11-24T00:10:00Z"


@pytest.mark.parametrize(
    ("table", "allowed"),
    [
        ("claim", {(s, t) for row in TRANSITIONS for s in row.sources for t in row.to}),
        ("old_part", {(s, row.to) for row in PART_TRANSITIONS for s in row.sources}),
    ],
)
def test_every_move_is_one_of_the_table(
    desk: Desk, table: str, allowed: set[tuple[str, str]]
) -> None:
    known: dict[int, str] = {}
    moves = 0
    for row, after in desk.stores.db.query(
        "SELECT row, after FROM journal WHERE tbl = ? ORDER BY seq", (table,)
    ):
        state = json.loads(after).get("state")
        if state and known.setdefault(row, state) != state:
            assert (known[row], state) in allowed
            known[row], moves = state, moves + 1
    assert moves > CLAIMS


def test_filed_claims_have_nothing_that_blocks(desk: Desk) -> None:
    filed = (State.TO_SUBMIT, State.SUBMITTED, State.APPROVED, State.RETURNED)
    for summary in desk.claims.in_states(filed):
        found = desk.claims.check(summary.id)
        assert [f.rule for f in found if f.severity is Severity.BLOCK] == []


def test_dates_follow_each_other(desk: Desk) -> None:
    for claim in (desk.claims.get(number) for number in desk.archive.all_ids()):
        car, visit = claim.vehicle, claim.visit
        assert car.produced_on
        assert car.invoiced_on
        assert car.delivered_on
        assert visit.arrived_at
        assert claim.opened_on
        assert car.produced_on <= car.invoiced_on <= car.delivered_on <= claim.opened_on
        steps = [visit.arrived_at, visit.started_at, visit.finished_at]
        steps += [claim.submitted_at, claim.closed_at]
        known = [step for step in steps if step is not None]
        assert known == sorted(known)
        assert known[-1] <= DEMO_START


def test_mileage_rises_from_visit_to_visit(desk: Desk) -> None:
    rows = desk.stores.db.query(
        "SELECT vehicle_id, mileage_km FROM visit WHERE mileage_km IS NOT NULL"
        " ORDER BY vehicle_id, arrived_at"
    )
    for (car, km), (next_car, next_km) in pairwise(rows):
        assert car != next_car or km <= next_km


def test_closed_claims_have_no_piece_here(desk: Desk) -> None:
    closed = [c.id for c in desk.claims.in_states((State.CLOSED,))]
    assert closed
    for number in closed:
        assert all(piece.state in TERMINAL for piece in desk.shelf.pieces_of(number))
    assert desk.shelf.loads()


def test_snapshot_holds_what_the_desk_itself_would_freeze(desk: Desk) -> None:
    i18n.set_language("zh_CN")
    submitted = desk.claims.in_states((State.SUBMITTED,))
    assert submitted
    for summary in submitted:
        claim = desk.claims.get(summary.id)
        frozen = facts_of(desk.claims.submissions(claim.id)[-1])
        now = json.loads(json.dumps(to_json(claim_paper(desk.bench, claim))))
        # The maker's number came after the submission, and with it a version.
        now["claim"]["codes"]["maker_claim_number"] = ""
        now["claim"]["version"] = frozen["claim"]["version"]
        now["documents"] = [d for d in now["documents"] if d["code"] != "CF"]
        frozen["documents"] = [d for d in frozen["documents"] if d["code"] != "CF"]
        assert set(now) == set(frozen)
        for name in set(now) - LIVING:
            assert frozen[name] == now[name], name


def test_papers_of_the_shop_are_drawn(desk: Desk) -> None:
    closed = [desk.claims.get(c.id) for c in desk.claims.in_states((State.CLOSED,))]
    refused = next(claim for claim in closed if claim.codes.ground)
    paid = next(claim for claim in closed if desk.claims.submissions(claim.id))
    assert desk.papers.prepare("claim_form", paid.id)().startswith(b"%PDF")
    assert desk.papers.prepare("inspection", paid.id)().startswith(b"%PDF")
    assert desk.papers.prepare("explanation", refused.id)().startswith(b"%PDF")


def test_photographs_are_kept(desk: Desk) -> None:
    files = desk.stores.attachments.find()
    assert {file.document_code for file in files} == {"VM", "PH"}
    assert desk.attachments.read(files[0].id).startswith(b"\x89PNG")
    assert len({file.sha256 for file in files}) < len(files)


def test_customer_of_the_tour_has_one_closed_visit(desk: Desk) -> None:
    row = next(r for r in desk.bench.profile("QC").rows("names") if r["code"] == TOUR)
    car = desk.vehicles.by_vin(row["vin"])
    assert car is not None
    assert [claim.state for claim in desk.claims.of_vehicle(car.id)] == [State.CLOSED]


def _anchor(folder: Path, claims: int, seed: int) -> str:
    build(folder, claims, seed)
    with Desk(folder).open() as desk:
        return desk.archive.anchor


def test_same_seed_gives_the_same_shop_to_the_last_byte_of_the_journal(tmp_path: Path) -> None:
    one, other = _anchor(tmp_path / "a", 30, 1), _anchor(tmp_path / "b", 30, 1)
    assert one == other
    assert _anchor(tmp_path / "c", 30, 2) != one


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a shop of a hundred claims be built as the largest are."""
    monkeypatch.setattr(shop, "MOST_TOLD", 50)
    monkeypatch.setattr(shop, "_BLOCK", 40)


@pytest.mark.usefixtures("large")
def test_large_shop_has_twenty_years_before_its_newest_claims(tmp_path: Path) -> None:
    told: list[float] = []
    build(tmp_path / "data", 150, 3, lambda _what, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
    with Desk(tmp_path / "data").open() as desk:
        desk.people.act_as("S01")
        assert desk.archive.verify() == []
        first = desk.claims.get(1)
        assert first.opened_on is not None
        assert first.opened_on.year <= 2007
        assert desk.receivables.balance(first.id).outstanding_fen == 0
        assert len(desk.archive.all_ids()) == 150
        filed = desk.claims.in_states((State.SUBMITTED, State.APPROVED))
        assert desk.papers.prepare("claim_form", filed[0].id)().startswith(b"%PDF")
        owner = filed[0].owner_name
        assert filed[0].id in desk.archive.search(owner)


@pytest.mark.usefixtures("large")
def test_large_shop_needs_no_indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helped = _anchor(tmp_path / "a", 100, 1)

    def dies_at_once(self: Indexer, words: list[Words]) -> bool:
        self._process.kill()
        self._process.wait()
        return True

    monkeypatch.setattr(Indexer, "takes", dies_at_once)
    assert _anchor(tmp_path / "b", 100, 1) == helped
    monkeypatch.setattr(Indexer, "POSSIBLE", False)
    assert _anchor(tmp_path / "c", 100, 1) == helped
    for name in "abc":
        with Desk(tmp_path / name).open() as desk:
            assert desk.archive.verify() == []


def test_empty_shop_has_people_and_places_only(tmp_path: Path) -> None:
    build(tmp_path / "data", 0, 1)
    with Desk(tmp_path / "data").open() as desk:
        assert desk.archive.verify() == []
        assert len(desk.people.all()) == 18
        assert {person.login for person in desk.people.all()} >= {"S01", "S06", "S13"}
        assert len(desk.shelf.places()) == 13
        assert desk.stores.customers.find() == []
        assert list(desk.archive.all_ids()) == []


def test_a_database_in_the_folder_is_not_touched(tmp_path: Path) -> None:
    build(tmp_path, 0, 1)
    before = (tmp_path / "claims.db").read_bytes()
    with pytest.raises(Unavailable):
        build(tmp_path, 0, 2)
    assert (tmp_path / "claims.db").read_bytes() == before


def test_a_build_that_fails_leaves_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError("no more paper")

    monkeypatch.setattr(shop, "enter", broken)
    with pytest.raises(OSError, match="no more paper"):
        build(tmp_path / "data", 10, 1)
    assert list((tmp_path / "data").glob("claims.db*")) == []


@pytest.mark.parametrize("claims", [1, 2, 23])
def test_few_claims_are_enough(tmp_path: Path, claims: int) -> None:
    build(tmp_path / "data", claims, 5)
    with Desk(tmp_path / "data").open() as desk:
        assert len(desk.archive.all_ids()) == claims
        assert desk.archive.verify() == []
    assert i18n.language().code == "en"


def test_a_tag_and_its_print_job_tell_the_same(desk: Desk) -> None:
    pieces = [piece for piece in desk.shelf.pieces(limit=10**6) if piece.tag]
    assert {str(piece.tag_state) for piece in pieces} >= {"confirmed"}
    for piece in pieces:
        assert [str(job.state) for job in desk.labels.jobs(piece.tag)] == [str(piece.tag_state)]
