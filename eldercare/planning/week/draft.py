"""Keys out: a solution becomes one draft for each unit, whose rows the board shows and publishing copies."""

from collections import Counter

from tortoise.models import Model

from eldercare import clock
from eldercare.db import write
from eldercare.planning import runs
from eldercare.planning.drafts import adopt
from eldercare.planning.models import Draft, PlanningRun, RunDocument
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.draft_rows import DraftRows, draft_rows
from eldercare.planning.week.kept import kept_of
from eldercare.planning.week.load import WeekRows
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned
from eldercare.planning.week.summary import Summary, summaries, summary_of
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
        for unit, summary in zip(rows.units, told, strict=True):
            draft = await _draft(run, unit.unit.id, summary, plan_hash)
            await _fill(draft, content[unit.unit.key])
            if not await adopt_if_better(draft):
                answer["kept_better"].append(unit.unit.key)
    return answer


async def adopt_if_better(draft: Draft) -> bool:
    """Put the draft on the board unless the one there says the same or, made from the same facts, is as good."""
    current = await Draft.get_or_none(unit_id=draft.unit_id, week=draft.week, current=True)
    if current is not None:
        as_good = current.input_hash == draft.input_hash and _price(current) <= _price(draft)
        if as_good or await _says_the_same(current, draft):
            return False
    await adopt(draft)
    return True


async def _says_the_same(one: Draft, other: Draft) -> bool:
    """Row for row; a week that is running never has the same facts twice."""
    for kind in (DraftShift, DraftVisit, DraftMeal, DraftSeat, NotPlanned):
        names = sorted(kind._meta.db_fields - {"id", "draft_id", "matches", "facts"})
        drafts = [await kind.filter(draft_id=draft.id).values_list(*names) for draft in (one, other)]
        if Counter(drafts[0]) != Counter(drafts[1]):
            return False
    return True


def _price(draft: Draft) -> tuple[int, int]:
    """What is left open counts before everything else."""
    costs = draft.score
    return costs.get("not_planned", 0), sum(cost for rule, cost in costs.items() if rule != "not_planned")


async def _draft(run: PlanningRun, unit: int, summary: Summary, plan_hash: str) -> Draft:
    return await Draft.create(
        run=run,
        unit_id=unit,
        week=run.week,
        current=False,
        input_hash=summary.input_hash,
        plan_hash=plan_hash,
        hard_violations=0,
        score=summary.score,
        coverage=summary.coverage,
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
