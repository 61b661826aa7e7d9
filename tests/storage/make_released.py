"""Make ``released/schema-N.db``: a small desk as the program of today writes it.

Run once when a schema is released, never again: ``python tests/storage/make_released.py``.
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

from builders import OTHER_VIN, VIN  # noqa: E402 - the path comes first in a script
from fakes import FixedClock  # noqa: E402
from stories import (  # noqa: E402
    acting,
    appraising,
    drafted,
    inspected,
    repairing,
    staffed,
    submitted,
)

from warrantydesk.domain.authorisation import AuthorisationOutcome  # noqa: E402
from warrantydesk.domain.care import Channel, Party  # noqa: E402
from warrantydesk.domain.claim import Claim, State  # noqa: E402
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind  # noqa: E402
from warrantydesk.domain.duty import Snooze  # noqa: E402
from warrantydesk.domain.inspection import Conclusion  # noqa: E402
from warrantydesk.domain.person import Role  # noqa: E402
from warrantydesk.domain.policies.changes import RowChange  # noqa: E402
from warrantydesk.domain.policies.exchange import ExchangeForm  # noqa: E402
from warrantydesk.domain.repair_history import LoanerKind, Wish  # noqa: E402
from warrantydesk.domain.settlement.deduction import DeductionKind  # noqa: E402
from warrantydesk.domain.settlement.month import MonthClose  # noqa: E402
from warrantydesk.domain.settlement.statement import Decision  # noqa: E402
from warrantydesk.domain.shipment import Carriage  # noqa: E402
from warrantydesk.domain.stock_take import ScrapBatch  # noqa: E402
from warrantydesk.reading.profiles import read_folder  # noqa: E402
from warrantydesk.resources import find  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.services.labels import LabelOrder  # noqa: E402
from warrantydesk.services.profiles import ProfileService  # noqa: E402
from warrantydesk.storage.migrations import SCHEMA  # noqa: E402

RELEASED = HERE / "released"
KEPT = {
    "parts": {"1307010-T20", "1112030-T20", "1307010-N15", "1112030-N15"},
    "labour": {"R1307010"},
    "faults": {"CO101"},
    "models": {"QC-S7", "QC-A3"},
    "refusal_reasons": {"O03", "R02", "R15", "D01"},
    "claim_types": {"REPAIR"},
    "inspection_template": {"I001", "I002"},
    "wmi": {"LX0"},
}
"""Rows of the shipped profile that the small desk needs; other big tables stay empty."""
WHOLE = {
    *("portal", "rates", "checks", "policies", "wear", "deadlines", "part_groups", "hazards"),
    *("rule_sets", "parameters", "clauses", "exemptions", "open_points", "wear_kinds"),
}
YEAR = "2026"
"""Holidays of other years stay out."""


def small_profile(service: ProfileService) -> None:
    """Load the law, and the few rows that the claims of the small desk refer to."""
    service.load([small(read_folder(find("law"))), small(read_folder(find("brands/qicheng")))])


def small(form: ExchangeForm) -> ExchangeForm:
    """Return a profile with the rows that are kept."""
    tables = {
        name: [row for row in rows if name in WHOLE or is_kept(name, next(iter(row.values())))]
        for name, rows in form.tables.items()
    }
    return replace(form, tables=tables)


def is_kept(table: str, key: str) -> bool:
    """Tell whether the small desk needs a row of a big table."""
    return key.startswith(YEAR) if table == "holidays" else key in KEPT.get(table, set())


def make(folder: Path) -> None:
    """Make a desk with claims in several states and pieces on the shelf."""
    with (
        patch.object(ProfileService, "load_shipped", small_profile),
        Desk(folder, FixedClock()).open(create=True, demo=True) as desk,
    ):
        staffed(desk)
        filed = submitted(desk)
        for piece in desk.shelf.pieces_of(filed.id)[:2]:
            desk.shelf.shelve(piece.tag, "R2-3")
        sent_back(desk)
        appraising(desk)
        desk.claims.void(drafted(desk).id, "typed twice")
        known(desk, drafted(desk))
        settled(desk)
        answered(desk, filed)
        cared_for(desk, repairing(desk, OTHER_VIN))


def settled(desk: Desk) -> None:
    """Lead a claim's money to the account and half back, with all that stands beside it."""
    claim = desk.claims.answer(submitted(desk).id, AnswerKind.APPROVAL)
    fen, extra = claim.approved_fen or 0, 70_000
    rows = (f"{claim.claim_number}\t{fen / 100:.2f}\t", "Q9\t700.00\t", "\t-50.00\t运费扣款")
    text = "\n".join(("厂家单号\t结算金额\t备注", *rows)).replace("厂家单号", "索赔单号")
    read = desk.statements.read(text=text, maker_number="JS-2611", period="2026-11")
    desk.statements.match(read.id)
    for line in desk.statements.lines(read.id):
        if line.amount_fen == extra:
            desk.statements.decide(line.id, Decision.NOT_OURS, reason_text="他站单据")
    desk.statements.book(read.id)
    desk.statements.sign(read.id, "傅晓棠")
    invoice = desk.invoices.save("26322000000011300871", statement_id=read.id)
    desk.invoices.send(invoice.id, courier="SF", waybill="SF1", recipient="结算科")
    due = desk.statements.sums(read.id).due_fen
    desk.receipts.reverse(desk.receipts.book(due, read.id).id, "银行退回")
    desk.receipts.book(due // 2, read.id, bank_ref="B-2")
    desk.deductions.record(DeductionKind.OLD_PART, 1_200, claim_id=claim.id, reason_code="O03")
    desk.write_offs.propose(claim.id, 900, reason_text="催收未果")
    desk.receivables.note(claim.id, "厂家复核中")
    with desk.bench.change("close the month"):
        desk.stores.month_closes.add(
            MonthClose("QC", "2026-09", desk.bench.today, "S01", desk.bench.now, figures="{}")
        )


def answered(desk: Desk, claim: Claim) -> None:
    """Return a claim, send it again, cut it, prepare an appeal, take money back, ask ahead."""
    known_code, cut = AnswerLine(reason_code="R02"), LineKind.LABOUR
    desk.claims.answer(claim.id, AnswerKind.RETURN, (known_code,))
    added = "复检读数 95 kPa，附照片。"
    cause = desk.claims.get(claim.id).narrative.cause + added
    desk.claims.save_draft(claim.id, {"narrative": {"cause": cause}})
    warned = {one.rule: "seen" for one in desk.claims.check(claim.id)}
    desk.claims.submit(claim.id, warned)
    line = AnswerLine(cut, 1, 10_000, "R15", "追加工时无录像")
    desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=(line,))
    desk.claims.prepare_appeal(claim.id, grounds="打卡记录见附件。")
    desk.claims.charge_back(claim.id, 5_000, desk.bench.today, reason_text="审计")
    sheet = desk.portal.sheet(claim.id)
    desk.portal.tick(claim.id, sheet.form, sheet.pages[0].fields[0].key)
    asking = inspected(desk)
    desk.authorisations.request(asking.id, "请核准更换")
    desk.authorisations.record(asking.id, AuthorisationOutcome.APPROVED, "PA26-00001")
    escalated = desk.escalations.ask(asking.id, "是否更换总成？")
    acting(desk, Role.TECHNICAL_MANAGER).escalations.decide(escalated.id, Conclusion.CLAIM, "更换")
    acting(desk, Role.SERVICE_MANAGER).claims.override(asking.id, "V14", "厂家同意延期")
    acting(desk, Role.CLERK)


