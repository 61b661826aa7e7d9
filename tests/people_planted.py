"""People whose values are planted into every corner of a desk, to be taken out again."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from builders import a_vin
from stories import same_day, to_submit

from warrantydesk.domain.care import Channel, Party
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌"
DRAWING = "[[[0,0],[500,400],[{x},100]]]"


@dataclass(frozen=True)
class Planted:
    """A person with the values that must be found nowhere afterwards."""

    name: str
    phone: str
    contact: str
    contact_phone: str
    plate: str
    address: str
    vin: str
    customer_id: int = 0
    claim_id: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        """Everything personal that was typed for this person."""
        return (
            *(self.name, self.phone, self.contact, self.contact_phone, self.plate),
            self.address,
        )


def a_person(number: int) -> Planted:
    """Return the values of a person, unlike those of any other."""
    sign = _NAMES[number]
    return Planted(
        name=f"欧阳{sign}彧",
        phone=f"1880000{number:04d}",
        contact=f"司徒{sign}昶",
        contact_phone=f"1890000{number:04d}",
        plate=f"苏BZ{number:04d}",
        address=f"无锡市隐秀路{sign}弄{number + 300}号",
        vin=a_vin(700 + number, "LX0DL31C"),
    )


def plant(desk: Desk, number: int, folder: Path) -> Planted:
    """Enter a person with car, visit and claim: filed for every fifth, a draft for the others."""
    one = a_person(number)
    customer = desk.customers.save(one.name, one.phone, address=one.address)
    desk.vehicles.save(one.vin, "QC", "QC-S7", plate=one.plate, customer_id=customer.id)
    claim = to_submit(desk, one.vin) if number % 5 == 0 else desk.claims.new(vin=one.vin)
    owner = {
        **{"name": one.name, "phone": one.phone, "address": one.address},
        **{"contact": one.contact, "contact_phone": one.contact_phone},
    }
    changes = {
        "owner": owner,
        "vehicle": {"plate": one.plate},
        "visit": {"brought_by": one.contact, "brought_by_phone": one.contact_phone},
    }
    if number % 5:
        changes |= {"narrative": {"complaint": "水泵漏水，停车后地上有水", "remark": ""}}
    desk.claims.save_draft(claim.id, changes)
    visit = claim.visit.id
    desk.visits.sign(
        visit,
        SignedPaper.WORK_AUTHORISATION,
        one.name,
        desk.bench.now,
        DRAWING.format(x=100 + number),
    )
    desk.attachments.add_bytes(claim.id, "PH", f"scan of {one.phone}".encode(), f"{one.name}.txt")
    desk.care.note(
        Party.CUSTOMER, Channel.PHONE, f"致电{one.name}", with_whom=one.name, claim_id=claim.id
    )
    desk.appointments.book(
        desk.bench.now + timedelta(days=2 + number),
        "保养",
        plate=one.plate,
        customer_name=one.name,
        phone=one.phone,
    )
    if number % 5 == 0:
        desk.claims.submit(claim.id, same_day(desk, claim.id))
        desk.papers.draw("claim_form", claim.id, folder / f"form{claim.id}.pdf")
    desk.claims.leave(claim.id)
    return Planted(**{**vars(one), "customer_id": customer.id, "claim_id": claim.id})


def places_of(folder: Path, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return every value that stands in a file of a closed data folder, as bytes."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        found += [(one, file.name) for one in values if one.encode() in data]
    return found
