"""What a bad day says: built from what the check found and the newest good backup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.services import restore_choice
from warrantydesk.services.diagnosis import report_of
from warrantydesk.services.restore_choice import FoundBackup, Loss
from warrantydesk.ui.bad_day import BadDay, BadStep
from warrantydesk.ui.clock_notice import MODE
from warrantydesk.ui.damage_words import damage_words
from warrantydesk.ui.restore_words import duration_text, when

Acts = tuple[tuple[str, Callable[[], object]], ...]


@dataclass(frozen=True)
class _Damage:
    """What the machine says of the damage, and a sentence that says it better."""

    problems: tuple[str, ...]
    told: str = ""


@dataclass(frozen=True)
class _WayBack:
    """The newest good backup, None where there is none, and what was done after it."""

    found: FoundBackup | None
    loss: Loss


def proclaim(window: Any, problems: Sequence[str], told: str = "") -> None:
    """Write nothing any more, and say on every tab what is damaged and what to do.

    ``problems`` are the machine's own words, for the details; ``told`` is a sentence where there
    is a better one than they give. The way back is looked for in the background; the banner
    stands before it is found.
    """
    desk, shell = window.desk, window.shell
    damage = _Damage(tuple(problems), told)
    window.notices.say_bad_day(_looking(window, damage))
    window.notices.drop(MODE)  # the banner says it, and why
    if not desk.bench.is_frozen:
        desk.freeze()
    window.status().show_sound(list(problems))
    at = desk.bench.now
    folder = desk.folder.path

    def take(way: _WayBack) -> None:
        today = local(at).date()
        window.notices.say_bad_day(_day_of(window, damage, way.found, way.loss, today))

    shell.run(
        lambda step: _way_back(folder),
        take,
        _("Looking for backups…"),
        lambda _error: take(_WayBack(None, Loss())),
    )


def _way_back(folder: Path) -> _WayBack:
    found = restore_choice.newest_read(folder)
    if found is None:
        return _WayBack(None, Loss())
    return _WayBack(found, restore_choice.loss_of(folder, found.record, is_damaged=True))


def _title(damage: _Damage) -> str:
    return ngettext_(
        "The data is damaged in {n} place: it can be looked at, not changed",
        "The data is damaged in {n} places: it can be looked at, not changed",
        max(len(damage.problems), 1),
    )


def _first(window: Any, damage: _Damage) -> str:
    hour = local(window.desk.bench.now).strftime("%H:%M")
    what = damage.told or (damage_words(damage.problems[0]) if damage.problems else "")
    return _("Check of {hour}: {what}.", hour=hour, what=what.rstrip(".。")) if what else ""


def _leave_it() -> BadStep:
    return BadStep(_("Leave it on, copy nothing"), _("the damaged file stays untouched"))


def _looking(window: Any, damage: _Damage) -> BadDay:
    """Return the day while the way back is still looked for."""
    return BadDay(
        _title(damage),
        _first(window, damage),
        (_leave_it(), BadStep(_("Looking for the newest good backup…"))),
        (_details(window, damage),),
        now=1,
    )


def _day_of(
    window: Any, damage: _Damage, found: FoundBackup | None, loss: Loss, today: date
) -> BadDay:
    """Return the day with its way back, or without one."""
    if found is None:
        return _without_backup(window, damage)
    at = when(found.record.made_at, today)
    name = found.record.name
    step = BadStep(
        _("Restore the backup of {when}", when=at),
        _("{duration}, the old folder stays", duration=duration_text(found.record)),
    )
    detail = _joined(_first(window, damage), _safe(at, loss))
    acts = (
        _details(window, damage),
        (_("Another backup…"), lambda: _open(window)),
        (_("Restore to {when}…", when=at), lambda: _open(window, name)),
    )
    return BadDay(_title(damage), detail, (_leave_it(), step, _again(loss)), acts)


def _safe(at: str, loss: Loss) -> str:
    if not loss.is_known:
        return _("Everything until {when} is in a backup.", when=at)
    if not loss.entries:
        return _("Everything is in the backup of {when}.", when=at)
    return ngettext_(
        "Everything until {when} is in a backup; after it there is {n} entry, which is listed.",
        "Everything until {when} is in a backup; after it there are {n} entries, all listed.",
        len(loss.entries),
        when=at,
    )


def _again(loss: Loss) -> BadStep:
    if not loss.is_known:
        return BadStep(
            _("Enter again what was done since"), _("the damaged data cannot list it any more")
        )
    if not loss.entries:
        return BadStep(_("Nothing to enter again"), _("the backup holds everything"))
    return BadStep(
        ngettext_("Enter {n} entry again", "Enter {n} entries again", len(loss.entries)),
        _("the list is printed after it"),
    )


def _without_backup(window: Any, damage: _Damage) -> BadDay:
    from warrantydesk.ui.salvage_run import save_readable

    steps = (
        _leave_it(),
        BadStep(_("Plug in the backup stick"), _("no good backup is on this computer")),
        BadStep(_("Or save what can be read"), _("into a new folder, on another disk")),
    )
    acts: Acts = (
        _details(window, damage),
        (_("Save what can be read…"), lambda: save_readable(window)),
        (_("Look for a backup…"), lambda: _open(window)),
    )
    detail = _joined(_first(window, damage), _("No good backup was found on this computer."))
    return BadDay(_title(damage), detail, steps, acts)


def _joined(first: str, second: str) -> str:
    """Return two sentences as the language sets them."""
    return _("{first} {second}", first=first, second=second) if first else second


def _details(window: Any, damage: _Damage) -> tuple[str, Callable[[], object]]:
    def show() -> None:
        from warrantydesk.ui.diagnosis_dialog import show_diagnosis

        folder, at = window.desk.folder.path, window.desk.bench.now
        problems = damage.problems
        window.shell.run(
            lambda step: report_of(folder, at, problems, restore_choice.found_backups(folder)),
            lambda text: show_diagnosis(window.shell, folder, text),
            "",
            lambda _error: show_diagnosis(window.shell, folder, report_of(folder, at, problems)),
        )

    return _("Details and diagnosis"), show


def _open(window: Any, prefer: str = "") -> None:
    from warrantydesk.ui.backup_verbs import restore

    restore(window, prefer)
