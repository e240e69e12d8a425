"""Portions by what is in them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from eldercare.meals.models import Meal
from eldercare.people.models import Diet, Texture

Kind = tuple[Diet, Texture]
Portions = Mapping[Kind, int]


def kind_of(meal: Meal) -> Kind:
    """What the elder of a meal eats; `meal` comes with her."""
    return Diet(meal.elder.diet), Texture(meal.elder.texture)


def portions_of(meals: Iterable[Meal]) -> Portions:
    return dict(Counter(kind_of(meal) for meal in meals))


def together(parts: Iterable[Portions]) -> Portions:
    whole: Counter[Kind] = Counter()
    for part in parts:
        whole.update(part)
    return dict(whole)


def count(portions: Portions, diet: Diet | None = None, texture: Texture | None = None) -> int:
    """How many there are, of one diet or texture if given."""
    return sum(
        number
        for (of_diet, of_texture), number in portions.items()
        if diet in (None, of_diet) and texture in (None, of_texture)
    )
