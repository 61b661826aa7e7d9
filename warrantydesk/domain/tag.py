"""Tag ids of old parts: twelve digits SS YY NNNNNN CC with ISO 7064 MOD 97-10 check digits."""

import re

SITES = range(99)
NUMBERS = range(1_000_000)
_SHAPE = re.compile(r"[0-9]{12}")


def make_tag(site: int, year: int, number: int) -> str:
    """Return the id of one piece; ``year`` may be 2026 or 26.

    Raises ValueError when the site is not 0–98 or the number has more than six digits.
    """
    if site not in SITES or number not in NUMBERS or year < 0:
        raise ValueError(f"no tag for site {site}, year {year}, number {number}")
    body = f"{site:02}{year % 100:02}{number:06}"
    return f"{body}{98 - int(body) * 100 % 97:02}"


def has_tag_shape(text: str) -> bool:
    """Tell whether these are twelve ASCII digits, whatever their check digits."""
    return _SHAPE.fullmatch(text) is not None


def is_tag(text: str) -> bool:
    """Tell whether these are twelve digits of a possible site with the right check digits."""
    if not has_tag_shape(text):
        return False
    # The check digits are 02–98, so 00, 01 and 99, which leave the same remainder, are wrong.
    return int(text[:2]) in SITES and int(text[-2:]) == 98 - int(text[:10]) * 100 % 97


def spoken(tag: str) -> str:
    """Return a tag in the groups in which it is printed and read aloud: 0126 004217 36."""
    return f"{tag[:4]} {tag[4:10]} {tag[10:]}"
