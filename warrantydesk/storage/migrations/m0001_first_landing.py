"""Schema 1: the first landing."""

from warrantydesk.storage.migrations.m0001_claim_tables import CLAIM_TABLES
from warrantydesk.storage.migrations.m0001_indexes import INDEXES
from warrantydesk.storage.migrations.m0001_tables import TABLES

STATEMENTS = (*TABLES, *CLAIM_TABLES, *INDEXES)
