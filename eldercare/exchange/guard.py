"""What may be opened at all: decided from the first bytes and the zip directory, before anything is unpacked.

A zip directory can lie about how much it holds, so `unpack` counts again while it inflates, in a process of its own.
"""

import io
import zipfile
from dataclasses import dataclass

from eldercare.errors import Refused

MEGABYTE = 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old .xls files begin, and modern ones behind a password."""
ENCRYPTED_FLAG = 0x1
PACKAGE = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may be."""

    file_bytes: int = 20 * MEGABYTE
    members: int = 200
    unpacked_bytes: int = 100 * MEGABYTE
    ratio: int = 100
    """Unpacked to packed, of files that unpack to more than `ratio_from`."""
    ratio_from: int = MEGABYTE
    rows: int = 100_000
    columns: int = 200
    seconds: float = 30.0
    memory: int = 1024 * MEGABYTE


LIMITS = Limits()


def inspect(data: bytes, limits: Limits = LIMITS) -> None:
    """Refuse what is no workbook, is locked, or would unpack to too much."""
    if len(data) > limits.file_bytes:
        raise Refused("book_too_large", megabytes=limits.file_bytes // MEGABYTE)
    if data.startswith(OLE):
        raise Refused("book_encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "book_old_format")
    if not data.startswith(b"PK"):
        raise Refused("book_not_xlsx")
    _inspect_members(_members(data), limits)


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (
        zipfile.BadZipFile,
        NotImplementedError,  # a way of packing that zipfile does not know
        ValueError,
        OSError,
        EOFError,
        OverflowError,
        MemoryError,
    ) as error:
        raise Refused("book_damaged") from error


def _inspect_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refused("book_bomb")
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise Refused("book_encrypted")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > limits.unpacked_bytes or (unpacked > limits.ratio_from and unpacked > limits.ratio * packed):
        raise Refused("book_bomb")
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise Refused("book_damaged")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("book_has_macros")
    if PACKAGE not in names or WORKBOOK not in names:
        raise Refused("book_not_xlsx")
