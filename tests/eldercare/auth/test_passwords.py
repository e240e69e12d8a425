"""Passwords: what is accepted, what is kept."""

import pytest

from eldercare.auth import passwords
from eldercare.errors import Refused


@pytest.mark.parametrize(
    "weak",
    [
        "password",
        "Passw0rd",
        "12345678",
        "woaini1314",
        "qwertyuiop",
        "aaaaaaaa",
        "abababab",
        "19491001",
        "87654321",
        "shen2026",
    ],
)
def test_what_everybody_guesses_first_is_refused(weak: str) -> None:
    with pytest.raises(Refused, match="password_weak"):
        passwords.accept(weak, login="shen")


@pytest.mark.parametrize(
    "fine", ["a calm sentence by the river", "柳堤上的风很轻很轻", "x" * 4 + "Kq7-blue-otter", "tian9 tian9 hao3"]
)
def test_a_short_sentence_in_any_script_is_accepted(fine: str) -> None:
    passwords.accept(fine, login="shen")


def test_the_length_is_from_8_to_128() -> None:
    with pytest.raises(Refused, match="password_too_short"):
        passwords.accept("kq7otte")
    with pytest.raises(Refused, match="password_too_long"):
        passwords.accept("kq7-otter " * 13)


async def test_only_a_hash_is_kept_and_only_the_right_password_matches() -> None:
    kept = await passwords.hashed("a calm sentence")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "calm" not in kept
    assert await passwords.matches("a calm sentence", kept)
    assert not await passwords.matches("a calm sentence ", kept)


async def test_nobodys_password_never_matches() -> None:
    assert not await passwords.matches("nobody has this password", None)
    assert not await passwords.matches("anything", "no hash at all")
