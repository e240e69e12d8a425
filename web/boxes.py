"""What is in the boxes, in words."""

from dataclasses import dataclass

from eldercare.meals.portions import Portions
from eldercare.people.models import Diet, Texture
from web import words
from web.i18n import gettext as _

USUAL = (Diet.REGULAR, Texture.NORMAL)
ORDER = [(diet, texture) for diet in Diet for texture in Texture]


@dataclass(frozen=True, slots=True)
class Sort:
    """So many portions of a sort; `special` is anything but the usual."""

    words: str
    number: int
    special: bool


def of_which(portions: Portions) -> list[Sort]:
    """The sorts there are, the usual one first."""
    return [Sort(_words(*kind), portions[kind], kind != USUAL) for kind in ORDER if kind in portions]


def _words(diet: Diet, texture: Texture) -> str:
    """低盐、软食 · Low salt, Soft"""
    if texture is Texture.NORMAL:
        return words.of("diet", diet)
    return _(", ").join([words.of("diet", diet), words.of("texture", texture)])
