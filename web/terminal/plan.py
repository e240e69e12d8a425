"""`eldercare plan WEEK`"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import click

from eldercare import clock
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.planning.progress import Progress
from eldercare.planning.week.answer import OpenNeed, PlanObject
from eldercare.planning.week.now import plan_now, planned_at
from eldercare.settings import settings
from web import words
from web.i18n import gettext as _
from web.messages import rule_name
from web.messages.phases import phase_name
from web.office.case import other_days
from web.terminal import exits
from web.terminal.commands import purpose
from web.terminal.frame import SEED, Report, Within, database_option, emit, json_option, progress, run, say
from web.words import share

MOST_TOLD = 10
"""Open visits told one by one; the pages list them all."""


@click.command("plan", help=purpose("plan"))
@click.argument("week")
@click.option(
    "--centre",
    metavar="KEY",
    help=_("Plan this street centre alone, with those that cook for it or that it cooks for."),
)
@click.option("--effort", type=Within(0.01, 100), default=1.0, help=_("Work, relative to the usual amount."))
@click.option("--seconds", type=Within(1, 36000), help=_("Stop by the clock instead; gives up repeatability."))
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: settings().workers, help=_("Solving processes."))
@click.option("--seed", type=SEED, default=0)
@database_option
@json_option
def command(
    week: str,
    centre: str | None,
    effort: float,
    seconds: float | None,
    workers: int,
    seed: int,
    database: str,
    as_json: bool,
) -> None:
    monday = monday_named(week)
    with progress(_("Planning %(week)s", week=week)) as report:

        async def work() -> tuple[PlanObject, list[Facility], list[Facility]]:
            plan = await plan_now(
                await planned_at(centre),
                monday,
                effort=effort,
                seconds=seconds,
                solvers=workers,
                seed=seed,
                memory_mb=settings().worker_memory_mb,
                listen=listener(report),
            )
            kept, late = [Facility.filter(key__in=plan[why]) for why in ("kept_better", "superseded")]
            return plan, await kept.order_by("path"), await late.order_by("path")

        plan, kept, late = run(database, work)
    if as_json:
        emit({"plan": plan})
    else:
        tell(plan, kept, late)
    if plan["state"] == "cancelled":
        raise SystemExit(exits.CANCELLED)


def monday_named(week: str) -> date:
    """The Monday of `2026-W48`."""
    try:
        return clock.week_named(week)
    except ValueError as error:
        raise Refused("week_unknown", week=week) from error


def listener(report: Report) -> Callable[[Progress], None]:
    """Progress of the solver onto a bar."""

    def listen(now: Progress) -> None:
        report(phase_name(now.phase), now.done, max(now.total, 1))

    return listen


def _other_days(left: list[OpenNeed]) -> Iterator[str]:
    """Open visits that might have been on another day: what stopped them there."""
    for need in left:
        yield from (f"{need['key']}: {rule_name(need['rule'])}. {told}" for told in other_days(need["facts"]))


def tell(plan: PlanObject, kept: Iterable[Facility] = (), late: Iterable[Facility] = ()) -> None:
    """What came of it, in words; `kept` are the centres whose board keeps what it had since that is as good, `late`
    those whose plan is superseded."""
    say(_("Planned in %(seconds)s s, no hard rule broken.", seconds=plan["seconds"]))
    say(
        _(
            "Covered: meals %(meals)s, visits %(visits)s, seats %(seats)s, shifts %(shifts)s.",
            **{kind: f"{share(*count)}%" for kind, count in plan["counts"].items()},
        )
    )
    if left := plan["not_planned"]:
        say(_("%(count)d needs are not planned; the pages list each with its reason.", count=len(left)))
        for rule, count in Counter(need["rule"] for need in left).most_common():
            say(f"  {rule_name(rule)}: {count}")
        for line in list(_other_days(left))[:MOST_TOLD]:
            say(f"  {line}")
    for unit in kept:
        say(
            _(
                "%(unit)s (%(key)s): the plan that was there is as good or better and stays on the board.",
                unit=words.name(unit),
                key=unit.key,
            )
        )
    for unit in late:
        say(
            _(
                "%(unit)s (%(key)s): a version was published while this plan was made; it keeps nothing of what people"
                " were told and is not on the board. Plan again.",
                unit=words.name(unit),
                key=unit.key,
            )
        )
    if not plan["reproducible"]:
        say(_("The clock ended this run, so a repeat may give another plan."))
