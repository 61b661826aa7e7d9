"""What writes answers over a bench whose change is open: imports and statements bring answers."""

from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.claims.answers import Answers
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.profiles import ProfileService
from warrantydesk.services.vehicles import VehicleService


def answers_of(bench: Bench) -> Answers:
    """Return what prepares and writes answers."""
    vehicles = VehicleService(bench, AttachmentService(bench))
    return Answers(bench, Actions(bench, Drafts(bench, ProfileService(bench), vehicles), vehicles))
