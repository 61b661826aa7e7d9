"""All papers that stand in the print journal under what they are about."""

from warrantydesk.services.papers.claim_papers import PAPERS
from warrantydesk.services.papers.deduction_papers import LEDGER_PAPERS
from warrantydesk.services.papers.keeping_papers import KEEPING_PAPERS
from warrantydesk.services.papers.month_papers import MONTH_PAPERS
from warrantydesk.services.papers.part_papers import PART_PAPERS
from warrantydesk.services.papers.statement_papers import STATEMENT_PAPERS

EVERY_PAPER = (
    *PAPERS,
    *PART_PAPERS,
    *STATEMENT_PAPERS,
    *LEDGER_PAPERS,
    *MONTH_PAPERS,
    *KEEPING_PAPERS,
)
