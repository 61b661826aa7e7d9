"""Dossiers: every paper in the maker's order, one PDF, and nothing that stops it."""

import gc
import io
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders import VIN
from pypdf import PdfReader
from reading.foreign_pdfs import HOSTILE, jpegs, photo_with_place, scan, texts, written
from settled import approved, confirmed
from stories import acting, drafted, not_covered, repairing, submitted, to_submit

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.dossier import Bound, DossierContents, PaperSource, PaperState
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.profile_tables import ProfileTables

PHOTO, MAINTENANCE = "PH", "MH"


def attached(desk: Desk, claim: Claim, folder: Path, name: str, data: bytes, code: str) -> int:
    """Add a file with this content to a claim."""
    place = folder / name
    place.write_bytes(data)
    return desk.attachments.add(claim.id, code, place).id


def bound(desk: Desk, claim: Claim) -> Bound:
    """Return the dossier of a claim with its bytes."""
    return desk.dossiers.prepare(claim.id)()


def outline(pdf: bytes) -> dict[str, int]:
    """Return the bookmarks with their pages, from 1."""
    reader = PdfReader(io.BytesIO(pdf))
    return {
        str(mark["/Title"]): (reader.get_destination_page_number(mark) or 0) + 1
        for mark in reader.outline
    }


def states(contents: DossierContents) -> dict[str, PaperState]:
    """Return how the papers of the maker's list stand, by code."""
    return {one.document_code: one.state for one in contents.papers if one.document_code}


def test_papers_stand_in_the_maker_s_order_and_say_what_is_missing(desk: Desk) -> None:
    claim = submitted(desk)
    contents = desk.dossiers.contents(claim.id)
    listed = [one.code for one in desk.bench.profile("QC").documents(claim.type)]
    found = list(dict.fromkeys(one.document_code for one in contents.papers if one.document_code))
    assert found == listed
    assert states(contents)["WA"] is PaperState.PRESENT
    assert states(contents)["CF"] is PaperState.PRESENT
    assert [one.position for one in contents.present] == list(range(1, len(contents.present) + 1))
    assert all(one.source is not PaperSource.NONE for one in contents.present)


def test_what_is_missing_stands_as_missing_seen_or_conditional(desk: Desk) -> None:
    claim = drafted(desk)
    before = states(desk.dossiers.contents(claim.id))
    assert before["INV"] is PaperState.MISSING
    assert before["MH"] is PaperState.CONDITIONAL
    assert before["WA"] is PaperState.MISSING
    desk.attachments.tick(claim.id, "INV")
    assert states(desk.dossiers.contents(claim.id))["INV"] is PaperState.SEEN
    missing = [one.document_code for one in desk.dossiers.contents(claim.id).missing]
    assert "INV" not in missing
    assert "WA" in missing
    assert all(one.position == 0 for one in desk.dossiers.contents(claim.id).missing)


def test_what_is_not_covered_misses_no_papers_of_a_repair(desk: Desk, tmp_path: Path) -> None:
    claim = not_covered(desk, tmp_path, "LX0DA11A1SA012345")
    assert states(desk.dossiers.contents(claim.id)).keys() == {"WA", "IS", "EX"}
    desk.claims.move(claim.id, Action.CLOSE)
    missing = [one.document_code for one in desk.dossiers.contents(claim.id).missing]
    assert missing == ["IS"]  # nobody signed it
    file = attached(desk, claim, tmp_path, "car.pdf", written("the car"), "VM")
    assert states(desk.dossiers.contents(claim.id))["VM"] is PaperState.PRESENT
    desk.attachments.void(file, "wrong car")
    facts = desk.claims.facts(claim.id)
    assert facts.missing_documents == ("Inspection sheet",)


