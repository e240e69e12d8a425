"""Which street a facility answers for, and what lies in it."""

from collections.abc import Mapping

from eldercare.care.chain import leaders
from eldercare.exchange.book import Values
from eldercare.hierarchy.models import Level

Regions = Mapping[str, Values]


def street_of(facility: Values, regions: Regions) -> str | None:
    """The street in which it lies; of one that serves more its own region, and None while that is not known."""
    own = str(facility.get("region"))
    if own not in regions:
        return None
    return next((key for key in upwards(own, regions) if regions[key].get("level") == Level.STREET), own)


def upwards(region: str, regions: Regions) -> list[str]:
    """The region and all above it, as far as they are known."""
    return [region, *leaders(region, lambda key: _above(key, regions))]


def _above(key: str, regions: Regions) -> str | None:
    above = str(regions.get(key, {}).get("parent"))
    return above if above in regions else None
