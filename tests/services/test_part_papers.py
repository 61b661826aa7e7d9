"""Papers of old parts drawn from the desk: what they read, refuse, miss and enter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from fakes import a_picture
from returns import GASKET, PUMP, listed, packed, shelved, shipped
from stories import acting, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.stock_take import Resolve, ScrapBatch
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import EVERY_PAPER, SHIPMENT_PAPERS, Draw
from warrantydesk.services.shipments.receipts import PieceVerdict

OF_SHIPMENT = [paper.code for paper in SHIPMENT_PAPERS]
NOBODY = 2**40


def said(draw: Draw) -> str:
    pages = pypdf.PdfReader(BytesIO(draw())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def on_list(desk: Desk, paper: str, shipment_id: int) -> str:
    return said(desk.papers.prepare_shipment(paper, shipment_id))


def refusal(deed: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(Refused) as no:
        deed()
    return tuple(no.value.codes)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("paper", OF_SHIPMENT)
def test_every_paper_of_an_empty_list_is_drawn(desk: Desk, paper: str, language: str) -> None:
    set_language(language)
    shipment = desk.shipments.open("QC")
    assert desk.papers.prepare_shipment(paper, shipment.id)().startswith(b"%PDF")


def test_codes_of_papers_are_told_apart() -> None:
    codes = [paper.code for paper in EVERY_PAPER]
    assert len(set(codes)) == len(codes)


def test_the_return_list_names_everything_as_it_was_shipped(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    text = on_list(desk, "return_list", shipment.id)
    for value in (
        shipment.number, "YT7700123", "86.00", "1307010-T20", "1307020-T20", "Box 1 of 1",
        "QA1031", "causal part", "related part", "C0126-000001", "CO101", "Pieces due",
        *map(spoken, tags),
    ):  # fmt: skip
        assert value in text, value


def test_the_period_is_that_of_the_claims_until_somebody_says_another(desk: Desk) -> None:
    claim = submitted(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in tags:
        desk.shelf.put(tag, "R2-3")
    shipment = desk.shipments.open(tags=tuple(tags))
    filed = desk.bench.today.isoformat()
    text = on_list(desk, "return_list", shipment.id)
    assert f"Claims filed from {filed} Claims filed until {filed}" in text
    desk.shipments.save(shipment.id, {"period_from": "2026-10-01", "period_to": "2026-11-15"})
    text = on_list(desk, "return_list", shipment.id)
    assert "Claims filed from 2026-10-01 Claims filed until 2026-11-15" in text


def test_pieces_are_listed_by_box_and_then_as_the_shelf_stands(desk: Desk) -> None:
    shipment, tags = listed(desk)
    other = shelved(desk, PUMP)
    desk.shelf.move(other[0], "R2-4")
    desk.shipments.add(shipment.id, other)
    desk.shipments.pack(tags[1])
    text = on_list(desk, "return_list", shipment.id)
    places = [text.index(spoken(tag)) for tag in (tags[1], tags[0], other[0])]
    assert places == sorted(places)
    picked = on_list(desk, "pick_list", shipment.id)
    assert spoken(tags[1]) not in picked
    assert picked.index("R2-3") < picked.index(spoken(tags[0])) < picked.index("R2-4")


def test_a_related_piece_left_behind_is_named_with_its_place(desk: Desk) -> None:
    tags = shelved(desk)
    shipment = desk.shipments.open(tags=tags[:1])
    text = on_list(desk, "related_parts", shipment.id)
    assert f"{spoken(tags[1])} — — On the shelf R2-3" in text
    desk.shipments.add(shipment.id, tags[1:])
    assert "On the shelf" not in on_list(desk, "related_parts", shipment.id)


def test_a_related_piece_of_an_older_folder_belongs_to_the_fault_of_its_claim(desk: Desk) -> None:
    shipment, tags = listed(desk)
    with desk.bench.change("test"):
        piece = desk.shelf.by_tag(tags[1])
        desk.stores.parts.save(replace(piece, causal_line=None))
    assert "2 pieces" in on_list(desk, "related_parts", shipment.id)


def test_a_waived_piece_is_declared_with_its_reason(desk: Desk) -> None:
    shipment, tags = listed(desk)
    claim_id = desk.shelf.by_tag(tags[0]).claim_id
    assert "Every piece of the claims" in on_list(desk, "no_part_declaration", shipment.id)
    with desk.bench.change("test"):
        gone = replace(
            desk.shelf.by_tag(tags[1]), piece=9, tag="", state=PartState.NO_PART, reason="烧毁",
            id=0,
        )  # fmt: skip
        desk.stores.parts.add(gone)
    assert gone.claim_id == claim_id
    text = on_list(desk, "no_part_declaration", shipment.id)
    assert "烧毁" in text
    assert "We declare" in text


def test_stapled_forms_are_kept_ones_where_there_are_some(desk: Desk) -> None:
    first, second = (submitted(desk) for _ in range(2))
    kept = pypdf.PdfWriter()
    for _page in range(3):
        kept.add_blank_page(595, 842)
    kept.write(target := BytesIO())
    with desk.bench.change("test"):
        sha256, _size = desk.stores.attachments.files.keep(BytesIO(target.getvalue()))
        filed = desk.stores.submissions.newest(first.id)
        assert filed
        desk.stores.submissions.save(replace(filed, form_sha256=sha256))
    tags = [
        desk.shelf.shelve(piece.tag, "R2-3").tag
        for claim in (second, first)
        for piece in desk.shelf.pieces_of(claim.id)
        if piece.causal
    ]
    shipment = desk.shipments.open(tags=tuple(tags))
    for tag in tags:
        desk.shipments.pack(tag)
    pdf = desk.papers.prepare_shipment("claim_forms", shipment.id)()
    *drawn, blank = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    mark = f"To be stapled behind return list {shipment.number}"
    assert blank.strip() == mark
    assert drawn
    for text in drawn:
        assert second.claim_number in text
        assert mark in text
        assert "Copy 3 of 3" in text


def test_the_list_of_one_box_leaves_the_others_out(desk: Desk, tmp_path: Path) -> None:
    shipment, tags = listed(desk)
    for tag in tags:
        desk.shipments.pack(tag, desk.shipments.add_box(shipment.id).code, shipment.id)
    first, second = (box.code for box in desk.stores.boxes.of(shipment.id))
    text = said(desk.papers.prepare_shipment("box_contents", shipment.id, second.lower()))
    assert second in text
    assert first not in text
    assert spoken(tags[1]) in text
    assert spoken(tags[0]) not in text
    file = tmp_path / "box.pdf"
    assert desk.papers.draw_shipment("box_contents", shipment.id, file, first).subject == first
    for box, again in ((first, True), (second, False)):
        text = said(desk.papers.prepare_shipment("box_contents", shipment.id, box))
        assert ("Reprint R1" in text) is again
    for box in ("B0126-9999-01", "x" * 500):
        deed = lambda box=box: desk.papers.prepare_shipment("box_contents", shipment.id, box)  # noqa: E731
        assert refusal(deed) == ("NOT_FOUND",)


def test_a_printed_paper_is_entered_and_the_next_print_is_marked(
    desk: Desk, tmp_path: Path
) -> None:
    shipment, _tags = packed(desk)
    assert "Reprint" not in on_list(desk, "return_list", shipment.id)
    job = desk.papers.draw_shipment("return_list", shipment.id, tmp_path / "list.pdf")
    assert (job.kind, job.subject, job.language) == ("paper", shipment.number, "return_list")
    assert (job.state, job.by, job.size_bytes) == (
        "sent",
        "S01",
        (tmp_path / "list.pdf").stat().st_size,
    )
    assert "Reprint R1" in on_list(desk, "return_list", shipment.id)
    assert "Reprint" not in on_list(desk, "pick_list", shipment.id)
    assert desk.archive.verify() == []


@pytest.mark.parametrize("paper", OF_SHIPMENT)
def test_who_may_not_print_gets_no_paper(desk: Desk, tmp_path: Path, paper: str) -> None:
    shipment = desk.shipments.open("QC")
    acting(desk, Role.READ_ONLY)
    deed = lambda: desk.papers.draw_shipment(paper, shipment.id, tmp_path / "p.pdf")  # noqa: E731
    assert refusal(deed) == ("RIGHT",)
    assert list(tmp_path.glob("*.pdf")) == []


def test_what_is_not_there_has_no_paper(desk: Desk, tmp_path: Path) -> None:
    shipment = desk.shipments.open("QC")
    file = tmp_path / "p.pdf"
    for deed in (
        lambda: desk.papers.prepare_shipment("return_list", NOBODY),
        lambda: desk.papers.prepare_shipment("claim_form", shipment.id),
        lambda: desk.papers.prepare_shipment("poem", shipment.id),
        lambda: desk.papers.draw("return_list", shipment.id, file),
        lambda: desk.papers.draw_stock_take(NOBODY, file),
        lambda: desk.papers.draw_scrap(NOBODY, file),
        lambda: desk.papers.draw_dispute(NOBODY, file),
    ):
        assert refusal(deed) == ("NOT_FOUND",)
    assert not file.exists()


def test_what_a_list_lacks_is_said_before_it_is_printed(desk: Desk) -> None:
    shipment, _tags = listed(desk)
    fields = [gap.field for gap in desk.papers.missing("return_list", shipment.id)]
    assert fields == ["pieces", "waybill", "freight_fen"]
    done, _tags = shipped(desk, PUMP)
    assert [gap.field for gap in desk.papers.missing("return_list", done.id)] == ["boxes"]
    assert desk.papers.missing("hand_over", shipment.id) == ()


def test_what_the_maker_took_stands_on_the_list(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    verdicts = (
        PieceVerdict(tags[0], Verdict.ACCEPTED),
        PieceVerdict(tags[1], Verdict.REFUSED, "O10"),
    )
    desk.shipments.record_receipt(shipment.id, verdicts)
    rows = on_list(desk, "return_list", shipment.id)
    assert f"{spoken(tags[0])} 1 1" in rows
    assert f"{spoken(tags[1])} 1 0" in rows


def a_refused_piece(desk: Desk) -> int:
    """Return the id of a pump that the maker refused as no quality problem."""
    shipment, tags = shipped(desk, PUMP)
    verdict = PieceVerdict(tags[0], Verdict.REFUSED, "O10", "未见异常", date(2026, 11, 24), 38_000)
    desk.shipments.record_receipt(shipment.id, (verdict,), {"notice_no": "KJ-88"})
    return desk.shelf.by_tag(tags[0]).id


def test_the_letter_says_what_was_refused_and_what_is_enclosed(desk: Desk, tmp_path: Path) -> None:
    part_id = a_refused_piece(desk)
    gaps = [gap.field for gap in desk.papers.missing("dispute", part_id)]
    assert gaps == ["dispute_text", "photos"]
    piece = desk.stores.parts.get(part_id)
    desk.shipments.add_photo(piece.box, a_picture(tmp_path / "box.jpg"))
    desk.shelf.dispute(piece.tag, "见压力测试读数")
    assert desk.papers.missing("dispute", part_id) == ()
    text = said(desk.papers.prepare_dispute(part_id))
    for value in (
        spoken(piece.tag), "O10 Not a quality problem", "未见异常", "见压力测试读数", "KJ-88",
        "380.00", "YT7700123", piece.box, "C0126-000001", "Photos of the packed box: 1",
        "box.jpg", "Refused on 2026-11-24; to be disputed by 2026-12-01.",
    ):  # fmt: skip
        assert value in text, value
    job = desk.papers.draw_dispute(part_id, tmp_path / "letter.pdf")
    assert (job.subject, job.language) == (piece.tag, "dispute")


def test_a_letter_after_its_clock_and_of_a_piece_that_stands_says_so(desk: Desk) -> None:
    part_id = a_refused_piece(desk)
    with desk.bench.change("test"):
        piece = desk.stores.parts.get(part_id)
        desk.stores.parts.save(replace(piece, dispute_by=date(2026, 11, 1)))
    assert "dispute_by" in [gap.field for gap in desk.papers.missing("dispute", part_id)]
    whole = desk.shelf.by_tag(shelved(desk, PUMP)[0])
    assert "refusal_code" in [gap.field for gap in desk.papers.missing("dispute", whole.id)]
    assert spoken(whole.tag) in said(desk.papers.prepare_dispute(whole.id))


def test_a_scrap_sheet_shows_pieces_reason_witness_and_photo(desk: Desk, tmp_path: Path) -> None:
    tags = shelved(desk, PUMP, GASKET)
    photo = desk.attachments.keep_picture(a_picture(tmp_path / "scrap.jpg"), "SCRAP")
    with desk.bench.change("test"):
        batch = desk.stores.scrap_batches.add(
            ScrapBatch("S0126-0001", "李强", photo.id, "压碎", "S01", desk.bench.now)
        )
        for tag in tags:
            piece = desk.shelf.by_tag(tag)
            desk.stores.parts.save(
                replace(piece, scrap_batch_id=batch.id, paid_on=date(2026, 9, 1))
            )
    draw = desk.papers.prepare_scrap(batch.id)
    text = said(draw)
    for value in (
        "S0126-0001", "李强", "压碎", "scrap.jpg", *map(spoken, tags),
        "paid on 2026-09-01, kept 30 days: until 2026-10-01",
    ):  # fmt: skip
        assert value in text, value
    assert sum(len(page.images) for page in pypdf.PdfReader(BytesIO(draw())).pages) == 1


def test_a_stock_take_is_drawn_while_it_runs_and_after(desk: Desk, tmp_path: Path) -> None:
    seen, lost = shelved(desk)
    take = desk.stock_takes.start()
    desk.stock_takes.scan(take.id, seen, "R2-4")
    desk.stock_takes.scan(take.id, "4006381333931", "R2-4")
    text = said(desk.papers.prepare_stock_take(take.id))
    assert "Still being counted" in text
    desk.stock_takes.finish(take.id, Resolve.MISS)
    text = said(desk.papers.prepare_stock_take(take.id))
    for value in (take.number, spoken(seen), spoken(lost), "4006381333931", "the whole shelf"):
        assert value in text, value
    assert "Still being counted" not in text
    job = desk.papers.draw_stock_take(take.id, tmp_path / "k.pdf")
    assert job.subject == take.number


def test_the_card_has_all_modes(desk: Desk, tmp_path: Path) -> None:
    text = said(desk.papers.prepare_mode_card())
    for value in ("M1", "M6", "MU", "Receive", "Scrap", "Alt+6"):
        assert value in text, value
    assert desk.papers.draw_mode_card(tmp_path / "card.pdf").language == "mode_card"


def test_the_calendar_tells_what_is_due_on_its_days(desk: Desk, tmp_path: Path) -> None:
    tags = shelved(desk)
    due = desk.shelf.by_tag(tags[0]).return_by
    assert due
    text = said(desk.papers.prepare_calendar(date(2026, 11, 1), date(2027, 1, 31)))
    for value in ("2026-11", "2026-12", "2027-01", "2 pieces", "back to the maker: 2"):
        assert value in text, value
    job = desk.papers.draw_calendar(due, due, tmp_path / "due.pdf")
    assert (job.language, job.subject) == ("due_calendar", f"{due}/{due}")
    wrong = [(date(2026, 12, 1), date(2026, 11, 1)), (date(2026, 1, 1), date(2028, 1, 1))]
    wrong.append((date.max, date.max))
    for start, end in wrong:
        with pytest.raises(Refused) as no:
            desk.papers.prepare_calendar(start, end)
        assert no.value.codes == ("INVALID",)
    acting(desk, Role.READ_ONLY)
    assert refusal(lambda: desk.papers.prepare_calendar(due, due)) == ("RIGHT",)
