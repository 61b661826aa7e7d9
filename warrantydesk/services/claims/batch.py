"""One action for many claims: all of them move, or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import ACTION_NAMES, Action
from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.claims import submission
from warrantydesk.services.claims.actions import Actions, Request
from warrantydesk.services.claims.answer_checks import Told
from warrantydesk.services.claims.answers import Answers

MOST = 500
"""Claims of one batch."""
_KINDS = (Kind.CLAIMS, Kind.PARTS, Kind.INSPECTIONS, Kind.COVERAGE, Kind.ANSWERS)

Step = Callable[[], Claim]


@dataclass(frozen=True)
class Moved:
    """The claims that a batch moved, in the order they were named."""

    claims: tuple[Claim, ...]


class Batches:
    """Moves many claims in one change."""

    def __init__(self, bench: Bench, actions: Actions, answers: Answers) -> None:
        self._bench, self._actions, self._answers = bench, actions, answers

    def move(
        self,
        claim_ids: Sequence[int],
        action: Action,
        request: Request,
        acknowledged: Mapping[str, str],
    ) -> Moved:
        """Move all claims; Refused with every reason at ``claim_ids[n]``, and none has moved."""
        ids = tuple(dict.fromkeys(claim_ids))
        if not 1 <= len(ids) <= MOST:
            raise refused(INVALID, N_("A batch has 1 to {most} claims."), "claim_ids", most=MOST)
        against: list[Finding] = []
        steps = []
        for number, claim_id in enumerate(ids):
            try:
                steps.append(self._step(claim_id, action, request, acknowledged))
            except Refused as refusal:
                against += self._named(claim_id, f"claim_ids[{number}]", refusal)
        if against:
            raise Refused(against)
        moved = []
        with self._bench.change(ACTION_NAMES[action], *_KINDS) as touched:
            for step in steps:
                claim = step()
                touched.append(claim.id)
                moved.append(claim)
        self._bench.history.clear()
        return Moved(tuple(moved))

    def _named(self, claim_id: int, at: str, refusal: Refused) -> list[Finding]:
        """Return a refusal with the number of its claim before its reasons."""
        reasons = [replace(one, field=f"{at}.{one.field}".rstrip(".")) for one in refusal.findings]
        known = self._bench.stores.claims.heads((claim_id,))
        words = N_("{claim} cannot be moved:")
        heads = [Finding(reasons[0].rule, at, words, {"claim": one.claim_number}) for one in known]
        return [*heads, *reasons]

    def _step(
        self, claim_id: int, action: Action, request: Request, acknowledged: Mapping[str, str]
    ) -> Step:
        """Return what writes one claim of the batch; Refused where it may not move."""
        bench, actions = self._bench, self._actions
        if action is Action.SUBMIT:
            claim = submission.prepared(bench, actions, claim_id, acknowledged)
            return lambda: submission.written(bench, actions, claim, acknowledged)
        if action is Action.RECORD_APPROVAL:
            checked = actions.checked(claim_id, action)
            made = self._answers.prepared(checked, AnswerKind.APPROVAL, Told())
            return lambda: self._answers.written(*made)
        prepared = actions.prepared(claim_id, action, request)
        return lambda: actions.written(prepared, action, request)