def cared_for(desk: Desk, claim: Claim) -> None:
    """Enter hours, a request to the store, a tow, contacts, a complaint, and close the day."""
    desk.work.clock_on(claim.id, "S06")
    desk.parts_store.ask(claim.id)
    desk.tows.save(claim.visit.id, "顺达救援", "江北大道", "本站", 12, claim_id=claim.id)
    desk.care.note(Party.CUSTOMER, Channel.PHONE, "等配件，明日下午取车。", claim_id=claim.id)
    desk.complaints.open("等候太久", claim_id=claim.id)
    at = desk.bench.now + timedelta(days=2)
    desk.appointments.book(at, "首保", vin=VIN, customer_name="贺䶮", phone="15400000042")
    approved = desk.claims.get(desk.claims.in_states((State.APPROVED,))[0].id)
    desk.follow_ups.call(approved.visit.id, True, 9, "满意")
    with desk.bench.change("put off"):
        until = desk.bench.today + timedelta(days=1)
        desk.stores.snoozes.add(Snooze("claim:1", until, "等厂家回电", "S01", desk.bench.now))
    desk.duty.hand_over("S13", "交接")
    desk.duty.close_day()


def sent_back(desk: Desk) -> None:
    """Ship the pieces of a claim, have one refused, count the shelf, lend and label a piece."""
    tags = [piece.tag for piece in desk.shelf.pieces_of(submitted(desk).id)]
    for tag in tags:
        desk.shelf.set_drained(desk.shelf.shelve(tag, "R2-4").tag)
    shipment = desk.shipments.open(title="11 月返厂", tags=tuple(tags))
    for tag in tags:
        desk.shipments.pack(tag)
    (box,) = desk.shipments.boxes(shipment.id)
    desk.shipments.weigh(box.code, 4_200)
    desk.shipments.seal(box.code)
    reasons = dict.fromkeys(("V77", "V79", "V84", "V85", "V86"), "seen")
    desk.shipments.close(
        shipment.id, "YT7700", Carriage.ROAD, freight_fen=8_600, acknowledged=reasons
    )
    desk.shipments.refuse_piece(desk.shipments.receive_piece(tags[0]).tag, "O03")
    kept = desk.shelf.receive(repairing(desk).id, 1).tag
    desk.shelf.shelve(kept, "R2-3")
    count = desk.stock_takes.start()
    desk.stock_takes.scan(count.id, kept, "R2-3")
    desk.stock_takes.finish(count.id, "list")
    order = LabelOrder("zpl")
    desk.labels.batches.begin(desk.labels.labels_of("label", [kept]), order, "tcp:127.0.0.1:9")
    desk.shelf.lend(kept, "配套厂技术员", desk.bench.today + timedelta(days=7))
    with desk.bench.change("scrap old part"):
        desk.stores.scrap_batches.add(ScrapBatch("S0126-0001", "许蔚然", made_at=desk.bench.now))


