"""All services of a desk, built over one bench."""

from warrantydesk.services.add_ons import AddOnService
from warrantydesk.services.answered import AnsweredViews
from warrantydesk.services.appointments import AppointmentService
from warrantydesk.services.archive import ArchiveService
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.authorisations import AuthorisationService
from warrantydesk.services.backups import BackupService
from warrantydesk.services.bench import Bench
from warrantydesk.services.campaigns import CampaignService
from warrantydesk.services.care import CareService
from warrantydesk.services.checking import CheckingService
from warrantydesk.services.claim_proof import ProofService
from warrantydesk.services.claim_story import ClaimStory
from warrantydesk.services.claims import ClaimService
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.complaints import ComplaintService
from warrantydesk.services.course import CourseDesk, CourseService
from warrantydesk.services.coverage import CoverageService
from warrantydesk.services.customers import CustomerService
from warrantydesk.services.diagnostics import DiagnosticService
from warrantydesk.services.dossiers import DossierService
from warrantydesk.services.duty import DutyService
from warrantydesk.services.escalations import EscalationService
from warrantydesk.services.folder import FolderService
from warrantydesk.services.follow_ups import FollowUpService
from warrantydesk.services.imports import TARGETS, ImportService
from warrantydesk.services.inspections import InspectionService
from warrantydesk.services.journal import JournalService
from warrantydesk.services.keeping import DisposalService, PrivacyService
from warrantydesk.services.labels import LabelService
from warrantydesk.services.learning import LearningService
from warrantydesk.services.ledger import LedgerService
from warrantydesk.services.lookups import LookupService
from warrantydesk.services.masking import MaskingService
from warrantydesk.services.papers import PaperService
from warrantydesk.services.parts_store import PartsStoreService
from warrantydesk.services.people import PeopleService, SettingService
from warrantydesk.services.piece_lists import PieceLists
from warrantydesk.services.policies import PolicyService
from warrantydesk.services.portal import PortalService
from warrantydesk.services.profiles import ProfileService
from warrantydesk.services.quality import QualityReportService
from warrantydesk.services.repair_orders import RepairOrderService
from warrantydesk.services.reports import ReportService
from warrantydesk.services.scanning import Hands, ScanService
from warrantydesk.services.searches import SavedSearchService
from warrantydesk.services.set_up import SetUpService
from warrantydesk.services.settlement.deductions import DeductionService
from warrantydesk.services.settlement.invoices import InvoiceService
from warrantydesk.services.settlement.months import MonthService
from warrantydesk.services.settlement.receipts import ReceiptService
from warrantydesk.services.settlement.receivables import ReceivableService
from warrantydesk.services.settlement.statements import StatementService
from warrantydesk.services.settlement.write_offs import WriteOffService
from warrantydesk.services.shelf import ShelfService
from warrantydesk.services.shelf_story import ShelfStory
from warrantydesk.services.shipments import ShipmentService
from warrantydesk.services.stock_takes import StockTakeService
from warrantydesk.services.take_over import TakeOverService
from warrantydesk.services.today import TodayService
from warrantydesk.services.tows import TowService
from warrantydesk.services.vehicles import VehicleService
from warrantydesk.services.visits import VisitService
from warrantydesk.services.work import WorkService


class DeskServices:
    """Holds every service by its noun."""

    def build_services(self, bench: Bench) -> None:
        """Build all services over one bench."""
        self.people = PeopleService(bench)
        self.settings = SettingService(bench)
        self.set_up = SetUpService(bench)
        self.masks = MaskingService(bench)
        self.profiles = ProfileService(bench)
        self.customers = CustomerService(bench)
        self.attachments = AttachmentService(bench)
        self.policies = PolicyService(bench, self.attachments)
        self.vehicles = VehicleService(bench, self.attachments)
        self.visits = VisitService(bench)
        self.claims = ClaimService(bench, self.profiles, self.vehicles)
        self._build_work(bench)
        self._build_money(bench)
        self._build_archive(bench)
        self.inspections = InspectionService(bench, self.claims.actions)
        self.authorisations = AuthorisationService(bench, self.claims.actions)
        self.escalations = EscalationService(bench)
        self.care = CareService(bench)
        self.complaints = ComplaintService(bench)
        self.follow_ups = FollowUpService(bench)
        self.appointments = AppointmentService(bench, self.visits)
        self.campaigns = CampaignService(bench)
        self.coverage = CoverageService(bench)
        self._build_shelf(bench)
        self.ledger = LedgerService(bench)
        self.learning = LearningService(bench)
        self.checking = CheckingService(bench, bench.stores.db.folder)
        self.labels = LabelService(bench)
        self.papers = PaperService(bench)
        self.portal = PortalService(bench)
        self.answered = AnsweredViews(bench)
        self.course = CourseService(
            CourseDesk(bench, self.claims, self.inspections, self.shelf, self.shipments)
        )
        self._build_backups(bench)
        self.imports = ImportService(bench, TARGETS)
        self.take_over = TakeOverService(bench)
        self.today = TodayService(bench, self.backups)
        self.duty = DutyService(bench, self.today)
        self.scanning = ScanService(
            Hands(bench, self.shelf, self.claims, self.shipments, self.stock_takes)
        )

    def _build_backups(self, bench: Bench) -> None:
        """Build what leads back; rows from outside wait until it was kept."""
        self.backups = BackupService(bench)
        bench.keep_way_back = self.backups.before_import
        self.diagnostics = DiagnosticService(bench, self.backups)

    def _build_shelf(self, bench: Bench) -> None:
        """Build what keeps, counts and sends old parts."""
        self.shipments = ShipmentService(bench, self.attachments)
        self.shelf = ShelfService(bench, self.attachments)
        self.story = ShelfStory(bench)
        self.stock_takes = StockTakeService(bench)
        self.pieces = PieceLists(bench)

    def _build_work(self, bench: Bench) -> None:
        """Build what works with technicians, the parts store and other systems."""
        self.work = WorkService(bench)
        self.add_ons = AddOnService(bench)
        self.parts_store = PartsStoreService(bench)
        self.tows = TowService(bench)
        drafts = Drafts(bench, self.profiles, self.vehicles)
        self.repair_orders = RepairOrderService(bench, drafts)

    def _build_money(self, bench: Bench) -> None:
        """Build what follows the money from the statement to the account."""
        self.statements = StatementService(bench)
        self.deductions = DeductionService(bench)
        self.write_offs = WriteOffService(bench)
        self.receivables = ReceivableService(bench)
        self.invoices = InvoiceService(bench)
        self.receipts = ReceiptService(bench)
        self.months = MonthService(bench)

    def _build_archive(self, bench: Bench) -> None:
        """Build what finds, proves, counts, keeps and disposes of what was filed."""
        self.archive = ArchiveService(bench)
        self.lookups = LookupService(bench)
        self.searches = SavedSearchService(bench)
        self.copies = FolderService(bench)
        self.dossiers = DossierService(bench)
        self.stories = ClaimStory(bench)
        self.proofs = ProofService(bench)
        self.journal = JournalService(bench)
        self.reports = ReportService(bench)
        self.quality = QualityReportService(bench)
        self.disposals = DisposalService(bench)
        self.privacy = PrivacyService(bench)