def test_a_void_claim_misses_nothing(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.leave(claim.id)
    desk.attachments.tick(claim.id, "INV")
    desk.claims.void(claim.id, "VIN 录错")
    contents = desk.dossiers.contents(claim.id)
    assert contents.missing == ()
    assert states(contents).keys() == {"INV"}


def test_a_paper_that_a_check_asks_for_is_missing_once_the_claim_is_filed(
    desk: Desk, tmp_path: Path
) -> None:
    claim = repairing(desk)
    tow = {"code": "SL1", "text": "拖车", "amount_fen": 10_000, "supplier": "安达救援"}
    claim = desk.claims.save_draft(claim.id, {"other_lines": [tow]})
    desk.claims.leave(claim.id)
    assert states(desk.dossiers.contents(claim.id))["SI"] is PaperState.CONDITIONAL
    with desk.bench.change("test"):
        desk.stores.claims.save(
            replace(desk.claims.get(claim.id), state=State.SUBMITTED, submitted_at=desk.bench.now)
        )
    assert states(desk.dossiers.contents(claim.id))["SI"] is PaperState.MISSING
    attached(desk, claim, tmp_path, "invoice.pdf", written("tow 100.00"), "SI")
    assert states(desk.dossiers.contents(claim.id))["SI"] is PaperState.PRESENT


def test_a_voided_file_is_in_no_dossier(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    file = attached(desk, claim, tmp_path, "book.pdf", written("service book"), MAINTENANCE)
    assert states(desk.dossiers.contents(claim.id))[MAINTENANCE] is PaperState.PRESENT
    desk.attachments.void(file, "wrong car")
    assert states(desk.dossiers.contents(claim.id))[MAINTENANCE] is PaperState.CONDITIONAL


def test_one_pdf_with_every_paper_its_bookmark_and_its_stamp(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    attached(desk, claim, tmp_path, "book.pdf", written("page one", "page two"), MAINTENANCE)
    approved(desk, claim)
    made = bound(desk, claim)
    marks, said = outline(made.data), texts(made.data)
    assert len(said) == made.pages
    assert next(iter(marks)) == "Cover and contents"
    assert list(marks)[-1] == "Manifest"
    for one in made.contents.present:
        assert marks[f"{one.position:02} {one.name}"] == one.first_page
        assert one.pages
    anchor = desk.stores.journal.anchor
    for place, text in enumerate(said, 1):
        assert f"{claim.claim_number} · {place}/{made.pages} · {anchor}" in text
    book = next(one for one in made.contents.present if one.file_name == "book.pdf")
    assert "page one" in said[(book.first_page or 0) - 1]
    assert "book.pdf" in said[(book.first_page or 0) - 1]
    assert "page two" in said[book.first_page or 0]


def test_the_cover_names_first_pages_and_the_manifest_the_hashes(
    desk: Desk, tmp_path: Path
) -> None:
    claim = submitted(desk)
    file = attached(desk, claim, tmp_path, "book.pdf", written("x"), MAINTENANCE)
    made = bound(desk, claim)
    said = texts(made.data)
    cover = said[0]
    for one in made.contents.missing:
        assert one.name in cover.replace("\n", " ")
    manifest = "".join(said[outline(made.data)["Manifest"] - 1 :])
    assert desk.stores.attachments.get(file).sha256 in manifest.replace("\n", "")
    assert desk.stores.submissions.find(claim_id=claim.id)[0].sha256 in manifest.replace("\n", "")
    assert desk.stores.journal.anchor in manifest


def test_the_same_claim_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    attached(desk, claim, tmp_path, "book.pdf", scan(), MAINTENANCE)
    attached(desk, claim, tmp_path, "part.jpg", photo_with_place(), PHOTO)
    first, second = bound(desk, claim), bound(desk, claim)
    assert first.data == second.data
    assert first.sha256 == second.sha256


def test_chinese_reads_back(desk: Desk) -> None:
    set_language("zh_CN")
    claim = submitted(desk)
    said = "\n".join(texts(bound(desk, claim).data))
    assert "贺䶮" in said
    assert "索赔申请单" in said
    assert claim.narrative.complaint[:4] in said


def test_a_filed_form_is_bound_as_it_was_filed_without_its_other_copies(desk: Desk) -> None:
    claim = submitted(desk)
    form = desk.papers.prepare("claim_form", claim.id)()
    desk.papers.drawn("claim_form", claim.id, form, "HP")
    made = bound(desk, claim)
    entry = next(one for one in made.contents.present if one.paper == "claim_form")
    assert entry.source is PaperSource.KEPT_FORM
    assert entry.sha256 == desk.stores.submissions.find(claim_id=claim.id)[0].form_sha256
    assert (entry.pages or 0) * 3 == desk.papers.page_count(form)
    said = texts(made.data)[(entry.first_page or 0) - 1]
    assert "Copy 2 of 3" in said


def test_photos_and_scans_tell_nobody_where_they_were_taken(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    for number in range(3):
        attached(desk, claim, tmp_path, f"p{number}.jpg", photo_with_place(), PHOTO)
    attached(desk, claim, tmp_path, "scan.pdf", scan(packed=True), MAINTENANCE)
    made = bound(desk, claim)
    streams = jpegs(made.data)
    assert len(streams) >= 2
    for raw in streams:
        assert raw.startswith(b"\xff\xd8")
        assert b"Exif" not in raw
    assert b"PhoneMaker" not in made.data
    photos = next(one for one in made.contents.present if one.source is PaperSource.PHOTOS)
    assert photos.pages == 2


def test_odd_files_become_pages_that_say_so(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    attached(desk, claim, tmp_path, "torn.jpg", photo_with_place()[:900], PHOTO)
    attached(desk, claim, tmp_path, "good.jpg", photo_with_place(), PHOTO)
    attached(desk, claim, tmp_path, "ring.pdf", HOSTILE["in a ring"](), MAINTENANCE)
    attached(desk, claim, tmp_path, "notes.docx", b"PK\x03\x04 not shown", MAINTENANCE)
    gone = attached(desk, claim, tmp_path, "gone.pdf", written("gone"), MAINTENANCE)
    sha256 = desk.stores.attachments.get(gone).sha256
    desk.stores.attachments.files.path(sha256).unlink()
    made = bound(desk, claim)
    said = "\n".join(texts(made.data))
    assert len(made.problems) == 4
    for name in ("torn.jpg", "ring.pdf", "notes.docx"):
        assert any(name in problem for problem in made.problems)
        assert name in said
    assert any("missing from the data folder" in problem for problem in made.problems)
    assert len(jpegs(made.data)) == 1
    assert len(PdfReader(io.BytesIO(made.data)).pages) == made.pages


def test_a_picture_under_another_name_is_shown_as_one(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    attached(desk, claim, tmp_path, "scan.bin", photo_with_place(), MAINTENANCE)
    made = bound(desk, claim)
    assert not made.problems
    assert len(jpegs(made.data)) == 1


def test_contents_over_several_pages_still_name_the_right_ones(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    for number in range(45):
        text = f"paper number {number:03}"
        attached(desk, claim, tmp_path, f"{number:03}.pdf", written(text), MAINTENANCE)
    made = bound(desk, claim)
    said = texts(made.data)
    assert outline(made.data)["Course of the claim"] == 3
    files = [one for one in made.contents.present if one.source is PaperSource.FILE]
    assert len(files) == 45
    for number, one in enumerate(files):
        assert f"paper number {number:03}" in said[(one.first_page or 0) - 1]


def test_money_answers_and_old_parts_stand_as_records(desk: Desk) -> None:
    claim = submitted(desk)
    approved(desk, claim)
    confirmed(desk, [(claim.id, 10_000)])
    made = bound(desk, claim)
    papers = {one.paper: one for one in made.contents.present}
    assert {"answers", "settlement", "money", "repair_record", "claim_form"} <= set(papers)
    said = texts(made.data)
    settlement = said[(papers["settlement"].first_page or 0) - 1]
    assert "ST-J0126-0001" in settlement
    assert "100.00" in settlement
    assert "Approved" in said[(papers["answers"].first_page or 0) - 1]


def test_a_write_off_stands_with_who_approved_it(desk: Desk) -> None:
    claim = submitted(desk)
    approved(desk, claim)
    made = desk.write_offs.propose(claim.id, 1_234, reason_text="拖了一年")
    acting(desk, Role.SERVICE_MANAGER).write_offs.approve(made.id)
    dossier = bound(desk, claim)
    entry = next(one for one in dossier.contents.present if one.paper == "settlement")
    said = texts(dossier.data)[(entry.first_page or 0) - 1]
    for word in (made.number, "12.34", "拖了一年", "approved"):
        assert word in said


def test_a_stub_shows_the_label_of_each_piece(desk: Desk) -> None:
    claim = submitted(desk)
    pieces = [one for one in desk.stores.parts.find(claim_id=claim.id) if one.tag]
    made = bound(desk, claim)
    (stubs,) = (one for one in made.contents.present if one.paper == "tags")
    page = PdfReader(io.BytesIO(made.data)).pages[(stubs.first_page or 0) - 1]
    said = page.extract_text()
    assert pieces
    assert all(one.tag in said for one in pieces)
    assert len(page.images) == len(pieces)


def test_a_claim_that_forgot_a_person_says_so_and_shows_blanks(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    attached(desk, claim, tmp_path, "贺䶮.jpg", photo_with_place(), PHOTO)
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(
        claim_ids=(claim.id,), reason="asked for it", despite_reason="he insists"
    )
    dossier = bound(desk, claim)
    said = "\n".join(texts(dossier.data))
    assert dossier.contents.redacted
    assert states(dossier.contents)[PHOTO] is PaperState.SEEN
    assert made.number in texts(dossier.data)[0]
    assert "贺䶮" not in said
    assert not dossier.problems


def test_the_dossier_is_written_and_stands_in_the_print_journal(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    file = tmp_path / "卷宗 out.pdf"
    made = desk.dossiers.build(claim.id, file)
    assert file.read_bytes().startswith(b"%PDF")
    assert made.file == file
    assert not made.data
    job = desk.papers.printed(claim.id)[-1]
    assert (job.language, job.sha256) == ("dossier", made.sha256)
    again = desk.dossiers.build(claim.id, file)
    assert again.pages >= made.pages


def test_nothing_is_written_where_it_may_not_be(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"a letter")
    inside = desk.folder.path / "dossier.pdf"
    for place in (other, inside, tmp_path):
        with pytest.raises(Refused) as told:
            desk.dossiers.build(claim.id, place)
        assert told.value.codes == ("INVALID",)
    assert other.read_bytes() == b"a letter"
    assert not inside.exists()


def test_who_only_reads_binds_nothing(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    acting(desk, Role.READ_ONLY)
    assert desk.dossiers.contents(claim.id).papers
    refused: list[Callable[[], object]] = [
        lambda: desk.dossiers.build(claim.id, tmp_path / "a.pdf"),
        lambda: desk.dossiers.pack(tmp_path / "a.zip", (claim.id,)),
    ]
    for call in refused:
        with pytest.raises(Refused) as told:
            call()
        assert told.value.codes == ("RIGHT",)
    with pytest.raises(Refused) as told:
        desk.dossiers.build(10**6, tmp_path / "a.pdf")
    assert told.value.codes == ("NOT_FOUND",)


def test_the_window_writes_on_while_a_worker_binds(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.leave(claim.id)
    work = desk.dossiers.prepare(claim.id)
    found: list[Bound] = []
    written_meanwhile: list[Claim] = []

    def step(done: int, total: int, number: str) -> None:
        assert number == claim.claim_number
        assert 0 <= done <= total

    worker = threading.Thread(target=lambda: found.append(work(step)))
    worker.start()
    written_meanwhile.append(drafted(desk, VIN))
    worker.join()
    assert len(found) == 1
    assert texts(found[0].data)
    assert desk.claims.get(written_meanwhile[0].id).vehicle.vin == VIN


def test_what_a_worker_read_ends_with_it(desk: Desk) -> None:
    claim = drafted(desk)

    def tables() -> int:
        gc.collect()
        return sum(isinstance(one, ProfileTables) for one in gc.get_objects())

    before = tables()
    for _round in range(2):
        bound(desk, claim)
    assert tables() == before


def test_stopping_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818 - a decision
        """The clerk stops."""

    def step(done: int, total: int, number: str) -> None:
        if done:
            raise Stopped

    claim = submitted(desk)
    file = tmp_path / "out.pdf"
    with pytest.raises(Stopped):
        desk.dossiers.prepare(claim.id, file)(step)
    assert list(tmp_path.iterdir()) == [desk.folder.path]


def test_every_entry_that_the_desk_draws_can_be_looked_at_alone(desk: Desk) -> None:
    claim = submitted(desk)
    approved(desk, claim)
    drawn = [
        one
        for one in desk.dossiers.contents(claim.id).present
        if one.source in (PaperSource.DRAWN, PaperSource.KEPT_FORM, PaperSource.RECORD)
    ]
    assert len(drawn) > 4
    for one in drawn:
        assert desk.dossiers.prepare_paper(claim.id, one)().startswith(b"%PDF")
