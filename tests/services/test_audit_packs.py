"""Audit packs: lists read, one bad file never stops the rest, content as the manifest says."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import VIN, a_vin
from reading.foreign_pdfs import HOSTILE, photo_with_place, texts, written
from reading.workbooks import xlsx
from stories import drafted, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.dossier import Bound, FoundBy, PackedState, PackResult
from warrantydesk.domain.errors import Refused
from warrantydesk.i18n import set_language
from warrantydesk.reading.tables import read_table
from warrantydesk.services.desk import Desk
from warrantydesk.services.dossiers.binding import DossierBinding, Told

HEAD = "audit-pack.txt"


class Stopped(Exception):  # noqa: N818 - a decision
    """The clerk stops."""


def some_claims(desk: Desk, count: int) -> list[Claim]:
    """Return drafts of cars of their own."""
    return [drafted(desk, a_vin(100 + number)) for number in range(count)]


def attached(desk: Desk, claim: Claim, folder: Path, name: str, data: bytes, code: str) -> str:
    """Add a file to a claim; returns its sha256."""
    (folder / name).write_bytes(data)
    return desk.attachments.add(claim.id, code, folder / name).sha256


def files_of(result: PackResult) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a pack with its content."""
    if result.place.is_file():
        with zipfile.ZipFile(result.place) as package:
            assert package.testzip() is None
            for name in package.namelist():
                yield name, package.read(name)
        return
    for path in sorted(result.place.rglob("*")):
        if path.is_file():
            yield path.relative_to(result.place).as_posix(), path.read_bytes()


@pytest.mark.parametrize("target", ["pack", "pack.zip"])
def test_one_bad_file_never_stops_the_rest(desk: Desk, tmp_path: Path, target: str) -> None:
    claims = some_claims(desk, 20)
    attached(desk, claims[3], tmp_path, "torn.jpg", photo_with_place()[:700], "PH")
    attached(desk, claims[7], tmp_path, "..\\evil.pdf", HOSTILE["in a ring"](), "MH")
    gone = attached(desk, claims[11], tmp_path, "gone.pdf", written("gone"), "MH")
    desk.stores.attachments.files.path(gone).unlink()
    made = desk.dossiers.pack(tmp_path / target, tuple(claim.id for claim in claims))
    assert [one.claim_id for one in made.claims] == [claim.id for claim in claims]
    assert all(one.file and one.pages for one in made.claims)
    troubled = {one.claim_number for one in made.claims if one.problems}
    assert troubled == {claims[place].claim_number for place in (3, 7, 11)}
    found = dict(files_of(made))
    beside = f"{claims[7].claim_number}/_evil.pdf"
    assert made.claims[7].beside == (beside,)
    assert found[beside] == HOSTILE["in a ring"]()
    assert not made.claims[3].beside  # a photo that keeps its place is not handed out
    assert sum(name.endswith(".pdf") for name in found) == 20 + 1 + 2


