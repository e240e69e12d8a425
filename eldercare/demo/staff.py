"""Staff, as many as the work asks for: contracts, skills with certificates, hours and leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random

from eldercare.care.catalogue import SKILLS
from eldercare.demo.chance import some, stream, weighted
from eldercare.demo.names import Phones, grown_name
from eldercare.demo.nouns import (
    MONDAY_TO_SATURDAY,
    WORKDAYS,
    Availability,
    CareTask,
    Leave,
    ShiftDemand,
    Staff,
    StaffSkill,
)
from eldercare.demo.places import Places, Street
from eldercare.demo.plans import SERVICE, Plans, effort
from eldercare.demo.scale import Size
from eldercare.people.models import Contract, Gender, Job, LeaveKind, TravelMode
from eldercare.shifts.catalogue import at

WEEK_MINUTES = {
    Contract.FULL_TIME: 2400, Contract.PART_TIME: 1200, Contract.REHIRED: 1920, Contract.AGENCY: 2400,
    Contract.VOLUNTEER: 480,
}  # fmt: skip
SHIFTS_A_WEEK = 5
PRESENT = 0.96
"""The rest is on leave."""
NEEDED = 0.88
"""Share of the staff's minutes that the work takes."""
NEEDED_OF_FEW = 0.6
"""The same for a skill that few have and many windows ask for at once."""
STANDING_NEEDED = 0.93
"""The same for shifts that do not depend on visits."""
SHORT_OF_CARERS = 0.7
CONTRACTS = (Contract.FULL_TIME,) * 6 + (
    Contract.PART_TIME,
    Contract.AGENCY,
    *(Contract.FULL_TIME,) * 5,
    Contract.REHIRED,
)
CARERS_IN_A_SMALL_PLACE = 5
EFFORT_IN_A_SMALL_PLACE = round(CARERS_IN_A_SMALL_PLACE * 2400 * PRESENT * 0.8)

EVERY_CARER = ("basic_care", "housekeeping", "companionship", "escort")
SKILLS_OF: dict[Job, tuple[str, ...]] = {
    Job.NURSE: ("nursing", "basic_care", "elderly_care", "companionship", "first_aid"),
    Job.THERAPIST: ("rehabilitation", "basic_care", "companionship"),
    Job.ZONE_STAFF: ("basic_care", "elderly_care", "companionship", "first_aid"),
    Job.COOK: ("food_health",),
    Job.CARRIER: ("food_health", "companionship"),
}
CERTIFIED = {entry.key for entry in SKILLS if entry.needs_certificate}
MEN = {Job.CAREGIVER: 0.2, Job.NURSE: 0.1, Job.THERAPIST: 0.4, Job.ZONE_STAFF: 0.1, Job.COOK: 0.5, Job.CARRIER: 0.8}
MODES = {TravelMode.EBIKE: 0.92, TravelMode.WALK: 0.04, TravelMode.CAR: 0.04}


@dataclass
class Team:
    staff: list[Staff] = field(default_factory=list)
    skills: list[StaffSkill] = field(default_factory=list)
    availability: list[Availability] = field(default_factory=list)
    leave: list[Leave] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Post:
    """One member of staff to be found."""

    facility: str
    job: Job
    contract: Contract = Contract.FULL_TIME


def build_staff(
    size: Size,
    places: Places,
    plans: Plans,
    demand: dict[str, list[ShiftDemand]],
    seed: int,
    prefix: str,
    monday: date,
    phones: Phones,
    shortage: bool,
) -> Team:
    """The staff of one district; a shortage leaves out three carers in ten."""
    team = Team()
    keys = (f"{prefix}-p{number:04d}" for number in range(1, 10_000))
    for street in places.streets:
        posts = list(_posts(size, street, plans.by_center[street.center], demand[street.center], shortage))
        _hire(team, size, posts, stream(seed, "staff", street.key), keys, monday, phones)
    house = [Post(places.institution, job) for job in Job for _ in range(_heads(demand[places.institution], job))]
    _hire(team, size, house, stream(seed, "staff", places.institution), keys, monday, phones)
    return team


def _posts(
    size: Size, street: Street, tasks: Sequence[CareTask], demand: Sequence[ShiftDemand], shortage: bool
) -> Iterator[Post]:
    """Carers for the visits, and for the standing demand as many as its shifts take.

    Nurses and therapists lend a hand with the rest while they are out.
    """
    nurses = 0 if size.small else max(4, _few(tasks, "nursing"))
    therapists = 0 if size.small else max(2, _few(tasks, "rehabilitation"))
    lent = (nurses + therapists) * WEEK_MINUTES[Contract.FULL_TIME]
    carers = list(_carers(size, sum(map(effort, tasks)) / (PRESENT * NEEDED) - lent))
    if shortage:
        carers = carers[: int(len(carers) * SHORT_OF_CARERS)]
    yield from (Post(street.center, Job.CAREGIVER, contract) for contract in carers)
    if not size.small:
        yield from (Post(street.center, Job.NURSE) for _ in range(nurses))
        yield from (Post(street.center, Job.THERAPIST) for _ in range(therapists))
        yield from (Post(street.center, Job.CAREGIVER, Contract.VOLUNTEER) for _ in range(2))
    yield from _zone_staff(size, street, demand)
    yield from (Post(street.center, job) for job in (Job.COOK, Job.CARRIER) for _ in range(_heads(demand, job)))


