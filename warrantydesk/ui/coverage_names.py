"""Names of the systems, events and kinds that the law's forms let a clerk choose from."""

from warrantydesk.domain.coverage import Event, Group, VehicleKind
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
    VehicleKind.SPECIAL: N_("Special vehicle"),
    VehicleKind.OTHER: N_("Other vehicle"),
}
