"""The desk's morning: who is expected, what was said, who complains, who works on what."""

from datetime import datetime, time, timedelta

from warrantydesk.domain.care import Channel, Outcome, Party
from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.work import StoreLine
from warrantydesk.services.desk import Desk

_CLERK, _ADVISOR, _OTHER = "S01", "S03", "S04"
_EXPECTED = (
    (0, 9, 20, "首保、漏水复查"),
    (0, 10, 40, "召回 QC-R26-01"),
    (0, 14, 0, "充电中断"),
    (0, 15, 30, "异响复查"),
    (1, 8, 30, "首次免费保养"),
    (1, 10, 0, "空调不制冷"),
    (2, 9, 0, "刹车异响"),
    (3, 13, 30, "取车、签结算单"),
    (6, 9, 0, "更换电池冷却接头"),
    (7, 10, 30, "首次免费保养"),
    (9, 14, 0, "车机升级"),
    (13, 9, 30, "漆面复查"),
)
"""Days from this morning, hour, minute, and why the car comes."""
_SAID = (
    (
        Party.CUSTOMER,
        Channel.PHONE,
        Outcome.REACHED,
        "告知客户：鉴定完成，等配件到货，预计明日下午。",
    ),
    (Party.CUSTOMER, Channel.MESSENGER, Outcome.NOTED, "已发送维修进度和照片，客户回复收到。"),
    (Party.TECHNICIAN, Channel.DESK, Outcome.AGREED, "拆检时请保留旧件垫片，并拍泄水孔近景。"),
)
_MAKER_SAID = (
    (Channel.PHONE, Outcome.CALL_BACK, "审核员称资料在复核，周四前答复。", 2),
    (Channel.PORTAL, Outcome.NOTED, "门户留言：请补充外协发票抬头更正页。", None),
)
_COMPLAINTS = ("等了四十分钟没人接待，维修进度也没人告知。", "取车时车内有油污，希望重新清洁。")


def enter_care(desk: Desk) -> None:
    """Enter appointments, contacts, complaints, hours and requests to the store."""
    before = desk.bench.person
    try:
        _expect(desk)
        _say(desk)
        _complain(desk)
        _work(desk)
    finally:
        desk.bench.person = before
        desk.bench.history.clear()


def _expect(desk: Desk) -> None:
    desk.people.act_as(_ADVISOR)
    cars = [one.vin for one in desk.stores.vehicles.find() if one.delivered_on][-40::3]
    now = desk.bench.now
    for number, ((days, hour, minute, why), vin) in enumerate(zip(_EXPECTED, cars, strict=False)):
        day = desk.bench.today + timedelta(days=days)
        at = datetime.combine(day, time(hour, minute), tzinfo=desk.bench.clock.zone)
        if at > now:
            advisor = _ADVISOR if number % 2 else _OTHER
            desk.appointments.book(at, why, vin=vin, advisor=advisor)


def _in(desk: Desk, state: State) -> list[Claim]:
    found = desk.claims.in_states((state,), 12)
    return [desk.claims.get(one.id) for one in found]


def _say(desk: Desk) -> None:
    desk.people.act_as(_CLERK)
    for claim in _in(desk, State.REPAIRING)[:2]:
        for party, channel, outcome, text in _SAID:
            desk.care.note(party, channel, text, claim_id=claim.id, outcome=outcome)
    waiting = [*_in(desk, State.APPEALED)[:1], *_in(desk, State.SUBMITTED)[:1]]
    for claim, (channel, outcome, text, days) in zip(waiting, _MAKER_SAID, strict=False):
        again = desk.bench.today + timedelta(days=days) if days else None
        desk.care.note(
            Party.MAKER, channel, text, claim_id=claim.id, outcome=outcome, again_on=again
        )


def _complain(desk: Desk) -> None:
    claims = [*_in(desk, State.REPAIRING), *_in(desk, State.TO_SUBMIT)]
    for number, (claim, text) in enumerate(zip(claims, _COMPLAINTS, strict=False)):
        desk.people.act_as(_ADVISOR)
        made = desk.complaints.open(text, claim_id=claim.id, channel=Channel.PHONE, owner=_CLERK)
        if number:
            desk.people.act_as(_CLERK)
            desk.complaints.handle(made.id)


def _work(desk: Desk) -> None:
    """Clock the technicians on the jobs of the morning, and ask the store for parts."""
    desk.people.act_as(_CLERK)
    now = desk.bench.now
    for claim in _in(desk, State.REPAIRING):
        if not claim.part_lines or claim.visit.started_at is None:
            continue
        begun = max(claim.visit.started_at, now - timedelta(hours=20))
        if begun < now and claim.visit.technician:
            desk.work.clock_on(claim.id, claim.visit.technician, started_at=begun)
        asked = desk.parts_store.ask(claim.id, wanted_on=desk.bench.today + timedelta(days=1))
        first, *others = asked.lines
        arrives = desk.bench.today + timedelta(days=1)
        told = StoreLine(first.part_no, first.name, first.quantity, 0, arrives, "厂家库调拨")
        rest = [StoreLine(one.part_no, one.name, one.quantity, one.quantity) for one in others]
        desk.parts_store.answer(asked.id, (told, *rest))
        break
