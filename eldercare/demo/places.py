"""Regions and facilities: district, streets, communities, grids; institution, street centres, day care, stations."""

from dataclasses import dataclass, field

from eldercare.demo.ground import Building, CommunityGround, Estate, EstateKind, Spot, StreetGround, ground
from eldercare.demo.names import Phones
from eldercare.demo.nouns import MONDAY_TO_SATURDAY, WORKDAYS, Facility, Region, set_of
from eldercare.demo.published import published
from eldercare.demo.scale import Size
from eldercare.hierarchy.models import Level, Tier


@dataclass(frozen=True, slots=True)
class Grid:
    """Where elders live, and the place that answers for them."""

    key: str
    facility: str
    estate: str
    kind: EstateKind
    buildings: tuple[Building, ...]


@dataclass(frozen=True, slots=True)
class DayCare:
    """A community's day-care centre and the days it is open."""

    key: str
    spot: Spot
    open_days: int
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Street:
    key: str
    name: str
    center: str
    spot: Spot
    day_cares: tuple[DayCare, ...]

    @property
    def grids(self) -> list[Grid]:
        return [grid for day_care in self.day_cares for grid in day_care.grids]

    @property
    def center_open_days(self) -> int:
        return MONDAY_TO_SATURDAY


@dataclass
class Places:
    """Every region and facility of a district, and the same once more as a tree to walk."""

    institution: str = ""
    institution_spot: Spot = field(default_factory=lambda: Spot(0.0, 0.0))
    regions: list[Region] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)


class _Builder:
    def __init__(self, size: Size, prefix: str, shift: Spot, phones: Phones) -> None:
        self.size, self.prefix, self.shift, self.phones = size, prefix, shift, phones
        self.places = Places()

    def build(self, seed: int, title: str, title_en: str) -> Places:
        facts = published()
        spot = Spot(facts.latitude + self.shift.latitude, facts.longitude + self.shift.longitude)
        district = self._region(None, self.prefix, Level.DISTRICT, title, title_en, spot)
        name = f"{title}示范养老服务中心"
        root = self._facility(
            None, district, f"{self.prefix}-home", Tier.INSTITUTION, name, f"{title_en} Demonstration Home", spot
        )
        self.places.institution, self.places.institution_spot = root.key, spot
        for number, street in enumerate(ground(self.size, seed, self.shift), 1):
            self._street(number, street, district, root)
        return self.places

    def _street(self, number: int, street: StreetGround, district: Region, root: Facility) -> None:
        region = self._region(
            district, f"{self.prefix}-s{number}", Level.STREET, street.name, f"{street.name_en} Street", street.spot
        )
        name, name_en = f"{street.name}居家养老服务中心", f"{street.name_en} Home-Care Centre"
        center = self._facility(root, region, f"{region.key}-center", Tier.STREET_CENTER, name, name_en, street.spot)
        day_cares = tuple(self._community(at, one, region, center) for at, one in enumerate(street.communities))
        self.places.streets.append(Street(region.key, street.name, center.key, street.spot, day_cares))

    def _community(self, at: int, community: CommunityGround, street: Region, center: Facility) -> DayCare:
        key = f"{street.key}-c{at + 1:02d}"
        region = self._region(street, key, Level.COMMUNITY, community.name, community.name_en, community.spot)
        day_care = self._facility(
            center,
            region,
            f"{key}-day",
            Tier.DAY_CARE,
            f"{community.name}日间照料中心",
            f"{community.name_en} Day-Care Centre",
            community.spot.away(40, at),
        )
        grids = []
        stations: dict[str, str] = {}
        for number in range(community.grids):
            estate = community.estates[number // 2]
            grid = self._grid(number, community, estate, region)
            if estate.name not in stations:
                stations[estate.name] = self._station(estate, grid, community, day_care).key
            grids.append(Grid(grid.key, stations[estate.name], estate.name, estate.kind, estate.buildings))
        spot = Spot(day_care.latitude, day_care.longitude)
        return DayCare(day_care.key, spot, self._open_days(at), tuple(grids))

    def _open_days(self, at: int) -> int:
        """A few villages' worth of staff opens each place two days a week; otherwise Monday to Friday."""
        return set_of([at % 3, at % 3 + 3]) if self.size.small else WORKDAYS

    def _grid(self, number: int, community: CommunityGround, estate: Estate, above: Region) -> Region:
        spot = estate.spot.away(60, 1.5 + number)
        name, name_en = f"{community.name}第{number + 1}网格", f"{community.name_en} Grid {number + 1}"
        return self._region(above, f"{above.key}-g{number + 1}", Level.GRID, name, name_en, spot)

    def _station(self, estate: Estate, grid: Region, community: CommunityGround, day_care: Facility) -> Facility:
        number = grid.key.rpartition("-g")[2]
        return self._facility(
            day_care,
            grid,
            f"{grid.key}-post",
            Tier.STATION,
            f"{estate.name}养老服务驿站",
            f"{community.name_en} Station {number}",
            estate.spot,
        )

    def _region(self, above: Region | None, key: str, level: Level, name: str, name_en: str, spot: Spot) -> Region:
        path = f"{above.path if above else ''}{key}/"
        parent = above.key if above else None
        region = Region(key, parent, level, path, name, name_en, spot.latitude, spot.longitude)
        self.places.regions.append(region)
        return region

    def _facility(
        self, above: Facility | None, region: Region, key: str, tier: Tier, name: str, name_en: str, spot: Spot
    ) -> Facility:
        facility = Facility(
            key=key,
            parent=above.key if above else None,
            region=region.key,
            tier=tier,
            path=f"{above.path if above else ''}{key}/",
            name=name,
            name_en=name_en,
            phone=self.phones(),
            address=region.name,
            latitude=spot.latitude,
            longitude=spot.longitude,
        )
        self.places.facilities.append(facility)
        return facility


def build_places(size: Size, seed: int, number: int, phones: Phones) -> Places:
    """The places of the `number`-th district, counted from 1; with several, keys and names carry the number."""
    facts = published()
    if size.districts == 1:
        return _Builder(size, "sf", Spot(0.0, 0.0), phones).build(seed, facts.name, facts.name_en)
    shift = Spot(0.25 * ((number - 1) // 5), 0.25 * ((number - 1) % 5))
    builder = _Builder(size, f"sf{number:02d}", shift, phones)
    return builder.build(seed, f"{facts.name}{number:02d}", f"{facts.name_en} {number}")
