"""Keys that are put together from others: of a shift that has begun, of a kitchen's wave."""

BEGUN = "/begun/"


def begun_cover(cover: str, employee: str, day: int) -> str:
    """The key of the cover that a shift of hers, which has begun, fills instead of `cover`."""
    return f"{original_cover(cover)}{BEGUN}{employee}@{day}"


def has_begun(cover: str) -> bool:
    """The cover stands for one shift that has begun."""
    return BEGUN in cover


def begun_by(cover: str) -> str | None:
    """Whose shift it is that the cover stands for; None where it stands for none that has begun."""
    return cover.partition(BEGUN)[2].rpartition("@")[0] or None


def original_cover(cover: str) -> str:
    """What a shift was planned for, whether it has begun or not."""
    return cover.partition(BEGUN)[0]


def wave_key(kitchen: str, meal: str, wave: int, day: int) -> str:
    """The key of a kitchen's wave on one day."""
    return f"{kitchen}/{meal}/{wave}@{day}"
