"""What is looked at before a month is closed: what blocks, and what is acknowledged."""

from warrantydesk.i18n import N_

BLOCKING = ("earlier_open", "statements_open", "lines_undecided", "journal_broken")
"""Nobody may close a month over these."""
WARNING = (
    "claims_unsubmitted",
    "statements_unfinished",
    "invoices_missing",
    "receipts_unallocated",
    "deductions_overdue",
    "receivables_unexplained",
    "numbers_missing",
    "days_unclosed",
)
"""These may stand, each for a reason that is written on the sheet of the month."""
FINANCE = "finance_differs"
"""Finance's balance of the payers against the desk's; only where finance has told its own."""
TOLD = ("numbers_void",)
"""These are only named."""
CHECK_NAMES = {
    "earlier_open": N_("Earlier months that are not closed"),
    "statements_open": N_("Statements that are not confirmed"),
    "lines_undecided": N_("Lines that nobody decided"),
    "journal_broken": N_("The journal does not hold together"),
    "claims_unsubmitted": N_("Repairs of the month that are not filed"),
    "statements_unfinished": N_("Confirmed statements, not closed"),
    "invoices_missing": N_("Confirmed statements, not invoiced"),
    "receipts_unallocated": N_("Receipts that nobody allocated"),
    "deductions_overdue": N_("Deductions undecided past their clock"),
    "receivables_unexplained": N_("Old receivables that nobody explained"),
    "numbers_missing": N_("Numbers that were given and are nowhere"),
    "days_unclosed": N_("Working days without a close of the day"),
    "numbers_void": N_("Numbers that are void"),
    FINANCE: N_("Balance in finance's books against the desk's"),
}
CHECK_HINTS = {
    "earlier_open": N_("Months are closed in order: close the earlier ones first."),
    "statements_open": N_("Match and confirm them, or void them."),
    "lines_undecided": N_("Say of every line that differs what becomes of it."),
    "journal_broken": N_("Stop here, keep the folder and restore the newest backup."),
    "claims_unsubmitted": N_("File them, or say why they come later."),
    "statements_unfinished": N_("Ask for the money, close what is done."),
    "invoices_missing": N_("Enter their invoices."),
    "receipts_unallocated": N_("Say which statements the money is for."),
    "deductions_overdue": N_("Accept or dispute them."),
    "receivables_unexplained": N_("Write down why each still stands."),
    "numbers_missing": N_("Find the papers of these numbers, or say what became of them."),
    "days_unclosed": N_("Say why these days were not closed."),
    "numbers_void": N_("They stand in the void register of the month."),
    FINANCE: N_("Say what the difference is."),
}


def blocks(code: str) -> bool:
    """Tell whether a check keeps the month open."""
    return code in BLOCKING


def needs_reason(code: str) -> bool:
    """Tell whether a check must be acknowledged."""
    return code in WARNING or code == FINANCE
