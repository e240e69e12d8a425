"""What a Chinese name says: which part of it is the surname."""

COMPOUND = frozenset(["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"])
"""Surnames of two characters."""


def surname(name: str) -> str:
    """周 of 周桂英, 欧阳 of 欧阳修."""
    return name[:2] if name[:2] in COMPOUND else name[:1]
