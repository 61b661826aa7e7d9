"""Phones and plates where others look on: masked in lists, titles and messages."""

from typing import Any

from warrantydesk.domain.masks import Record
from warrantydesk.ui.words import plate_text


def listed_phone(desk: Any, phone: str) -> str:
    """Return a phone as a list shows it: ``138****0042``."""
    return str(desk.masks.listed_phone(phone))


def listed_plate(desk: Any, plate: str) -> str:
    """Return a plate as a list shows it, with its dot: ``渝A·6**15``."""
    return str(desk.masks.listed_plate(plate_text(plate)))


def shown_phone(desk: Any, kind: Record, number: int, phone: str) -> str:
    """Return a phone as the opened record of an id shows it."""
    return str(desk.masks.shown_phone(kind, number, phone))


def shown_plate(desk: Any, kind: Record, number: int, plate: str) -> str:
    """Return a plate as the opened record of an id shows it, with its dot."""
    return str(desk.masks.shown_plate(kind, number, plate_text(plate)))


def filed_plate(desk: Any, plate: str) -> str:
    """Return a plate as a file gets it that the acting person writes."""
    return str(desk.masks.filed_plate(plate_text(plate)))
