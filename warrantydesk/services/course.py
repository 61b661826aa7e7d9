"""The course of the first day: where it stands, read from the journal; beginning it anew."""

from dataclasses import dataclass

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.course import (
    TABLES,
    CourseStanding,
    Deed,
    Drafts,
    Progress,
    Task,
    TaskStanding,
    accepted,
    ticked,
)
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.claims import ClaimService
from warrantydesk.services.course_hints import hint_of, is_entered, is_noted
from warrantydesk.services.course_story import CourseStory, story_of
from warrantydesk.services.course_values import given_for, place_of
from warrantydesk.services.inspections import InspectionService
from warrantydesk.services.setting_table import COURSE_BEGUN, kept
from warrantydesk.services.shelf import ShelfService
from warrantydesk.services.shipments import ShipmentService
from warrantydesk.storage.since import instant_after, since


@dataclass(frozen=True)
class CourseDesk:
    """What the course asks: it reads through these services and changes nothing by them."""

    bench: Bench
    claims: ClaimService
    inspections: InspectionService
    shelf: ShelfService
    shipments: ShipmentService


class CourseService:
    """Tells how far the course is; the tasks tick themselves by what was done."""

    def __init__(self, desk: CourseDesk) -> None:
        self._desk, self._bench = desk, desk.bench

    @property
    def is_offered(self) -> bool:
        """Tell whether the course can be taken here: what is practised must not be true."""
        return self._bench.site.demo

    def begin(self) -> None:
        """Begin the course, or begin it anew: only what is done from now on counts.

        Refused(RIGHT), Refused(STATE) on a desk that is no demo shop.
        """
        self._bench.allow("course.begin")
        if not self.is_offered:
            raise refused(
                STATE, N_("The course is taken on a demo shop, so that nothing true is changed.")
            )
        with self._bench.change(N_("begin the course"), Kind.SETTINGS):
            stores = self._bench.stores
            stores.settings.set(COURSE_BEGUN, [stores.journal.seq])

    def leave(self) -> None:
        """Take the course off the desk; what was done in it stays.

        Refused(RIGHT), Refused(STATE) where none was begun.
        """
        self._bench.allow("course.begin")
        if (begun := self._begun()) is None:
            raise refused(STATE, N_("The course was not begun."))
        with self._bench.change(N_("leave the course"), Kind.SETTINGS):
            stores = self._bench.stores
            stores.settings.set(COURSE_BEGUN, [begun, stores.journal.seq])

    def standing(self) -> CourseStanding:
        """Return how far the course is; nothing is written. Without a course it has no tasks."""
        begun = self._begun()
        if begun is None or not self.is_offered:
            return CourseStanding()
        query = self._bench.stores.db.query
        deeds = [
            Deed(from_utc_text(one.utc), one.table, one.row, one.after or {})
            for one in since(query, begun, TABLES)
        ]
        claims = [self._desk.claims.get(number) for number in accepted(deeds)]
        drafts = Drafts(
            frozenset(one.id for one in claims if is_noted(one)),
            frozenset(one.id for one in claims if is_entered(one)),
        )
        done = ticked(deeds, drafts)
        claim = next((one for one in reversed(claims) if one.state is not State.VOID), None)
        current = next((task for task in Task if task not in done), None)
        story = story_of(self._bench, claim)
        tasks = []
        for task in Task:
            if task in done:
                place = place_of(self._desk, task, claim)
                tasks.append(TaskStanding(task, Progress.DONE, done[task], place=place))
            else:
                tasks.append(self._waiting(task, claim, story, task is current))
        return CourseStanding(from_utc_text(instant_after(query, begun)), tuple(tasks))

    def _waiting(
        self, task: Task, claim: Claim | None, story: CourseStory | None, is_current: bool
    ) -> TaskStanding:
        hint, values = hint_of(self._desk, task, claim) if is_current else ("", {})
        return TaskStanding(
            task,
            Progress.RUNNING if is_current else Progress.TODO,
            hint=hint,
            values=values,
            given=given_for(self._desk, task, claim, story),
            place=place_of(self._desk, task, claim),
        )

    def _begun(self) -> int | None:
        places: list[int] = kept(self._bench.stores, COURSE_BEGUN) or []
        return int(places[0]) if len(places) == 1 else None
