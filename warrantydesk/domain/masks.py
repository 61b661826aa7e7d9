"""Phones and plates as lists show them: enough to recognise, not enough to take away."""

_STAR = "*"


def masked_phone(phone: str) -> str:
    """Return a phone number with its middle hidden: ``138****0042``."""
    plain = phone.strip()
    if not plain:
        return ""
    if len(plain) <= 4:
        return _STAR * len(plain)
    tail = 4 if len(plain) >= 9 else 2
    head = min(3, len(plain) - tail - 1)
    return plain[:head] + _STAR * (len(plain) - head - tail) + plain[-tail:]


def masked_plate(plate: str) -> str:
    """Return a plate with its middle hidden: ``渝A·6**15``; the clerk at the car still knows it."""
    plain = plate.strip()
    body = plain.rpartition("·")[2] if "·" in plain else plain[2:]
    head = plain[: len(plain) - len(body)]
    if len(body) <= 2:
        return head + _STAR * len(body)
    kept = 1 if len(body) > 3 else 0
    tail = 2 if len(body) > 3 else 1
    return head + body[:kept] + _STAR * (len(body) - kept - tail) + body[-tail:]
