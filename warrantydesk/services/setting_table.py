"""The settings of the desk: every key that may be in use, and what its value must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from warrantydesk.domain import text
from warrantydesk.domain.codec import MismatchError, from_json
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.set_up import STEPS, StepState
from warrantydesk.domain.shelf_layout import Scheme
from warrantydesk.i18n import N_
from warrantydesk.storage.stores import Stores

DEMO_NOW = "demo.now"
COURSE_BEGUN = "course.begun"
"""The place in the journal where the course of the first day began, and where it was left."""
LABEL_PRINTER = "label_printer"
LABEL_PRINTERS = "label_printers"
LOGO = "logo"
MASKED_LISTS = "lists.masked"
"""Whether lists hide the middle of phones and plates from everybody."""
ASK_FOR_SCAN = "labels.ask_for_scan"
"""Whether a clerk is asked for a scan of the label after it was printed."""
SHELF_SCHEME = "shelf.scheme"
SET_UP_STEP, SET_UP_STATES = "set_up.step", "set_up.states"
"""The step of the first day that is in hand, empty at its end; what became of the others."""
LOCK_MINUTES = "lock.minutes"
"""After how many minutes without a key or the mouse the desk locks, where anybody has a PIN."""
CLOSED_MONTHS = "closed_months"
"""Brand → months whose settlement is closed, as ``2026-10`` (V17)."""
_FARTHEST_MM = 200
_LONGEST_LOCK = 60
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Setting:
    """A setting: ``name`` says what it is, a sentence to be translated.

    ``check`` raises ValueError or MismatchError for a value that cannot be used. What is not saved
    ``by_key`` has a verb of its own, or is the program's.
    """

    name: str
    check: Callable[[Any], object]
    by_key: bool = True


def _switch(value: Any) -> None:
    from_json(bool, value)


def _lock_minutes(value: Any) -> None:
    if not 1 <= from_json(int, value) <= _LONGEST_LOCK:
        raise ValueError(value)


def _offset_mm(value: Any) -> None:
    across, down = from_json(tuple[float, ...], value)
    if max(abs(across), abs(down)) > _FARTHEST_MM:
        raise ValueError(value)


def _sha256(value: Any) -> None:
    if not isinstance(value, str) or len(value) != 64 or not set(value) <= _HEX:
        raise ValueError(value)


def _instant(value: Any) -> None:
    from_json(datetime, value)


def _step(value: Any) -> None:
    if value not in ("", *STEPS):
        raise ValueError(value)


def _states(value: Any) -> None:
    states = from_json(Mapping[str, StepState], value)
    if not states or not states.keys() <= set(STEPS):
        raise ValueError(value)


def _places(value: Any) -> None:
    """Refuse what is not one place in the journal or two, each a number from 0."""
    places = from_json(tuple[int, ...], value)
    if not 1 <= len(places) <= 2 or min(places) < 0:
        raise ValueError(value)


def _scheme(value: Any) -> None:
    from_json(Scheme, value)


def _months_by_brand(value: Any) -> None:
    brands = from_json(Mapping[str, Any], value)
    if not brands:
        raise ValueError(value)
    for months in brands.values():
        for month in from_json(tuple[str, ...], months):
            from_json(date, f"{month}-01")


def _printer(value: Any) -> None:
    """Refuse what is no profile of a printer; an unknown stock or language is found in use."""
    from warrantydesk.printing.printer import Printer

    from_json(Printer, value)


def _printers(value: Any) -> None:
    """Refuse what is no list of profiles, and an empty one: a desk without printers has none."""
    from warrantydesk.printing.printer import Printer

    if not from_json(tuple[Printer, ...], value):
        raise ValueError(value)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "shelf.print_at_once": Setting(N_("Print the tag at once"), _switch),
        SHELF_SCHEME: Setting(N_("How places are named"), _scheme, by_key=False),
        SET_UP_STEP: Setting(N_("Step of the first set-up"), _step, by_key=False),
        SET_UP_STATES: Setting(N_("Steps of the first set-up"), _states, by_key=False),
        ASK_FOR_SCAN: Setting(N_("Ask for a scan of each new label"), _switch),
        CLOSED_MONTHS: Setting(N_("Closed months"), _months_by_brand),
        LOCK_MINUTES: Setting(N_("Minutes until the desk locks"), _lock_minutes),
        "print_offset_mm": Setting(N_("Shift of printed papers, mm"), _offset_mm),
        LABEL_PRINTER: Setting(N_("Label printer in use"), _printer, by_key=False),
        LABEL_PRINTERS: Setting(N_("Label printers"), _printers, by_key=False),
        LOGO: Setting(N_("Logo of the station"), _sha256, by_key=False),
        MASKED_LISTS: Setting(N_("Lists hide phones and plates"), _switch, by_key=False),
        DEMO_NOW: Setting(N_("Clock of the demo shop"), _instant, by_key=False),
        COURSE_BEGUN: Setting(N_("Course of the first day"), _places, by_key=False),
    }
)


def kept(stores: Stores, key: str, default: Any = None) -> Any:
    """Return a setting as it is kept; the default where there is none or it cannot be used.

    A value that was spoilt from outside is found by ``verify``; it must not stop the desk.
    """
    try:
        value = stores.settings.get(key, default)
        if value is not default:
            SETTINGS[key].check(value)
    except (ValueError, RecursionError):
        return default
    return value


def must_fit(key: str, value: Any) -> None:
    """Refuse with INVALID a key that the desk does not know, and a value that does not fit it."""
    setting = SETTINGS.get(text.line(key))
    if setting is None or not setting.by_key:
        raise refused(
            INVALID, N_("There is no setting “{key}” to be saved."), "key", key=text.line(key)[:40]
        )
    try:
        setting.check(value)
    except MismatchError as error:
        raise refused(INVALID, error.message, "value", **error.values) from error
    except ValueError as error:
        raise refused(
            INVALID, N_("This value does not fit the setting “{key}”."), "value", key=key
        ) from error
