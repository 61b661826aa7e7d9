"""PINs as argon2id keeps them: 64 MiB and three passes, about a tenth of a second each."""

from functools import cache
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import Unavailable
from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSES, KIB, LANES = 3, 64 * 1024, 1
_NO_ROOM = N_("There is not enough memory to look at the PIN. Close other programs and try again.")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=KIB, parallelism=LANES)


def hashed(pin: str) -> str:
    """Return what is kept of a PIN; Unavailable where there is no memory for it."""
    from argon2.exceptions import HashingError

    try:
        return _hasher().hash(pin)
    except HashingError as error:
        raise Unavailable(_NO_ROOM) from error


def fits(kept: str, pin: str) -> bool:
    """Tell whether a PIN is the one that was kept; a spoilt hash fits none."""
    from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

    try:
        return _hasher().verify(kept, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
    except VerificationError as error:
        raise Unavailable(_NO_ROOM) from error
