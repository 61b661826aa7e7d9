"""Taking back what a step changed of a piece, and nothing that came after it."""

from dataclasses import fields, replace

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.old_part import OldPart, TagState
from warrantydesk.i18n import N_

_KEPT = frozenset({"id", "version", "tag", "tag_state"})
"""A tag that was given stays with its piece; a label that was printed or seen stays so."""
_OTHERS = tuple(one.name for one in fields(OldPart) if one.name not in _KEPT)


def put_back(before: OldPart, after: OldPart, now: OldPart) -> OldPart:
    """Return a piece without what a step made of it: ``before`` it, ``after`` it, and ``now``.

    Only what the step changed is put back. Refused(STATE) where that has changed since.
    """
    changed = [name for name in _OTHERS if getattr(before, name) != getattr(after, name)]
    if any(getattr(now, name) != getattr(after, name) for name in changed):
        raise refused(STATE, N_("A piece has moved in the meantime: this step stays."))
    put = replace(now, **{name: getattr(before, name) for name in changed})
    confirmed = after.tag_state is TagState.CONFIRMED is now.tag_state
    if confirmed and before.tag_state in (TagState.NONE, TagState.QUEUED):
        return replace(put, tag_state=before.tag_state)
    return put
