"""Who may do what: one declared table of verbs and roles."""

from warrantydesk.domain.claim.states import TRANSITIONS
from warrantydesk.domain.old_part import PART_TRANSITIONS
from warrantydesk.domain.person import Person, Role


def _roles(text: str) -> frozenset[Role]:
    return frozenset(map(Role, text.split()))


_EVERYBODY = frozenset(Role)
_WORKERS = _EVERYBODY - {Role.READ_ONLY}

RIGHTS: dict[str, frozenset[Role]] = {
    "customers.save": _roles("reception clerk"),
    "vehicles.save": _roles("reception clerk"),
    "vehicles.exclude": _roles("clerk service_manager"),
    "vehicles.confirm_vin": _roles("reception clerk"),
    "visits.open": _roles("reception clerk"),
    "visits.sign": _roles("reception clerk"),
    "claims.save_draft": _roles("reception clerk"),
    "claims.leave": _roles("reception clerk"),
    "claims.override": _roles("service_manager"),
    "claims.charge_back": _roles("clerk"),
    "claims.record_maker_number": _roles("clerk"),
    "claims.free_services": _roles("reception clerk"),
    "visits.no_claim": _roles("reception clerk service_manager"),
    "inspections.answer": _roles("clerk technician"),
    "inspections.correct": _roles("clerk technician"),
    "inspections.judge": _roles("clerk technician"),
    "inspections.sign": _roles("clerk technician technical_manager"),
    "attachments.add": _roles("reception clerk technician"),
    "attachments.tick": _roles("reception clerk"),
    "course.begin": _WORKERS,
    "papers.draw": _WORKERS,
    "labels.print": _roles("clerk"),
    "labels.void_job": _roles("clerk"),
    "labels.record": _roles("clerk"),
    "shelf.save_place": _roles("clerk"),
    "shelf.scan": _roles("clerk"),
    "shelf.save_places": _roles("clerk"),
    "shelf.retire_place": _roles("clerk"),
    "shelf.order_places": _roles("clerk"),
    "shelf.set_scheme": _roles("clerk"),
    "stock_takes.start": _roles("clerk"),
    "stock_takes.scan": _roles("clerk"),
    "stock_takes.undo_scan": _roles("clerk"),
    "stock_takes.finish": _roles("clerk"),
    "stock_takes.void": _roles("clerk"),
    "shelf.record_paid": _roles("clerk finance"),
    "shelf.set_drained": _roles("clerk technician"),
    "shelf.see_label": _roles("clerk"),
    "shelf.set_maker_tag": _roles("clerk"),
    "campaigns.import_vins": _roles("clerk service_manager"),
    "campaigns.record": _roles("reception clerk technician"),
    "campaigns.reopen": _roles("clerk service_manager"),
    "campaigns.export_open": _WORKERS,
    "take_over.take": _roles("clerk service_manager"),
    "learning.block": _roles("clerk service_manager"),
    "policies.save_version": _roles("clerk service_manager"),
    "policies.save_rows": _roles("clerk service_manager"),
    "policies.withdraw": _roles("clerk service_manager"),
    "policies.import_profile": _roles("clerk service_manager"),
    "policies.export_profile": _roles("clerk service_manager"),
    "policies.save_bulletin": _roles("clerk service_manager"),
    "policies.add_bulletin_file": _roles("clerk service_manager"),
    "policies.mark_read": _EVERYBODY,
    "coverage.decide": _roles("clerk"),
    "coverage.save_terms": _roles("clerk"),
    "coverage.save_facts": _roles("clerk"),
    "coverage.add_elsewhere": _roles("clerk technician"),
    "coverage.void_elsewhere": _roles("clerk technician"),
    "coverage.open_problem": _roles("clerk technician"),
    "coverage.void_problem": _roles("clerk technician"),
    "coverage.link": _roles("clerk technician"),
    "coverage.unlink": _roles("clerk technician"),
    "coverage.flag_serious": _roles("clerk technician"),
    "coverage.unflag": _roles("clerk technician"),
    "coverage.exclude_time": _roles("clerk"),
    "coverage.void_excluded": _roles("clerk"),
    "coverage.save_loaner": _roles("clerk"),
    "coverage.void_loaner": _roles("clerk"),
    "coverage.demand": _roles("clerk service_manager"),
    "coverage.answer_demand": _roles("clerk service_manager"),
    "coverage.finish_demand": _roles("clerk service_manager"),
    "coverage.void_demand": _roles("clerk service_manager"),
    "ledger.export": _WORKERS,
    "authorisations.note": _roles("clerk"),
    "authorisations.void": _roles("clerk"),
    "visits.paste": _roles("reception clerk"),
    "visits.finish": _roles("reception clerk technician"),
    "work.clock_on": _roles("reception clerk technician"),
    "work.clock_off": _roles("reception clerk technician"),
    "work.save_time": _roles("reception clerk technician"),
    "work.void_time": _roles("reception clerk technician"),
    "work.mark_add_on": _roles("reception clerk technician"),
    "work.authorise_add_on": _roles("service_manager"),
    "store.ask": _roles("reception clerk technician"),
    "store.answer": _roles("reception clerk"),
    "store.issue": _roles("reception clerk"),
    "store.void": _roles("reception clerk"),
    "tows.save": _roles("reception clerk"),
    "tows.void": _roles("reception clerk"),
    "portal.tick": _roles("clerk"),
    "claims.import_answers": _roles("clerk"),
    "claims.export_batch": _roles("clerk finance"),
    "escalations.ask": _roles("clerk technician"),
    "escalations.decide": _roles("technical_manager"),
    "escalations.void": _roles("clerk technician"),
    "care.note": _WORKERS - {Role.FINANCE},
    "care.void_note": _roles("reception clerk service_manager"),
    "complaints.open": _roles("reception clerk service_manager"),
    "complaints.handle": _roles("reception clerk service_manager"),
    "complaints.solve": _roles("reception clerk service_manager"),
    "complaints.close": _roles("reception clerk service_manager"),
    "complaints.reopen": _roles("reception clerk service_manager"),
    "complaints.void": _roles("clerk service_manager"),
    "follow_ups.call": _roles("reception clerk service_manager"),
    "appointments.book": _roles("reception clerk service_manager"),
    "appointments.move": _roles("reception clerk service_manager"),
    "appointments.arrive": _roles("reception clerk"),
    "appointments.miss": _roles("reception clerk service_manager"),
    "appointments.cancel": _roles("reception clerk service_manager"),
    "today.snooze": _roles("reception clerk service_manager"),
    "today.wake": _roles("reception clerk service_manager"),
    "duty.hand_over": _roles("reception clerk service_manager"),
    "duty.accept": _roles("reception clerk service_manager"),
    "duty.void_hand_over": _roles("reception clerk service_manager"),
    "duty.close_day": _roles("clerk service_manager"),
    "people.save": _roles("service_manager"),
    "settings.save": _roles("clerk service_manager"),
}
RIGHTS |= {
    f"shipments.{verb}": _roles("clerk")
    for verb in (
        *("open", "save", "add", "take_off", "close", "void", "record_receipt"),
        *("pack", "unpack", "repack", "add_box", "weigh", "seal", "reopen", "void_box"),
        "add_photo",
    )
}
RIGHTS |= {
    "statements.book": _roles("clerk"),
    "statements.sign": _roles("clerk finance"),
    "statements.remit": _roles("clerk finance"),
    "statements.close": _roles("clerk finance"),
}
RIGHTS |= {
    f"deductions.{verb}": _roles("clerk") for verb in ("record", "answer", "accept", "link", "void")
}
RIGHTS |= {
    "deductions.dispute": _roles("clerk service_manager"),
    "write_offs.propose": _roles("clerk"),
    "write_offs.void": _roles("clerk"),
    "write_offs.approve": _roles("clerk service_manager"),
    "write_offs.second": _roles("finance"),
    "write_offs.refuse": _roles("service_manager finance"),
    "write_offs.reverse": _roles("service_manager"),
}
RIGHTS |= {
    f"invoices.{verb}": _roles("clerk finance")
    for verb in ("save", "send", "accept", "bounce", "credit", "void", "export")
}
RIGHTS |= {f"receipts.{verb}": _roles("clerk finance") for verb in ("book", "allocate", "reverse")}
RIGHTS["months.close"] = _roles("clerk finance service_manager")
RIGHTS |= {
    "receivables.note": _roles("clerk service_manager"),
    "receivables.void_note": _roles("clerk service_manager"),
    "receivables.report": _roles("clerk"),
    "receivables.export": _WORKERS,
}
RIGHTS |= {
    f"statements.{verb}": _roles("clerk")
    for verb in ("match", "assign", "reject", "unmatch", "split", "join", "undo_match", "decide")
}
RIGHTS |= {
    f"statements.{verb}": _roles("clerk")
    for verb in (
        *("read", "key", "correct_head", "add_line", "correct_line", "dismiss_line", "void"),
    )
}
RIGHTS |= {
    "attachments.void": _roles("reception clerk technician"),
    "privacy.preview": _roles("clerk service_manager"),
    "privacy.redact": _roles("service_manager"),
    "disposals.propose": _roles("clerk service_manager"),
    "disposals.hold": _roles("clerk service_manager"),
    "disposals.approve": _roles("service_manager"),
    "disposals.refuse": _roles("service_manager"),
    "disposals.carry_out": _roles("clerk service_manager"),
    "disposals.void": _roles("clerk service_manager"),
}
RIGHTS |= {
    "people.set_pin": _EVERYBODY,  # one's own; another's only a service manager
    "people.release": _roles("service_manager"),
    "people.reveal": _EVERYBODY,
    "people.mask_lists": _roles("service_manager"),
    "backups.make": _WORKERS,
    "backups.save_places": _roles("clerk service_manager"),
    "backups.restore": _roles("clerk service_manager"),
    "backups.recovery_sheet": _roles("clerk service_manager"),
    "journal.see": _roles("service_manager"),
    "clock.confirm": _roles("service_manager"),
}
RIGHTS |= {f"searches.{verb}": _WORKERS for verb in ("save", "rename", "void")}
RIGHTS |= {
    f"quality.{verb}": _roles("clerk technician service_manager")
    for verb in ("start", "save", "send", "void")
}
RIGHTS["reports.save"] = _WORKERS
RIGHTS["reports.by_technician"] = _roles("clerk service_manager")
RIGHTS |= {f"dossiers.{verb}": _WORKERS for verb in ("build", "pack")}
RIGHTS |= {f"claim.{row.action}": row.roles for row in TRANSITIONS}
for _row in PART_TRANSITIONS:
    RIGHTS[f"shelf.{_row.action}"] = RIGHTS.get(f"shelf.{_row.action}", frozenset()) | _row.roles


def may(person: Person, verb: str) -> bool:
    """Tell whether the person has a role that the table names for the verb."""
    return person.active and bool(RIGHTS[verb] & set(person.roles))
