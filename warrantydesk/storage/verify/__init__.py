"""Does the database still say what the journal says, and are all files what they were?"""

from warrantydesk.storage.verify.damage import UNREADABLE, Damage, Step
from warrantydesk.storage.verify.looks import quick_problems, verify, verify_folder
from warrantydesk.storage.verify.rows import differing

__all__ = [
    "UNREADABLE",
    "Damage",
    "Step",
    "differing",
    "quick_problems",
    "verify",
    "verify_folder",
]
