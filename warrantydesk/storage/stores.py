"""All stores over one database."""

from warrantydesk.storage.accounts import ClaimAccountStore
from warrantydesk.storage.allocations import AllocationStore
from warrantydesk.storage.answers import (
    AnswerLineStore,
    AppealStore,
    AuthorisationStore,
    ChargeBackStore,
    ClaimAnswerStore,
    EscalationStore,
    OverrideStore,
)
from warrantydesk.storage.attachments import AttachmentStore, DocumentTickStore
from warrantydesk.storage.came_back import CameBackStore
from warrantydesk.storage.campaigns import CampaignVehicleStore
from warrantydesk.storage.care import (
    AppointmentStore,
    ComplaintStore,
    ContactNoteStore,
    FollowUpStore,
)
from warrantydesk.storage.claim_lists import ClaimListStore
from warrantydesk.storage.claim_lookup import ClaimLookup
from warrantydesk.storage.claims import ClaimStore, SubmissionStore
from warrantydesk.storage.coverage import (
    ClaimCoverageStore,
    DecisionStore,
    DemandStore,
    ExcludedTimeStore,
    FormerRepairs,
    LoanerStore,
    ProblemLinkStore,
    QualityProblemStore,
    RepairElsewhereStore,
    SafetyFlagStore,
    VehicleTermsStore,
)
from warrantydesk.storage.database import Database
from warrantydesk.storage.day_slips import DaySlipStore
from warrantydesk.storage.deductions import DeductionLists
from warrantydesk.storage.due_dates import DueDateStore
from warrantydesk.storage.duty import DayCloseStore, HandOverStore, PortalTickStore, SnoozeStore
from warrantydesk.storage.inspections import (
    AnswerStore,
    InspectionSignatureStore,
    InspectionStore,
)
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.keeping import (
    DisposalLineStore,
    DisposalStore,
    QualityReportStore,
    RedactionStore,
    SavedSearchStore,
)
from warrantydesk.storage.kept_parts import KeptPartStore
from warrantydesk.storage.label_facts import LabelFacts
from warrantydesk.storage.lists import ListStore
from warrantydesk.storage.lookups import LookupStore
from warrantydesk.storage.numbers import NumberStore
from warrantydesk.storage.part_ledger import PartLedgerStore
from warrantydesk.storage.part_lookup import PartLookup
from warrantydesk.storage.parts import OldPartStore, ShelfPlaceStore
from warrantydesk.storage.past_claims import PastClaimStore
from warrantydesk.storage.people import PersonStore, SettingStore, SiteStore
from warrantydesk.storage.piece_lists import PieceListStore
from warrantydesk.storage.plain_lists import PlainListStore
from warrantydesk.storage.policies import (
    ColumnMapStore,
    ImportBatchStore,
    PolicyReadingStore,
    TableVersionStore,
)
from warrantydesk.storage.print_jobs import PrintJobStore
from warrantydesk.storage.profiles import ProfileStore
from warrantydesk.storage.receivables import ReceivableStore
from warrantydesk.storage.search import SearchStore
from warrantydesk.storage.settlement import (
    DeductionStore,
    InvoiceStore,
    MonthCloseStore,
    ReceiptShareStore,
    ReceiptStore,
    ReceivableNoteStore,
    StatementLineStore,
    StatementStore,
    WriteOffStore,
)
from warrantydesk.storage.shipment_lists import ShipmentListStore
from warrantydesk.storage.shipments import (
    BoxStore,
    PrintBatchStore,
    ReturnRequestStore,
    ScrapBatchStore,
    ShipmentLineStore,
    ShipmentStore,
    StockTakeScanStore,
    StockTakeStore,
)
from warrantydesk.storage.spent import SpentStore
from warrantydesk.storage.statement_lists import StatementListStore
from warrantydesk.storage.statement_match import StatementMatch
from warrantydesk.storage.stock_take_lists import StockTakeListStore
from warrantydesk.storage.store import Store, Table
from warrantydesk.storage.taken import TakenOverStore
from warrantydesk.storage.taking import TakingReader
from warrantydesk.storage.today import TodayStore
from warrantydesk.storage.today_money import MoneyClocks
from warrantydesk.storage.trust import DeskEventStore, PersonPinStore
from warrantydesk.storage.unclaimed import UnclaimedVisits
from warrantydesk.storage.vehicles import (
    CustomerStore,
    OdometerChangeStore,
    OwnershipStore,
    PlateStore,
    SignatureStore,
    VehicleStore,
    VisitStore,
)
from warrantydesk.storage.work import StoreRequestStore, TowStore, WorkTimeStore
from warrantydesk.storage.write_offs import WriteOffLists


