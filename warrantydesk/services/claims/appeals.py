"""Appeals: prepared in peace, filed within their clock, dropped with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.claim.answer import AnswerKind, LineAmount, LineKind
from warrantydesk.domain.claim.appeal import Appeal, AppealLine, AppealState
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import ACTION_NAMES, Action, State
from warrantydesk.domain.deadlines import APPEAL_ANSWER, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.person import Role
from warrantydesk.domain.text import clean, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.services.shelf.life import holidays

_KINDS = (Kind.CLAIMS, Kind.ANSWERS)


@dataclass(frozen=True)
class Asked:
    """What an appeal says; no lines: everything that is short."""

    lines: tuple[AppealLine, ...] = ()
    grounds: str = ""
    evidence: tuple[int, ...] = ()
    filed_on: date | None = None
    override_reason: str = ""


class Appeals:
    """Writes appeals and moves the claims by them."""

    def __init__(self, bench: Bench, actions: Actions) -> None:
        self._bench, self._actions = bench, actions

    def prepare(self, claim_id: int, asked: Asked) -> Appeal:
        """Keep an appeal that is not filed yet; the claim stays where it is."""
        claim = self._appealable(claim_id)
        draft = self._written(claim, asked, AppealState.DRAFT)
        with self._bench.change(N_("prepare appeal"), *_KINDS) as touched:
            touched.append(claim_id)
            return self._kept(draft)

    def file(self, claim_id: int, asked: Asked) -> Claim:
        """File an appeal; a prepared one is filed as it stands where nothing else is said.

        Refused(STATE) past its clock, unless the service manager lets it go out with a reason.
        """
        claim = self._appealable(claim_id)
        on = asked.filed_on or self._bench.today
        prepared = self._prepared(claim_id)
        if prepared is not None:
            asked = replace(
                asked,
                lines=asked.lines or prepared.lines,
                grounds=asked.grounds or prepared.grounds,
                evidence=asked.evidence or prepared.evidence,
            )
        self._must_be_in_time(claim, on, asked)
        appeal = self._written(claim, asked, AppealState.FILED)
        end = due_on(self._bench.profile(claim.brand), APPEAL_ANSWER, on, holidays(self._bench))
        login = self._bench.person.login
        late = bool(asked.override_reason.strip())
        appeal = replace(
            appeal,
            filed_on=on,
            filed_by=login,
            answer_due_on=end,
            override_reason=line(asked.override_reason),
            override_by=login if late else "",
        )
        with self._bench.change(ACTION_NAMES[Action.APPEAL], *_KINDS) as touched:
            touched.append(claim_id)
            self._kept(appeal)
            moved = self._actions.moved(replace(claim, state=State.APPEALED, due_on=end))
        self._bench.history.clear()
        return moved

    def drop(self, claim_id: int, reason: str) -> Appeal:
        """Drop an appeal that was only prepared."""
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("claim.appeal")
        prepared = self._prepared(claim_id)
        if prepared is None:
            raise refused(STATE, N_("No appeal of this claim is in preparation."))
        reason = needs(reason, "reason", N_("Give the reason."))
        with self._bench.change(N_("drop appeal"), *_KINDS) as touched:
            touched.append(claim_id)
            dropped = replace(prepared, state=AppealState.VOID, void_reason=reason)
            return self._bench.stores.appeals.save(dropped)

    def _appealable(self, claim_id: int) -> Claim:
        """Return a claim whose refusal, whole or of lines, has not been appealed before."""
        claim = self._actions.checked(claim_id, Action.APPEAL)
        if claim.state is State.APPROVED and not self._short(claim):
            raise refused(
                STATE, N_("The maker approved everything: there is nothing to appeal against.")
            )
        newest = self._bench.stores.claim_answers.newest(claim_id)
        if newest is not None and newest.kind is AnswerKind.DECISION:
            raise refused(STATE, N_("The maker decided on an appeal of this claim already."))
        return claim

    def _short(self, claim: Claim) -> list[LineAmount]:
        return [one for one in amounts_of(self._bench, claim) if one.short_fen > 0]

    def _must_be_in_time(self, claim: Claim, on: date, asked: Asked) -> None:
        today = self._bench.today
        if on > today:
            raise refused(
                INVALID,
                N_("{day} lies in the future; today is {today}."),
                "filed_on",
                day=on,
                today=today,
            )
        if claim.due_on is None or on <= claim.due_on:
            return
        is_manager = self._bench.person.may_act_as(Role.SERVICE_MANAGER)
        if not (is_manager and is_visible(asked.override_reason)):
            raise refused(
                STATE,
                N_(
                    "The appeal was due on {day}: only the service manager lets it go out now, "
                    "with a reason."
                ),
                "override_reason",
                day=claim.due_on,
            )

    def _written(self, claim: Claim, asked: Asked, state: AppealState) -> Appeal:
        short = {(one.kind, one.line): one.short_fen for one in self._short(claim)}
        lines = asked.lines or tuple(AppealLine(kind, number) for kind, number in short)
        problems = list(_line_problems(lines, short))
        files = {one.id for one in self._bench.stores.attachments.find(claim_id=claim.id)}
        problems += [
            Problem(f"evidence[{n}]", N_("This attachment does not belong to the claim."))
            for n, number in enumerate(asked.evidence)
            if number not in files
        ]
        if problems:
            raise refused_by(INVALID, problems)
        whole = tuple(
            replace(
                one,
                asked_fen=short[one.kind, one.line] if one.asked_fen is None else one.asked_fen,
                reason=clean(one.reason).strip(),
            )
            for one in lines
        )
        base = self._prepared(claim.id) or Appeal(
            claim.id,
            number=1 + len(self._bench.stores.appeals.find(claim_id=claim.id)),
            made_by=self._bench.person.login,
            made_at=self._bench.now,
        )
        return replace(
            base,
            state=state,
            lines=whole,
            asked_fen=sum(one.asked_fen or 0 for one in whole),
            grounds=clean(asked.grounds).strip(),
            evidence=tuple(dict.fromkeys(asked.evidence)),
            due_on=claim.due_on,
        )

    def _prepared(self, claim_id: int) -> Appeal | None:
        newest = self._bench.stores.appeals.newest(claim_id)
        return newest if newest is not None and newest.state is AppealState.DRAFT else None

    def _kept(self, appeal: Appeal) -> Appeal:
        store = self._bench.stores.appeals
        return store.save(appeal) if appeal.id else store.add(appeal)


def _line_problems(
    lines: Sequence[AppealLine], short: dict[tuple[LineKind, int], int]
) -> list[Problem]:
    found, seen = [], set()
    for number, one in enumerate(lines):
        at, key = f"lines[{number}]", (one.kind, one.line)
        if key not in short:
            found.append(
                Problem(f"{at}.line", N_("Nothing of this line is missing: leave it out."))
            )
        elif key in seen:
            found.append(Problem(f"{at}.line", N_("This line stands in the appeal twice.")))
        elif one.asked_fen is not None and not 0 < one.asked_fen <= short[key]:
            found.append(
                Problem(
                    f"{at}.asked_fen",
                    N_("Ask for more than nothing and at most for what is missing."),
                )
            )
        seen.add(key)
    if not lines:
        found.append(Problem("lines", N_("Choose the lines that the appeal is about.")))
    return found
