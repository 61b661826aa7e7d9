"""What a dialog needs of the page that shows the claim in hand, whichever page that is."""

from typing import Any, Protocol

from warrantydesk.domain.claim import Claim
from warrantydesk.ui.shell import Shell


class ClaimInHand(Protocol):
    """A page with one claim: saved before a dialog opens, read again after it."""

    shell: Shell
    desk: Any

    def settled(self) -> Claim | None:
        """Save what waits; return the claim, or None after telling what cannot be read."""

    def reload(self, *, keep: bool = False) -> None:
        """Read the claim again; with ``keep`` what is being typed stays without a word."""
