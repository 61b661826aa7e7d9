"""What systems, events, kinds of vehicle and owners are called."""

from warrantydesk.domain.coverage.facts import CoverOwner, Event, Group, Owner, VehicleKind
from warrantydesk.i18n import N_

GROUP_NAMES = {
    Group.ENGINE: N_("Engine"),
    Group.TRANSMISSION: N_("Transmission"),
    Group.TRACTION_BATTERY: N_("Traction battery"),
    Group.DRIVE_MOTOR: N_("Drive motor"),
    Group.STEERING: N_("Steering"),
    Group.BRAKE: N_("Brakes"),
    Group.SUSPENSION: N_("Suspension"),
    Group.DRIVELINE: N_("Driveline"),
    Group.EMISSION_CONTROL: N_("Emission control"),
    Group.BODY: N_("Body"),
}
EVENT_NAMES = {
    Event.STEERING_FAILURE: N_("Steering fails"),
    Event.BRAKE_FAILURE: N_("Brakes fail"),
    Event.BODY_CRACK: N_("Body cracks"),
    Event.FUEL_LEAK: N_("Fuel leaks"),
    Event.BATTERY_FIRE: N_("Battery burns"),
}
KIND_NAMES = {
    VehicleKind.PASSENGER: N_("Passenger car"),
    VehicleKind.PICKUP: N_("Pickup"),
    VehicleKind.SPECIAL: N_("Special passenger car"),
    VehicleKind.OTHER: N_("Other vehicle"),
}
OWNER_NAMES = {Owner.FIRST: N_("first owner"), Owner.LATER: N_("later owner")}
COVER_OWNER_NAMES = {
    CoverOwner.ANY: N_("every owner"),
    CoverOwner.FIRST_PRIVATE: N_("first private owner"),
    CoverOwner.HOUSEHOLD: N_("household use"),
    CoverOwner.COMMERCIAL: N_("commercial use"),
}
