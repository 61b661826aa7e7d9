"""The importer: any table from outside, looked at row by row, taken whole or not at all."""

from warrantydesk.services.imports.campaign_vins import CAMPAIGN_VINS
from warrantydesk.services.imports.claim_answers import CLAIM_ANSWERS
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.part_receipt import PART_RECEIPT
from warrantydesk.services.imports.part_requests import PART_REQUESTS
from warrantydesk.services.imports.policy_table import POLICY_TABLE
from warrantydesk.services.imports.preview import Preview
from warrantydesk.services.imports.service import ImportService
from warrantydesk.services.imports.statement_target import STATEMENTS
from warrantydesk.services.imports.take_over_target import TAKE_OVER
from warrantydesk.services.imports.target import Subject, Target

TARGETS: tuple[Target, ...] = (
    POLICY_TABLE,
    CAMPAIGN_VINS,
    PART_REQUESTS,
    PART_RECEIPT,
    CLAIM_ANSWERS,
    STATEMENTS,
    *TAKE_OVER,
)

__all__ = ["TARGETS", "Draft", "ImportService", "Preview", "Subject"]
