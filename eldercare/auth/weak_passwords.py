"""Which passwords everybody guesses first."""

import re
from itertools import product

STEMS = """
password passw0rd pass word admin administrator root user guest test demo login welcome letmein changeme secret master
default system server manager office qwerty qwertyuiop qwer asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx 1qaz2wsx
q1w2e3r4 1q2w3e4r abc abcd abcde abcdef a1b2c3d4 aa aaa woaini woaini1314 iloveyou love lovely sunshine princess
dragon monkey football baseball superman batman shadow michael jordan computer internet hello china zhongguo beijing
shanghai hunan zhuzhou shifeng yanglao laoren hushi huli huliyuan wodemima mima weixin taobao alibaba tencent huawei
xiaomi iphone samsung google facebook summer winter spring autumn monday friday eldercare coordinator caregiver
kitchen family auditor district
"""
TAILS = """
0 1 12 123 1234 12345 123456 1234567 12345678 321 111 000 666 888 520 1314 01 007 88 99
! !! @ @1 @123 @2023 @2024 @2025 @2026 # #1 $ .
"""
YEARS = [str(year) for year in range(1950, 2031)]
NUMBERS = "5201314 147258369 159357 13145200 31415926 1314520 7758521 5211314 987654321 123123 112233 11223344 123321"

GUESSED_FIRST = {stem + tail for stem, tail in product(STEMS.split(), ["", *TAILS.split(), *YEARS])} | set(
    NUMBERS.split()
)
RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")


def is_weak(password: str, login: str = "") -> bool:
    """A password on the list, a repetition, a run, a date, or one made of the login."""
    plain = password.casefold().strip()
    return (
        plain in GUESSED_FIRST
        or any(plain in run for run in RUNS)
        or _repeats(plain)
        or re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", plain) is not None
        or (len(login) >= 3 and plain.replace(login.casefold(), "").strip("0123456789!@#.-_") == "")
    )


def _repeats(plain: str) -> bool:
    """The whole is one piece of up to four characters over and over."""
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, 5))
