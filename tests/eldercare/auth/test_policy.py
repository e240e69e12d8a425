"""The table of roles and permissions."""

import pytest

from eldercare.auth.models import Role
from eldercare.auth.policy import GRANTED, Permission, allows, demand
from eldercare.errors import Forbidden


def test_what_is_not_written_is_forbidden() -> None:
    assert not allows("coordinator", "everything")
    assert not allows("owner", "plan.read")
    assert not allows("", "")


def test_every_role_has_a_row_and_every_permission_a_role() -> None:
    assert set(GRANTED) == set(Role)
    assert set().union(*GRANTED.values()) == set(Permission)


@pytest.mark.parametrize("role", [Role.CAREGIVER, Role.FAMILY, Role.KITCHEN, Role.AUDITOR, Role.DISTRICT_MANAGER])
def test_only_coordinators_make_and_publish_plans(role: Role) -> None:
    assert not GRANTED[role] & {Permission.PLAN_RUN, Permission.PLAN_PUBLISH}


@pytest.mark.parametrize("role", [Role.CAREGIVER, Role.FAMILY, Role.KITCHEN])
def test_who_works_outside_reads_no_files(role: Role) -> None:
    assert not GRANTED[role] & {
        Permission.ELDER_READ,
        Permission.STAFF_READ,
        Permission.AUDIT_READ,
        Permission.PLAN_READ,
    }


def test_demand_refuses() -> None:
    demand("coordinator", Permission.PLAN_RUN)
    with pytest.raises(Forbidden):
        demand("family", Permission.PLAN_RUN)