def _carers(size: Size, wanted: float) -> Iterator[Contract]:
    """Contracts in turn until their minutes are as many as wanted."""
    if size.small:
        yield from (Contract.FULL_TIME for _ in range(CARERS_IN_A_SMALL_PLACE))
        return
    number, minutes = 0, 0
    while minutes < wanted:
        contract = CONTRACTS[number % len(CONTRACTS)]
        minutes += WEEK_MINUTES[contract]
        number += 1
        yield contract


def _few(tasks: Sequence[CareTask], skill: str) -> int:
    """Holders of a skill that its tasks take."""
    work = sum(effort(task) for task in tasks if SERVICE[task.service].skill == skill)
    return ceil(work / (WEEK_MINUTES[Contract.FULL_TIME] * PRESENT * NEEDED_OF_FEW))


def _zone_staff(size: Size, street: Street, demand: Sequence[ShiftDemand]) -> Iterator[Post]:
    """One belongs to each day-care centre that is open all week; the others float from the street centre."""
    heads = _heads(demand, Job.ZONE_STAFF)
    settled = [] if size.small else [day_care.key for day_care in street.day_cares][:heads]
    yield from (Post(place, Job.ZONE_STAFF) for place in settled)
    yield from (Post(street.center, Job.ZONE_STAFF) for _ in range(heads - len(settled)))


def _heads(demand: Sequence[ShiftDemand], job: Job) -> int:
    """People for the standing shifts of a job, with somebody to spare."""
    shifts = sum(row.people * row.weekdays.bit_count() for row in demand if row.job == job)
    return ceil(shifts / (SHIFTS_A_WEEK * PRESENT * STANDING_NEEDED))


def _hire(
    team: Team, size: Size, posts: Sequence[Post], rng: Random, keys: Iterator[str], monday: date, phones: Phones
) -> None:
    men = {job: set(some(rng, [at for at, post in enumerate(posts) if post.job is job], MEN[job])) for job in MEN}
    hired: list[tuple[Staff, Post]] = []
    for number, post in enumerate(posts):
        gender = Gender.MALE if number in men[post.job] else Gender.FEMALE
        member = Staff(
            key=next(keys),
            name=grown_name(rng, gender),
            gender=gender,
            phone=phones(),
            facility=post.facility,
            job=post.job,
            contract=post.contract,
            weekly_minutes=WEEK_MINUTES[post.contract],
            travel_mode=TravelMode.EBIKE if size.small or post.job is Job.CARRIER else weighted(rng, MODES),
            languages=["cmn", "hsn"] if rng.random() < 0.8 else ["cmn"],
            employed_from=monday - timedelta(days=rng.randint(90, 2500)),
        )
        hired.append((member, post))
        team.staff.append(member)
        team.availability += _hours(rng, member)
    _teach(team, size, rng, [member for member, _ in hired], monday)
    team.leave += _leave(size, rng, [member for member, _ in hired], monday)


def _hours(rng: Random, member: Staff) -> list[Availability]:
    if member.contract == Contract.PART_TIME:
        spans = ((at(7), at(12)), (at(15, 30), at(20, 30)))
        return [Availability(member.key, MONDAY_TO_SATURDAY, *rng.choice(spans))]
    if member.contract == Contract.VOLUNTEER:
        return [Availability(member.key, WORKDAYS, at(7), at(12))]
    return []


def _teach(team: Team, size: Size, rng: Random, members: Sequence[Staff], monday: date) -> None:
    carers = [member for member in members if member.job == Job.CAREGIVER and member.contract != Contract.VOLUNTEER]
    able = {
        "elderly_care": {member.key for member in some(rng, carers, 1.0 if size.small else 0.88)},
        "bathing": {member.key for member in some(rng, carers, 1.0 if size.small else 0.8)}
        | {member.key for member in carers if member.gender == Gender.MALE},
        "dementia_care": {member.key for member in some(rng, carers, 0.3)},
        "first_aid": {member.key for member in some(rng, carers, 0.5)},
    }
    for member in members:
        if member.job != Job.CAREGIVER:
            known: list[str] = list(SKILLS_OF[Job(member.job)])
        elif member.contract == Contract.VOLUNTEER:
            known = ["companionship"]
        else:
            known = [*EVERY_CARER, *(skill for skill, holders in able.items() if member.key in holders)]
        team.skills += [_skill(rng, member, skill, monday, size) for skill in known]


def _skill(rng: Random, member: Staff, skill: str, monday: date, size: Size) -> StaffSkill:
    """A certificate runs for years; of the commoner ones a few run out within weeks."""
    if skill not in CERTIFIED:
        return StaffSkill(member.key, skill, "", None)
    soon = skill in ("elderly_care", "first_aid") and not size.small and rng.random() < 0.03
    days = rng.randint(5, 40) if soon else rng.randint(120, 1600)
    number = f"{skill[:2].upper()}{rng.randint(10_000_000, 99_999_999)}"
    return StaffSkill(member.key, skill, number, monday + timedelta(days=days))


def _leave(size: Size, rng: Random, members: Sequence[Staff], monday: date) -> Iterator[Leave]:
    """Some days off in the two weeks for a few carers, never for two of a small group at once."""
    carers = [member for member in members if member.job == Job.CAREGIVER and member.contract == Contract.FULL_TIME]
    if size.small:
        chosen, longest = carers[1:2], 1
    else:
        chosen, longest = some(rng, carers, 0.14) if len(carers) > 10 else [], 4
    for member in chosen:
        first = monday + timedelta(days=rng.randint(0, 11))
        kind = rng.choice((LeaveKind.ANNUAL, LeaveKind.ANNUAL, LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.TRAINING))
        last = first + timedelta(days=rng.randint(0 if longest == 1 else 1, longest - 1))
        yield Leave(f"{member.key}-leave", member.key, kind, first, last)
