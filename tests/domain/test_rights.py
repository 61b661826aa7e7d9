"""Who may do what besides the actions of claims and pieces, against a table written out here."""

import pytest

from warrantydesk.domain.claim import Action
from warrantydesk.domain.old_part import PART_TRANSITIONS
from warrantydesk.domain.person import ROLE_NAMES, Person, Role
from warrantydesk.domain.rights import RIGHTS, may

TABLE = """
people.release       service_manager
people.mask_lists    service_manager
backups.make         reception clerk technician technical_manager service_manager finance
backups.save_places  clerk service_manager
backups.restore      clerk service_manager
backups.recovery_sheet clerk service_manager
journal.see          service_manager
clock.confirm        service_manager
customers.save       reception clerk
vehicles.save        reception clerk
vehicles.exclude     clerk service_manager
vehicles.confirm_vin reception clerk
learning.block       clerk service_manager
visits.open          reception clerk
today.snooze         reception clerk service_manager
today.wake           reception clerk service_manager
duty.hand_over       reception clerk service_manager
duty.accept          reception clerk service_manager
duty.void_hand_over  reception clerk service_manager
duty.close_day       clerk service_manager
visits.sign          reception clerk
claims.save_draft    reception clerk
claims.leave         reception clerk
searches.save        reception clerk technician technical_manager service_manager finance
searches.rename      reception clerk technician technical_manager service_manager finance
searches.void        reception clerk technician technical_manager service_manager finance
inspections.answer   clerk technician
inspections.correct  clerk technician
inspections.judge    clerk technician
inspections.sign     clerk technician technical_manager
authorisations.note  clerk
authorisations.void  clerk
escalations.ask      clerk technician
escalations.decide   technical_manager
escalations.void     clerk technician
attachments.add      reception clerk technician
attachments.tick     reception clerk
course.begin         reception clerk technician technical_manager service_manager finance
take_over.take       clerk service_manager
papers.draw          reception clerk technician technical_manager service_manager finance
labels.print         clerk
labels.record        clerk
shelf.save_place     clerk
shelf.save_places    clerk
shelf.retire_place   clerk
shelf.order_places   clerk
shelf.set_scheme     clerk
stock_takes.start    clerk
stock_takes.scan     clerk
stock_takes.undo_scan clerk
stock_takes.finish   clerk
stock_takes.void     clerk
campaigns.import_vins clerk service_manager
campaigns.record     reception clerk technician
campaigns.reopen     clerk service_manager
campaigns.export_open reception clerk technician technical_manager service_manager finance
coverage.decide      clerk
coverage.save_terms  clerk
coverage.save_facts  clerk
coverage.add_elsewhere clerk technician
coverage.void_elsewhere clerk technician
coverage.open_problem clerk technician
coverage.void_problem clerk technician
coverage.link        clerk technician
coverage.unlink      clerk technician
coverage.flag_serious clerk technician
coverage.unflag      clerk technician
coverage.exclude_time clerk
coverage.void_excluded clerk
coverage.save_loaner clerk
coverage.void_loaner clerk
coverage.demand      clerk service_manager
coverage.answer_demand clerk service_manager
coverage.finish_demand clerk service_manager
coverage.void_demand clerk service_manager
policies.save_version clerk service_manager
policies.save_rows   clerk service_manager
policies.withdraw    clerk service_manager
policies.import_profile clerk service_manager
policies.export_profile clerk service_manager
policies.save_bulletin clerk service_manager
policies.add_bulletin_file clerk service_manager
shipments.open       clerk
shipments.save       clerk
shipments.add        clerk
shipments.take_off   clerk
shipments.close      clerk
shipments.void       clerk
shipments.record_receipt clerk
shipments.pack       clerk
shipments.unpack     clerk
shipments.repack     clerk
shipments.add_box    clerk
shipments.weigh      clerk
shipments.seal       clerk
shipments.reopen     clerk
shipments.void_box   clerk
shipments.add_photo  clerk
ledger.export        reception clerk technician technical_manager service_manager finance
labels.void_job clerk
shelf.scan clerk
shelf.record_paid clerk finance
shelf.set_drained clerk technician
shelf.see_label clerk
shelf.set_maker_tag clerk
visits.paste         reception clerk
visits.finish        reception clerk technician
work.clock_on        reception clerk technician
work.clock_off       reception clerk technician
work.save_time       reception clerk technician
work.void_time       reception clerk technician
work.mark_add_on     reception clerk technician
work.authorise_add_on service_manager
store.ask            reception clerk technician
store.answer         reception clerk
store.issue          reception clerk
store.void           reception clerk
tows.save            reception clerk
tows.void            reception clerk
care.note            reception clerk technician technical_manager service_manager
care.void_note       reception clerk service_manager
complaints.open      reception clerk service_manager
complaints.handle    reception clerk service_manager
complaints.solve     reception clerk service_manager
complaints.close     reception clerk service_manager
complaints.reopen    reception clerk service_manager
complaints.void      clerk service_manager
follow_ups.call      reception clerk service_manager
appointments.book    reception clerk service_manager
appointments.move    reception clerk service_manager
appointments.arrive  reception clerk
appointments.miss    reception clerk service_manager
appointments.cancel  reception clerk service_manager
claims.override      service_manager
claims.charge_back   clerk
claims.record_maker_number clerk
claims.free_services reception clerk
claims.import_answers clerk
claims.export_batch  clerk finance
visits.no_claim      reception clerk service_manager
portal.tick          clerk
statements.book      clerk
statements.sign      clerk finance
statements.remit     clerk finance
statements.close     clerk finance
invoices.save        clerk finance
invoices.send        clerk finance
invoices.accept      clerk finance
invoices.bounce      clerk finance
invoices.credit      clerk finance
invoices.void        clerk finance
invoices.export      clerk finance
receipts.book        clerk finance
receipts.allocate    clerk finance
receipts.reverse     clerk finance
months.close         clerk service_manager finance
receivables.note     clerk service_manager
receivables.void_note clerk service_manager
receivables.report   clerk
receivables.export   reception clerk technician technical_manager service_manager finance
statements.match     clerk
statements.assign    clerk
statements.reject    clerk
statements.unmatch   clerk
statements.split     clerk
statements.join      clerk
statements.undo_match clerk
statements.decide    clerk
statements.read      clerk
statements.key       clerk
statements.correct_head clerk
statements.add_line  clerk
statements.correct_line clerk
statements.dismiss_line clerk
statements.void      clerk
people.save          service_manager
settings.save        clerk service_manager
deductions.record    clerk
deductions.dispute   clerk service_manager
deductions.answer    clerk
deductions.accept    clerk
deductions.link      clerk
deductions.void      clerk
write_offs.propose   clerk
write_offs.void      clerk
write_offs.approve   clerk service_manager
write_offs.second    finance
write_offs.refuse    service_manager finance
write_offs.reverse   service_manager
attachments.void     reception clerk technician
privacy.preview      clerk service_manager
privacy.redact       service_manager
disposals.propose    clerk service_manager
disposals.hold       clerk service_manager
disposals.approve    service_manager
disposals.refuse     service_manager
disposals.carry_out  clerk service_manager
disposals.void       clerk service_manager
dossiers.build       reception clerk technician technical_manager service_manager finance
dossiers.pack        reception clerk technician technical_manager service_manager finance
quality.start        clerk technician service_manager
quality.save         clerk technician service_manager
quality.send         clerk technician service_manager
quality.void         clerk technician service_manager
reports.save         reception clerk technician technical_manager service_manager finance
reports.by_technician clerk service_manager
"""
EVERYBODYS = {"policies.mark_read", "people.set_pin", "people.reveal"}
"""Who reads says so, has a PIN of his own and sees what he opens; nothing else is for all."""
ROWS = {verb: set(roles) for verb, *roles in (row.split() for row in TABLE.strip().splitlines())}


def test_the_table_is_whole() -> None:
    moved = {f"claim.{action}" for action in Action}
    moved |= {f"shelf.{row.action}" for row in PART_TRANSITIONS}
    assert set(RIGHTS) == moved | set(ROWS) | EVERYBODYS
    assert set(ROLE_NAMES) == set(Role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ROWS)
def test_who_may(verb: str, role: Role) -> None:
    assert may(Person("x", "x", (role,)), verb) is (role in ROWS[verb])


@pytest.mark.parametrize("role", Role)
def test_everybody_says_what_he_has_read(role: Role) -> None:
    assert all(may(Person("x", "x", (role,)), verb) for verb in EVERYBODYS)


@pytest.mark.parametrize("verb", sorted(set(RIGHTS) - EVERYBODYS))
def test_who_only_reads_changes_nothing(verb: str) -> None:
    assert not may(Person("x", "x", (Role.READ_ONLY,)), verb)
