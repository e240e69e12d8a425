"""Keys out: a solution becomes one draft for each unit, whose rows the board shows and publishing copies."""

from collections.abc import Sequence

from tortoise.models import Model

from eldercare import clock
from eldercare.db import in_turn, write
from eldercare.hierarchy.models import Facility
from eldercare.planning import runs
from eldercare.planning.drafts import adopt
from eldercare.planning.models import Draft, PlanningRun, Publication, RunDocument
from eldercare.planning.week.alike import say_the_same
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.draft_rows import DraftRows, draft_rows
from eldercare.planning.week.kept import kept_of
from eldercare.planning.week.linked import adopted_together
from eldercare.planning.week.load import UnitRows, WeekRows
from eldercare.planning.week.summary import Summary, summaries, summary_of
from eldercare.planning.week.superseded import superseded
from solver.week.document import fingerprint, packed
from solver.week.problem import WeekProblem
from solver.week.score import WeekResult

BATCH = 500


async def store(run: PlanningRun, rows: WeekRows, problem: WeekProblem, result: WeekResult, peak_mb: float) -> Answer:
    """Write the run's document and a draft for each unit in one transaction, and put the better draft on each board."""
    plan_hash = fingerprint(result.solution)
    chosen = frozenset(result.solution.occurrences)
    past = {unit.key: kept_of(rows, here, unit, chosen) for here, unit in zip(rows.units, problem.units, strict=True)}
    answer = summary_of(problem, result, past.values(), plan_hash=plan_hash, peak_mb=peak_mb, seed=run.seed)
    content, told = draft_rows(rows, problem, result, past), summaries(problem, result, past)
    document = packed(problem, result.solution)
    async with write():
        await runs.still_holds(run)
        await RunDocument.filter(run_id=run.id).delete()
        await RunDocument.create(run_id=run.id, document=document)
        drafts = {}
        for unit, summary in zip(rows.units, told, strict=True):
            draft = await _draft(run, unit, summary, plan_hash)
            await _fill(draft, content[unit.unit.key])
            drafts[unit.unit.key] = draft
        await in_turn(Facility.filter(id__in=[unit.unit.id for unit in rows.units]))
        late = await superseded(list(drafts.values()))
        adopted = await adopt_better([draft for draft in drafts.values() if draft.id not in late])
    answer["superseded"] = [unit for unit, draft in drafts.items() if draft.id in late]
    answer["kept_better"] = [unit for unit, draft in drafts.items() if draft.id not in adopted | late]
    return answer


async def adopt_better(drafts: Sequence[Draft]) -> set[int]:
    """Put the drafts of a run on the boards, each unless the one there says the same or, made from the same facts, is
    as good; linked ones come together as soon as one of them is better. Returns the ids of those put there."""
    adopted: set[int] = set()
    for group in await adopted_together(drafts):
        better = [draft for draft in group if not await _as_good_there(draft)]
        if better and len(group) > 1:
            better = [draft for draft in group if not await _in_force_there(draft)]
        for draft in better:
            await adopt(draft)
        adopted |= {draft.id for draft in better}
    return adopted


async def _as_good_there(draft: Draft) -> bool:
    current = await Draft.get_or_none(unit_id=draft.unit_id, week=draft.week, current=True)
    if current is None or current.superseded_by(await _version(draft)):
        return False
    as_good = current.input_hash == draft.input_hash and _price(current) <= _price(draft)
    return as_good or await say_the_same(current, draft)


async def _in_force_there(draft: Draft) -> bool:
    """Whether the board shows what is in force, and it says the same."""
    current = await Draft.get_or_none(unit_id=draft.unit_id, week=draft.week, current=True)
    if current is None or not await Publication.filter(draft_id=current.id, replaced_at=None).exists():
        return False
    return await say_the_same(current, draft)


async def _version(draft: Draft) -> Publication | None:
    return await Publication.get_or_none(unit_id=draft.unit_id, week=draft.week, replaced_at=None)


def _price(draft: Draft) -> tuple[int, int]:
    """What is left open counts before everything else."""
    costs = draft.score
    return costs.get("not_planned", 0), sum(cost for rule, cost in costs.items() if rule != "not_planned")


async def _draft(run: PlanningRun, unit: UnitRows, summary: Summary, plan_hash: str) -> Draft:
    return await Draft.create(
        run=run,
        unit_id=unit.unit.id,
        week=run.week,
        current=False,
        input_hash=summary.input_hash,
        plan_hash=plan_hash,
        hard_violations=0,
        score=summary.score,
        coverage=summary.coverage,
        after_version=unit.announced.version,
        created_at=clock.now(),
    )


async def _fill(draft: Draft, rows: DraftRows) -> None:
    for group in (rows.shifts, rows.visits, rows.meals, rows.seats, rows.not_planned):
        for row in group:
            row.draft_id = draft.id
        await _insert(group)


async def _insert(rows: list[Model]) -> None:
    if rows:
        await type(rows[0]).bulk_create(rows, batch_size=BATCH)
