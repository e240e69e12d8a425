"""What every kitchen can still give: the portions of a wave, and within them those of each diet."""

from solver.places.problem import Limit, Supply
from solver.week.problem import Kitchen, KitchenWave


def wave_of(supply: str) -> str:
    """The wave of a portion's supply key (wave/diet)."""
    return supply.rpartition("/")[0]


class Pots:
    """Supplies and limits of kitchens, made as they are asked for."""

    def __init__(self) -> None:
        self.supplies: dict[str, Supply] = {}
        self.limits: dict[str, Limit] = {}

    def supply(self, kitchen: Kitchen, wave: KitchenWave, diet: str) -> str:
        """Of a diet in a wave, without what others take of it."""
        key = f"{wave.key}/{diet}"
        if key not in self.supplies:
            portions = max(0, wave.portions - sum(wave.taken.values()))
            of_diet = max(0, kitchen.diets[diet] - wave.taken.get(diet, 0))
            self.limits.setdefault(wave.key, Limit(wave.key, "kitchen_portions", portions))
            self.limits.setdefault(key, Limit(key, "kitchen_diet", of_diet))
            self.supplies[key] = Supply(key, (key, wave.key))
        return key
