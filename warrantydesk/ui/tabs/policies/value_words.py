"""Codes in policy tables as words; a code that is not here stands as it is."""

from warrantydesk.i18n import N_, _

VALUE_WORDS = {
    "energies": {
        "petrol": N_("petrol"),
        "diesel": N_("diesel"),
        "bev": N_("electric"),
        "phev": N_("plug-in hybrid"),
        "hev": N_("hybrid"),
    },
    "layer": {
        "statutory": N_("law"),
        "maker": N_("maker"),
        "extended": N_("extended cover"),
        "part": N_("part warranty"),
        "wear": N_("wear part"),
        "service": N_("free service"),
        "campaign": N_("campaign"),
        "goodwill": N_("goodwill"),
    },
    "owner": {
        "any": N_("any owner"),
        "household": N_("household"),
        "first_private": N_("first private owner"),
        "commercial": N_("commercial"),
    },
    "start_from": {
        "delivery_else_invoice": N_("delivery, else invoice"),
        "fitting_date": N_("fitting of the part"),
        "campaign_release": N_("release of the campaign"),
    },
    "limit_rule": {"first_to_come": N_("whichever comes first")},
    "day_kind": {"calendar": N_("calendar days"), "working": N_("working days")},
    "requirement": {
        "mandatory": N_("always"),
        "conditional": N_("on a condition"),
        "optional": N_("if there is one"),
    },
    "kind": {
        "rest": N_("rest day"),
        "work": N_("working day"),
        "recall": N_("recall"),
        "campaign": N_("campaign"),
        "ota": N_("software update"),
        "main": N_("main operation"),
        "additional": N_("additional operation"),
        "either": N_("main or additional"),
    },
    "value": {
        "BORDERLINE": N_("borderline: ask"),
        "EXTEND": N_("goes on to the next working day"),
        "IGNORE": N_("does not matter"),
        "COUNT": N_("counts in full"),
        "CUT": N_("counts up to the end"),
        "subtract_hours": N_("take off hours, then round up"),
        "subtract_days": N_("round up, then take off days"),
        "two_visits": N_("two visits"),
        "one_visit": N_("one visit"),
        "human": N_("a person decides"),
        "same_code": N_("same fault code"),
        "invoice_with_vat": N_("invoice price with VAT"),
        "invoice_net": N_("invoice price without VAT"),
        "arrival": N_("odometer on arrival"),
    },
    "topic": {
        "adas": N_("driver assistance"),
        "battery": N_("battery"),
        "brake": N_("brakes"),
        "claim": N_("claims"),
        "deduction": N_("deductions"),
        "diesel": N_("diesel"),
        "emission": N_("emissions"),
        "hv": N_("high voltage"),
        "hvac": N_("air conditioning"),
        "old_part": N_("old parts"),
        "paint": N_("paint"),
        "parts": N_("parts"),
        "policy": N_("policy"),
        "rain": N_("rain and water"),
        "recall": N_("recall"),
        "software": N_("software"),
        "suspension": N_("suspension"),
        "tools": N_("tools"),
        "transmission": N_("transmission"),
        "winter": N_("winter"),
    },
}
VALUE_WORDS["energy"] = VALUE_WORDS["energies"]
VALUE_WORDS["choices"] = VALUE_WORDS["default"] = VALUE_WORDS["value"]
EVERYWHERE = {"yes": N_("yes"), "no": N_("no"), "*": N_("all")}


def value_word(column: str, code: str) -> str:
    """Return what one code in a column is called."""
    found = VALUE_WORDS.get(column, {}).get(code) or EVERYWHERE.get(code)
    return _(found) if found else code
