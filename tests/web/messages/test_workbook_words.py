"""What a page calls something, the workbook calls the same."""

from collections.abc import Mapping

import pytest

from eldercare.exchange import words as workbook
from web import words
from web.i18n import speaking

KINDS: Mapping[str, Mapping[str, str]] = {
    **{"level": workbook.LEVELS, "tier": workbook.TIERS, "zone": workbook.ZONE_KINDS, "gender": workbook.GENDERS},
    **{"living": workbook.LIVING, "diet": workbook.DIETS, "texture": workbook.TEXTURES, "bond": workbook.BONDS},
    **{"job": workbook.JOBS, "contract": workbook.CONTRACTS, "travel": workbook.TRAVEL, "leave": workbook.LEAVES},
    **{"relation": workbook.RELATIONS, "hold": workbook.HOLDS, "meal": workbook.MEALS},
    **{"serving": workbook.SERVINGS, "spoken": workbook.LANGUAGES, "risk": workbook.RISKS, "need": workbook.NEEDS},
}


@pytest.mark.parametrize("kind", KINDS)
def test_pages_and_workbook_use_the_same_words(kind: str) -> None:
    with speaking("zh_Hans"):
        assert {code: words.of(kind, code) for code in KINDS[kind]} == dict(KINDS[kind])


@pytest.mark.parametrize(("word", "code"), workbook.FORMER.items())
def test_words_of_earlier_workbooks_are_still_read(word: str, code: str) -> None:
    assert code in {workbook.code_of(known, word) for known in KINDS.values()}
