"""Dialogs of Today and of customer care: duty, days, calls, complaints, appointments."""

from datetime import timedelta
from typing import Any

from tests.gallery.finds import claim_in
from tests.gallery.scene import desk_dialog, nothing
from warrantydesk.domain.claim import State
from warrantydesk.services.desk import Desk


def _call(desk: Desk) -> Any:
    return desk.follow_ups.due()[0]


def _complaint(desk: Desk) -> Any:
    return desk.complaints.open_ones()[0]


def _appointment(desk: Desk) -> Any:
    first = desk.bench.today
    return desk.appointments.between(first, first + timedelta(days=14))[0]


def _claim(desk: Desk) -> Any:
    return claim_in(desk, State.SUBMITTED)


def _hand_over(desk: Desk) -> Any:
    return desk.duty.hand_over("S02", "两张申诉在办，周五返厂清单已备。").id


SCENES = (
    desk_dialog(
        "today-hand-over", "tabs.today.duty_dialogs:HandOverDialog", lambda desk: desk.today.all()
    ),
    desk_dialog("today-accept", "tabs.today.duty_dialogs:AcceptDialog", _hand_over),
    desk_dialog("today-close", "tabs.today.duty_dialogs:DayCloseDialog"),
    desk_dialog(
        "today-snooze",
        "tabs.today.snooze_dialog:SnoozeDialog",
        lambda desk: desk.today.all()[0],
        lambda desk: desk.bench.today + timedelta(days=1),
    ),
    desk_dialog(
        "care-appointments",
        "care.appointments_dialog:AppointmentsDialog",
        lambda desk: desk.bench.today,
    ),
    desk_dialog(
        "care-book", "care.booking_dialog:BookingDialog", lambda desk: desk.bench.now, nothing
    ),
    desk_dialog("care-move", "care.booking_dialog:MoveDialog", _appointment, nothing),
    desk_dialog("care-calls", "care.lists_dialog:CallsDialog"),
    desk_dialog("care-call", "care.call_dialog:CallDialog", _call, nothing),
    desk_dialog("care-complaints", "care.lists_dialog:ComplaintsDialog"),
    desk_dialog(
        "care-complaint",
        "care.complaint_dialog:NewComplaintDialog",
        _claim,
        lambda _desk: None,
        nothing,
    ),
    desk_dialog("care-handle", "care.complaint_dialog:HandleDialog", _complaint, nothing),
    desk_dialog("care-solved", "care.complaint_dialog:CloseDialog", _complaint, nothing),
)
