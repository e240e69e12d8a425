"""The sheets in the order in which their rows are stored: what is referred to comes first."""

from eldercare.exchange.book import Sheet, Table
from eldercare.exchange.sheets.care import CARE_PLANS, DAY_CARE, HOLDS, MEALS
from eldercare.exchange.sheets.elders import BONDS, ELDERS, RELATIVES
from eldercare.exchange.sheets.places import FACILITIES, REGIONS, ZONES
from eldercare.exchange.sheets.staff import LEAVE, SKILLS, STAFF
from eldercare.exchange.sheets.supply import KITCHENS, SHIFT_DEMAND, VEHICLES, WAVES

BOOK: tuple[Sheet, ...] = (
    REGIONS,
    FACILITIES,
    ZONES,
    KITCHENS,
    WAVES,
    VEHICLES,
    SHIFT_DEMAND,
    STAFF,
    SKILLS,
    LEAVE,
    ELDERS,
    RELATIVES,
    BONDS,
    CARE_PLANS,
    HOLDS,
    MEALS,
    DAY_CARE,
)

TABLES: tuple[Table, ...] = tuple(table for sheet in BOOK for table in sheet.tables)
BY_NOUN: dict[str, Table] = {table.noun: table for table in TABLES}