def test_a_fault_over_one_claim_is_named_and_kept_in_the_log_without_values(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = some_claims(desk, 2)
    phone = "13812345678"
    bound = DossierBinding.bound

    def faulty(binding: DossierBinding, told: Told) -> Bound:
        if binding.contents.claim_id == first.id:
            raise LookupError(phone)
        return bound(binding, told)

    monkeypatch.setattr(DossierBinding, "bound", faulty)
    made = desk.dossiers.pack(tmp_path / "pack", (first.id, second.id))
    assert made.claims[0].state is PackedState.FAILED
    assert "LookupError" in made.claims[0].problems[0]
    assert made.claims[1].file
    assert first.claim_number in caplog.text
    assert "faulty" in caplog.text
    assert phone not in caplog.text


@pytest.mark.parametrize("target", ["pack", "pack.zip"])
def test_the_content_is_what_the_manifest_says(desk: Desk, tmp_path: Path, target: str) -> None:
    claims = [submitted(desk), *some_claims(desk, 2)]
    ids = tuple(claim.id for claim in claims)
    made = desk.dossiers.pack(tmp_path / target, ids, numbers=("C9999-000001",))
    found = dict(files_of(made))
    assert HEAD in found
    told = json.loads(found["manifest.json"])
    named = {one["name"]: one for one in told["files"]}
    assert set(found) - set(named) == {"manifest.json", "manifest.pdf"}
    for name, one in named.items():
        assert one["sha256"] == hashlib.sha256(found[name]).hexdigest()
        assert one["size_bytes"] == len(found[name])
    assert told["unknown"] == ["C9999-000001"]
    assert told["anchor"] == made.anchor
    assert [one["claim_number"] for one in told["claims"]] == [one.claim_number for one in claims]
    for claim, told_of in zip(made.claims, told["claims"], strict=True):
        assert hashlib.sha256(found[claim.file]).hexdigest() == claim.sha256 == told_of["sha256"]
    sheet = "".join(texts(found["manifest.pdf"])).replace("\n", "")
    for data in (found["manifest.json"], found[made.claims[0].file]):
        assert hashlib.sha256(data).hexdigest() in sheet
    whole = made.place if made.place.is_file() else made.place / "manifest.json"
    assert made.sha256 == hashlib.sha256(whole.read_bytes()).hexdigest()


def test_the_sheet_says_what_is_missing_of_whom(desk: Desk, tmp_path: Path) -> None:
    filed, draft = submitted(desk), drafted(desk, a_vin(7))
    made = desk.dossiers.pack(tmp_path / "pack", (filed.id, draft.id), text="=HYPERLINK(1)")
    assert [one.state for one in made.claims] == [PackedState.INCOMPLETE] * 2
    book = read_table(made.place / "Missing documents.xlsx")
    head, *rows = book.sheets[0].rows
    place = next(i for i, cell in enumerate(head) if str(cell).startswith("WA "))
    assert [row[place] for row in rows] == ["in the dossier", "missing"]
    assert [row[0] for row in rows] == [filed.claim_number, draft.claim_number]
    assert book.sheets[1].rows[1][0] == "=HYPERLINK(1)"
    with zipfile.ZipFile(made.place / "Missing documents.xlsx") as package:
        sheets = [name for name in package.namelist() if "sheet" in name]
        assert not any(b"<f>" in package.read(name) for name in sheets)
    said = "\n".join(texts((made.place / "Missing documents.pdf").read_bytes()))
    assert draft.claim_number in said
    assert "Work authorisation" in said


def test_a_stopped_zip_is_not_there(desk: Desk, tmp_path: Path) -> None:
    claims = some_claims(desk, 3)
    target = tmp_path / "pack.zip"
    before = set(tmp_path.iterdir())

    def step(done: int, total: int, number: str) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        desk.dossiers.prepare_pack([one.id for one in claims], target)(step)
    assert set(tmp_path.iterdir()) == before


def test_a_stopped_folder_keeps_what_is_done_and_names_it(desk: Desk, tmp_path: Path) -> None:
    claims = some_claims(desk, 3)
    target = tmp_path / "pack"

    def step(done: int, total: int, number: str) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        desk.dossiers.prepare_pack([one.id for one in claims], target)(step)
    told = json.loads((target / "manifest.json").read_bytes())
    assert [one["claim_number"] for one in told["claims"]] == [
        one.claim_number for one in claims[:2]
    ]
    assert told["waiting"] == [claims[2].claim_number]
    assert not (target / f"{claims[2].claim_number}.pdf").exists()
    for one in told["files"]:
        assert (target / one["name"]).stat().st_size == one["size_bytes"]


def test_ending_early_gives_a_pack_that_names_who_waits(desk: Desk, tmp_path: Path) -> None:
    claims = some_claims(desk, 3)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    work = desk.dossiers.prepare_pack([one.id for one in claims], tmp_path / "pack.zip")
    made = work(stop=stop)
    assert [one.claim_number for one in made.claims] == [claims[0].claim_number]
    assert made.waiting == (claims[1].claim_number, claims[2].claim_number)
    assert set(dict(files_of(made))) >= {f"{claims[0].claim_number}.pdf", "manifest.json"}
    desk.dossiers.enter(made)
    assert desk.papers.printed(claims[0].id)[-1].language == "dossier"
    assert not desk.papers.printed(claims[1].id)


def test_nothing_foreign_is_written_over(desk: Desk, tmp_path: Path) -> None:
    (claim,) = some_claims(desk, 1)
    full = tmp_path / "full"
    full.mkdir()
    (full / f"{claim.claim_number}.pdf").write_bytes(b"foreign")
    first = desk.dossiers.pack(full, (claim.id,))
    second = desk.dossiers.pack(full, (claim.id,))
    assert first.place.parent == second.place.parent == full
    assert first.place != second.place
    assert (full / f"{claim.claim_number}.pdf").read_bytes() == b"foreign"
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("theirs.txt", "theirs")
    kept = other.read_bytes()
    for place in (other, desk.folder.path / "pack.zip", desk.folder.path / "pack"):
        with pytest.raises(Refused) as told:
            desk.dossiers.pack(place, (claim.id,))
        assert told.value.codes == ("INVALID",)
    assert other.read_bytes() == kept
    ours = desk.dossiers.pack(tmp_path / "ours.zip", (claim.id,)).place
    assert desk.dossiers.pack(ours, (claim.id,)).claims  # a pack of ours may be made anew


def test_names_of_sheets_follow_the_language(desk: Desk, tmp_path: Path) -> None:
    set_language("zh_CN")
    (claim,) = some_claims(desk, 1)
    made = desk.dossiers.pack(tmp_path / "审计 包.zip", (claim.id,))
    assert made.place.is_file()
    assert f"{claim.claim_number}.pdf" in dict(files_of(made))


def test_a_list_without_a_claim_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        desk.dossiers.pack(tmp_path / "pack.zip", text="nothing known")
    assert told.value.codes == ("INVALID",)
    with pytest.raises(Refused) as told:
        desk.dossiers.prepare_pack([10**6], tmp_path / "pack.zip")
    assert told.value.codes == ("NOT_FOUND",)
    assert not (tmp_path / "pack.zip").exists()


def test_a_claim_is_named_in_many_ways(desk: Desk) -> None:
    claim, other = submitted(desk), drafted(desk, a_vin(5))
    desk.claims.record_maker_number(claim.id, "QM-778812")
    desk.claims.save_draft(other.id, {"visit": {"repair_order": "RO26-90001"}})
    desk.claims.leave(other.id)
    text = f"{claim.claim_number.lower()}，；{claim.claim_number}\n\n  RO26-90001, unheard"
    read = desk.dossiers.read_list(text)
    assert read.claim_ids == (claim.id, other.id)
    assert [one.by for one in read.found] == [FoundBy.OWN_NUMBER, FoundBy.REPAIR_ORDER]
    assert read.unknown == ("unheard",)
    assert read.doubles == (claim.claim_number,)
    (by_maker,) = desk.dossiers.read_list("ＱＭ-778812").found
    assert (by_maker.claim_id, by_maker.by) == (claim.id, FoundBy.MAKER_NUMBER)
    newer = drafted(desk, VIN)
    (by_vin,) = desk.dossiers.read_list(VIN.lower()).found
    assert (by_vin.claim_id, by_vin.by) == (newer.id, FoundBy.VIN)
    assert desk.dossiers.read_list(" \n ,").claim_ids == ()


@pytest.mark.parametrize(
    ("kind", "between"), [("txt", "\r\n"), ("txt", "、"), ("csv", ","), ("xlsx", "")]
)
def test_a_list_from_a_file_is_read_by_its_best_column(
    desk: Desk, tmp_path: Path, kind: str, between: str
) -> None:
    first, second = some_claims(desk, 2)
    numbers = [first.claim_number, "C0000-000001", second.claim_number]
    rows = [["No.", "Claim", "Amount"], *([n, number, 10] for n, number in enumerate(numbers, 1))]
    file = tmp_path / f"list.{kind}"
    if kind == "xlsx":
        file.write_bytes(xlsx(rows))
    elif kind == "csv":
        file.write_text("\n".join(between.join(map(str, row)) for row in rows), "utf-8")
    else:
        file.write_text(between.join(numbers), "gb18030")
    read = desk.dossiers.read_list(file=file)
    assert read.claim_ids == (first.id, second.id)
    assert read.unknown == ("C0000-000001",)


def test_a_list_that_is_no_list_is_named(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "photo.xlsx"
    file.write_bytes(photo_with_place())
    with pytest.raises(Refused) as told:
        desk.dossiers.read_list(file=file)
    assert told.value.findings[0].values["file"] == "photo.xlsx"
    with pytest.raises(Refused) as told:
        desk.dossiers.read_list(file=tmp_path / "none.txt")
    assert told.value.codes == ("NOT_FOUND",)


def test_many_dossiers_stay_in_memory_one_at_a_time(desk: Desk, tmp_path: Path) -> None:
    claims = some_claims(desk, 3)
    work = desk.dossiers.prepare_pack([one.id for one in claims], tmp_path / "pack")
    seen: list[set[str]] = []

    def step(done: int, total: int, number: str) -> None:
        place = tmp_path / "pack"
        seen.append({path.stem for path in place.glob("C*.pdf")} if place.exists() else set())

    work(step)
    assert {claims[0].claim_number} in seen
    assert {claims[0].claim_number, claims[1].claim_number} in seen


def test_the_zip_opens_in_order(desk: Desk, tmp_path: Path) -> None:
    claims = some_claims(desk, 2)
    made = desk.dossiers.pack(tmp_path / "a.zip", tuple(one.id for one in claims))
    names = zipfile.ZipFile(io.BytesIO(made.place.read_bytes())).namelist()
    assert names[0] == HEAD
    assert names[1:3] == [f"{one.claim_number}.pdf" for one in claims]
    assert names[-1] == "manifest.pdf"
