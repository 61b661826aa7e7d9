"""The key of the backups: 128 bits, printed as eight groups of six digits.

Each group is 16 bits times eleven plus its own place: a wrong digit, two digits the wrong way
round and two groups the wrong way round are all noticed before anything is decrypted.
"""

from dataclasses import dataclass, field

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_

GROUPS, DIGITS, _CHECK, _BITS = 8, 6, 11, 16
VARIABLE = "WARRANTYDESK_KEY"
"""Where the environment may tell the key, or name the file that holds it."""


@dataclass(frozen=True)
class BackupKey:
    """The 16 bytes of a key; ``str()`` is the form that is printed and is the ZIP's password."""

    value: bytes = field(repr=False)

    def __str__(self) -> str:
        """Return the eight groups, joined by hyphens."""
        return "-".join(self.groups)

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups of six digits as the recovery sheet shows them."""
        parts = (int.from_bytes(self.value[2 * n : 2 * n + 2], "big") for n in range(GROUPS))
        return tuple(f"{part * _CHECK + place:06d}" for place, part in enumerate(parts))


def wrong_groups(text: str) -> tuple[int, ...]:
    """Return the places, from 1, of the groups of a typed key that cannot be right."""
    plain = "".join(one for one in code(text) if one.isascii() and one.isdigit())
    groups = [plain[start : start + DIGITS] for start in range(0, len(plain), DIGITS)]
    return tuple(
        place + 1 for place, group in enumerate(groups[:GROUPS]) if not _fits(group, place)
    )


def key_of(text: str) -> BackupKey:
    """Return the key of a recovery sheet as typed, whatever stands between its digits.

    Raises Refused(INVALID) at ``key``, naming the group that has a slip.
    """
    plain = "".join(one for one in code(text) if one.isascii() and one.isdigit())
    if len(plain) != GROUPS * DIGITS:
        raise refused(
            INVALID,
            N_("The key has {n} digits; the recovery sheet shows 48, in eight groups of six."),
            "key",
            n=len(plain),
        )
    if wrong := wrong_groups(plain):
        raise refused(
            INVALID,
            N_("Group {n} of the key has a slip. Compare it with the recovery sheet."),
            "key",
            n=wrong[0],
        )
    parts = (int(plain[start : start + DIGITS]) for start in range(0, len(plain), DIGITS))
    return BackupKey(b"".join((part // _CHECK).to_bytes(2, "big") for part in parts))


def _fits(group: str, place: int) -> bool:
    number = int(group) - place if len(group) == DIGITS else -1
    return number >= 0 and number % _CHECK == 0 and number // _CHECK < 1 << _BITS
