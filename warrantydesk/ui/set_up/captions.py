"""What the steps are called, and in a few words what is set in each of them."""

from collections.abc import Callable, Mapping
from typing import Any

from warrantydesk.i18n import N_, _, language, ngettext_, pick

TITLES = {
    "language": N_("Language and look"),
    "dealer": N_("Dealer"),
    "profile": N_("Brand profile"),
    "printers": N_("Printers and scanner"),
    "backup": N_("Backup and key"),
    "people": N_("People and PINs"),
    "take_over": N_("Take over from Excel"),
    "done": N_("Ready"),
}
LOOKS = {"": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
POINT = " · "


def caption_of(step: str, window: Any) -> str:
    """Return what is set in a step, empty where nothing is."""
    return _CAPTIONS[step](window)


def _language(window: Any) -> str:
    look = LOOKS.get(str(window.memory.value("look", "")), LOOKS[""])
    return POINT.join((language().name, _(look)))


def _dealer(window: Any) -> str:
    site = window.desk.settings.site
    name = pick(site.name_zh, site.name_en)
    if not name:
        return ""
    return POINT.join(filter(None, (name, site.dealer_code, _("site {code}", code=site.code))))


def _profile(window: Any) -> str:
    desk = window.desk
    brand = desk.settings.site.brand
    found = (one for one in desk.policies.profiles() if one.code == brand)
    return next((pick(one.name_zh, one.name_en) for one in found), "")


def _printers(window: Any) -> str:
    from warrantydesk.ui.set_up.paper_printer import chosen_printer

    printers = window.desk.labels.printers
    label = printers.kept().name if printers.is_chosen() else ""
    return POINT.join(filter(None, (chosen_printer(window.memory), label)))


def _backup(window: Any) -> str:
    standing = window.desk.backups.standing()
    count = len(standing.places)
    places = ngettext_("{n} second place", "{n} second places", count) if count else ""
    key = _("key confirmed") if standing.key_confirmed else ""
    return POINT.join(filter(None, (places, key)))


def _people(window: Any) -> str:
    people = window.desk.people
    count = len(people.all())
    said = ngettext_("{n} person", "{n} people", count)
    return POINT.join(filter(None, (said, _("with PIN") if people.has_pins() else "")))


def _nothing(_window: Any) -> str:
    return ""


_CAPTIONS: Mapping[str, Callable[[Any], str]] = {
    "language": _language,
    "dealer": _dealer,
    "profile": _profile,
    "printers": _printers,
    "backup": _backup,
    "people": _people,
    "take_over": _nothing,
    "done": _nothing,
}
