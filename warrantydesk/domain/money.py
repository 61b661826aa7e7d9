"""Money is integer fen; rounding is half up, once, where a product or a percentage arises."""

from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Holds every product of two numbers that a field takes, so that nothing rounds twice."""
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def half_up(value: Decimal) -> int:
    """Round an amount in fen to whole fen, halves away from zero."""
    return int(value.quantize(Decimal(1), context=_EXACT))


def times(unit_price_fen: int, quantity: Decimal | int) -> int:
    """Return unit price × quantity in fen, rounded half up once (check V49)."""
    return half_up(_EXACT.multiply(Decimal(unit_price_fen), Decimal(quantity)))


def percent(amount_fen: int, rate: Decimal) -> int:
    """Return ``rate`` percent of an amount in fen, rounded half up once."""
    return half_up(_EXACT.multiply(Decimal(amount_fen), rate).scaleb(-2, _EXACT))


def half_up_ratio(amount_fen: int, part: int, whole: int) -> int:
    """Return amount × part ÷ whole in fen, rounded half up once; ``whole`` is above 0."""
    doubled = 2 * amount_fen * part
    return (
        (doubled + whole) // (2 * whole) if doubled >= 0 else -((-doubled + whole) // (2 * whole))
    )


def yuan(amount_fen: int | None) -> str:
    """Write fen as yuan with two decimals, thousands and a real minus: ``1,238.00``."""
    if amount_fen is None:
        return "—"
    text = f"{abs(amount_fen) // 100:,}.{abs(amount_fen) % 100:02d}"
    return f"−{text}" if amount_fen < 0 else text


def capitals(amount_fen: int) -> str:
    """Write an amount in Chinese capitals as a claim form wants it: ``捌佰贰拾贰元伍角伍分``."""
    whole, cents = divmod(abs(amount_fen), 100)
    text = _whole(whole) + "元" if whole else ""
    tens, ones = divmod(cents, 10)
    if not cents:
        return ("负" if amount_fen < 0 else "") + (text or "零元") + "整"
    text += _DIGITS[tens] + "角" if tens else ("零" if whole else "")
    text += _DIGITS[ones] + "分" if ones else "整"
    return ("负" if amount_fen < 0 else "") + text


def _whole(number: int) -> str:
    text, gap = "", False
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _four(group) + _GROUPS[index]
        gap = False
    return text


def _four(number: int) -> str:
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _PLACES[place]
            zero = False
        else:
            zero = True
    return text