def known(desk: Desk, claim: Claim) -> None:
    """Enter what people know of the claim's car besides its claims."""
    car, coverage = claim.vehicle_id or 0, desk.coverage
    day = desk.bench.today
    coverage.save_terms(car, {"price_fen": 12_880_000, "n_permille": "5"})
    coverage.save_facts(claim.id, {"still_faulty": True})
    hours = (desk.bench.now - timedelta(days=40), desk.bench.now - timedelta(days=37))
    elsewhere = coverage.add_elsewhere(car, "启程 江南服务站", *hours, complaint="漏水")
    problem = coverage.open_problem(car, "冷却液渗漏", claim.id)
    coverage.link(problem.id, elsewhere_id=elsewhere.id)
    coverage.flag_serious(claim.id, "冷却液滴到排气管上")
    coverage.save_loaner(claim.visit.id, LoanerKind.CAR, day)
    coverage.demand(car, day, Wish.RETURN, claim.id)
    coverage.decide(claim.id)
    changes = (RowChange(("wiper",), {"months": "3"}),)
    desk.policies.save_rows("QC", "wear", changes, day + timedelta(days=30), "demo")
    desk.policies.mark_read("QC", "table", "wear", 2)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        make(Path(work) / "desk")
        RELEASED.mkdir(exist_ok=True)
        shutil.copy(Path(work) / "desk" / "claims.db", RELEASED / f"schema-{SCHEMA}.db")
