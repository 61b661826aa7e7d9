"""V14, V15, V17: whether the claim is filed in time."""

from collections.abc import Iterator

from warrantydesk.domain.deadlines import SUBMIT_BY, due_on
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_


def within_its_deadline(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V14 (trade practice): filed by the maker's deadline after the repair ended.

    A correction of a returned claim has its own clock.
    """
    ended = facts.day(facts.claim.visit.finished_at)
    if ended is None or facts.profile is None or facts.claim.submitted_at is not None:
        return
    last = due_on(facts.profile, SUBMIT_BY, ended, facts.holidays)
    if last is not None and facts.today > last:
        yield Problem(
            "visit.finished_at",
            N_("The repair ended on {ended}: the claim had to be filed by {last}."),
            {"ended": ended, "last": last},
        )


def within_its_month(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V15 (trade practice): filed in the month in which it was opened.

    Parameter: ``forbidden`` (yes: the maker takes no claim of an earlier month).
    """
    opened = facts.claim.opened_on
    if opened is None or facts.claim.submitted_at is not None:
        return
    if not params.switch("forbidden", False):
        return
    if (opened.year, opened.month) < (facts.today.year, facts.today.month):
        yield Problem(
            "opened_on",
            N_("The claim was opened on {opened}, in an earlier month than this one."),
            {"opened": opened},
        )


def month_is_open(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V17 (trade practice): the month of the repair is not settled yet.

    A correction of a returned claim comes into the month of the correction.
    """
    ended = facts.day(facts.claim.visit.finished_at)
    if ended is None or facts.claim.submitted_at is not None:
        return
    month = f"{ended.year:04}-{ended.month:02}"
    if month in facts.closed_months:
        yield Problem(
            "visit.finished_at",
            N_("The repair ended in {month}, and the settlement of that month is closed."),
            {"month": month},
        )


FILING_RULES = (
    Rule(
        "V14",
        within_its_deadline,
        Severity.BLOCK,
        why=N_("The maker takes a claim for some days after the repair only."),
        cost=N_("The claim is refused for its date alone, however good it is."),
        title=N_("Filed by the deadline"),
        passes=N_("The repair ended ten days ago; the maker gives fifteen."),
        fails=N_("The repair ended twenty days ago; the maker gives fifteen."),
    ),
    Rule(
        "V15",
        within_its_month,
        Severity.WARN,
        why=N_("The maker settles by months and takes no claim across their border."),
        cost=N_("The claim is returned, or it waits for a month more."),
        title=N_("Filed in the month it was opened"),
        passes=N_("Opened on the 3rd and filed on the 24th of the same month."),
        fails=N_("Opened on the 30th and filed on the 2nd of the next month."),
    ),
    Rule(
        "V17",
        month_is_open,
        Severity.BLOCK,
        why=N_("A settled month has its invoice, and no claim comes into it any more."),
        cost=N_("The portal does not take the claim."),
        title=N_("Month of settlement still open"),
        passes=N_("The repair ended in a month that is not settled yet."),
        fails=N_("The repair ended in October, and October is settled."),
    ),
)