class Stores:
    """Every store of the desk by its noun."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.journal = Journal(db)
        self.numbers = NumberStore(db)
        self.settings = SettingStore(db, self.journal)
        self.sites = SiteStore(db, self.journal)
        self.people = PersonStore(db, self.journal)
        self.profiles = ProfileStore(db, self.journal)
        self.print_jobs = PrintJobStore(db, self.journal)
        self.customers = CustomerStore(db, self.journal)
        self.vehicles = VehicleStore(db, self.journal)
        self.ownerships = OwnershipStore(db, self.journal)
        self.plates = PlateStore(db, self.journal)
        self.odometers = OdometerChangeStore(db, self.journal)
        self.visits = VisitStore(db, self.journal)
        self.signatures = SignatureStore(db, self.journal)
        self.claims = ClaimStore(db, self.journal, self.visits)
        self.submissions = SubmissionStore(db, self.journal)
        self.inspections = InspectionStore(db, self.journal)
        self.answers = AnswerStore(db, self.journal)
        self.inspection_signatures = InspectionSignatureStore(db, self.journal)
        self.parts = OldPartStore(db, self.journal)
        self.places = ShelfPlaceStore(db, self.journal)
        self.attachments = AttachmentStore(db, self.journal)
        self.ticks = DocumentTickStore(db, self.journal)
        self.redactions = RedactionStore(db, self.journal)
        self.disposals = DisposalStore(db, self.journal)
        self.disposal_lines = DisposalLineStore(db, self.journal)
        self.quality_reports = QualityReportStore(db, self.journal)
        self.saved_searches = SavedSearchStore(db, self.journal)
        self.desk_events = DeskEventStore(db, self.journal)
        self.taken_over = TakenOverStore(db, self.journal)
        self.taking = TakingReader(db)
        self.person_pins = PersonPinStore(db, self.journal)
        self._add_policies(db)
        self._add_coverage(db)
        self._add_shipments(db)
        self._add_life(db)
        self._add_money(db)
        self._add_readers(db)

    def _add_readers(self, db: Database) -> None:
        self.search = SearchStore(db)
        self.lists = ListStore(db)
        self.lookups = LookupStore(db)
        self.label_facts = LabelFacts(db, self.parts, self.claims, self.visits)
        self.shipment_lists = ShipmentListStore(db)
        self.part_ledger = PartLedgerStore(db)
        self.due_dates = DueDateStore(db)
        self.plain_lists = PlainListStore(db)
        self.claim_lists = ClaimListStore(db)
        self.kept_parts = KeptPartStore(db)
        self.piece_lists = PieceListStore(db)
        self.statement_lists = StatementListStore(db)
        self.stock_take_lists = StockTakeListStore(db)
        self.part_lookup = PartLookup(db, self.journal)
        self.claim_lookup = ClaimLookup(db)
        self.statement_match = StatementMatch(db)
        self.past_claims = PastClaimStore(db)
        self.came_back = CameBackStore(db)
        self.unclaimed = UnclaimedVisits(db)
        self.receivables = ReceivableStore(db)
        self.spent = SpentStore(db)
        self.today = TodayStore(db)
        self.money_clocks = MoneyClocks(db)
        self.day_slips = DaySlipStore(db)

    def _add_policies(self, db: Database) -> None:
        self.table_versions = TableVersionStore(db, self.journal)
        self.policy_readings = PolicyReadingStore(db, self.journal)
        self.import_batches = ImportBatchStore(db, self.journal)
        self.column_maps = ColumnMapStore(db, self.journal)
        self.campaign_vehicles = CampaignVehicleStore(db, self.journal)

    def _add_coverage(self, db: Database) -> None:
        self.former_repairs = FormerRepairs(db)
        self.repairs_elsewhere = RepairElsewhereStore(db, self.journal)
        self.problems = QualityProblemStore(db, self.journal)
        self.problem_links = ProblemLinkStore(db, self.journal)
        self.safety_flags = SafetyFlagStore(db, self.journal)
        self.excluded_times = ExcludedTimeStore(db, self.journal)
        self.loaners = LoanerStore(db, self.journal)
        self.demands = DemandStore(db, self.journal)
        self.vehicle_terms = VehicleTermsStore(db, self.journal)
        self.claim_coverages = ClaimCoverageStore(db, self.journal)
        self.decisions = DecisionStore(db, self.journal)

    def _add_shipments(self, db: Database) -> None:
        self.print_batches = PrintBatchStore(db, self.journal)
        self.shipments = ShipmentStore(db, self.journal)
        self.boxes = BoxStore(db, self.journal)
        self.shipment_lines = ShipmentLineStore(db, self.journal)
        self.return_requests = ReturnRequestStore(db, self.journal)
        self.stock_takes = StockTakeStore(db, self.journal)
        self.stock_take_scans = StockTakeScanStore(db, self.journal)
        self.scrap_batches = ScrapBatchStore(db, self.journal)

    def _add_life(self, db: Database) -> None:
        self.claim_answers = ClaimAnswerStore(db, self.journal)
        self.answer_lines = AnswerLineStore(db, self.journal)
        self.charge_backs = ChargeBackStore(db, self.journal)
        self.appeals = AppealStore(db, self.journal)
        self.authorisations = AuthorisationStore(db, self.journal)
        self.escalations = EscalationStore(db, self.journal)
        self.overrides = OverrideStore(db, self.journal)
        self.work_times = WorkTimeStore(db, self.journal)
        self.store_requests = StoreRequestStore(db, self.journal)
        self.tows = TowStore(db, self.journal)
        self.contact_notes = ContactNoteStore(db, self.journal)
        self.complaints = ComplaintStore(db, self.journal)
        self.follow_ups = FollowUpStore(db, self.journal)
        self.appointments = AppointmentStore(db, self.journal)
        self.snoozes = SnoozeStore(db, self.journal)
        self.hand_overs = HandOverStore(db, self.journal)
        self.day_closes = DayCloseStore(db, self.journal)
        self.portal_ticks = PortalTickStore(db, self.journal)

    def _add_money(self, db: Database) -> None:
        self.statements = StatementStore(db, self.journal)
        self.statement_lines = StatementLineStore(db, self.journal)
        self.deductions = DeductionStore(db, self.journal)
        self.invoices = InvoiceStore(db, self.journal)
        self.receipts = ReceiptStore(db, self.journal)
        self.receipt_shares = ReceiptShareStore(db, self.journal)
        self.write_offs = WriteOffStore(db, self.journal)
        self.receivable_notes = ReceivableNoteStore(db, self.journal)
        self.accounts = ClaimAccountStore(db, self.journal)
        self.month_closes = MonthCloseStore(db, self.journal)
        self.deduction_lists = DeductionLists(db, self.deductions)
        self.write_off_lists = WriteOffLists(db, self.write_offs)
        self.allocations = AllocationStore(db)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every journaled table, for the comparison of rows and journal."""
        nouns = (one for one in vars(self).values() if isinstance(one, Store))
        return (
            *(store.table for store in nouns),
            *(lines.table for lines in self.claims.lines),
            self.settings.table,
            self.profiles.table,
        )
