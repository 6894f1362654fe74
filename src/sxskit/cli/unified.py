"""Unified diffs of bytes, as `patch` and `git apply` read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# Lines shown around a change.
_CONTEXT = 3
# The maximal number of pairs of lines that are compared; a larger difference is one change.
_MOST = 10**8
_HUNK = rb"@@ -(\d+)(.*) \+(\d+)(.*) @@\n"
_NO_END = b"\n\\ No newline at end of file\n"


def unified(name: str, before: bytes | None, after: bytes | None) -> bytes:
    """Return the diff of a file, empty if nothing differs; None stands for a missing file."""
    old, new = _lines(before or b""), _lines(after or b"")
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    first = max(start - _CONTEXT, 0)
    old, new = (lines[first : len(lines) - max(end - _CONTEXT, 0)] for lines in (old, new))
    if before == after:
        return b""
    path = name.encode(errors="backslashreplace")
    names = [b"/dev/null" if data is None else path for data in (before, after)]
    header = [b"--- %s\n" % names[0], b"+++ %s\n" % names[1]]
    hunks = [*_hunks(old, new, first)] if old != new else []
    return b"".join(line if line.endswith(b"\n") else line + _NO_END for line in [*header, *hunks])


def _lines(data: bytes) -> list[bytes]:
    *lines, rest = data.split(b"\n")
    return [*(line + b"\n" for line in lines), *([rest] if rest else [])]


def _same(old: Sequence[bytes], new: Sequence[bytes]) -> int:
    """The number of equal lines at the start of both."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))


def _hunks(old: Sequence[bytes], new: Sequence[bytes], first: int) -> Iterator[bytes]:
    """The hunks of lines that begin at the line `first` of their files."""
    if len(old) * len(new) > _MOST:
        yield b"@@ -%d,%d +%d,%d @@\n" % (first + 1, len(old), first + 1, len(new))
        yield from (b"-" + line for line in old)
        yield from (b"+" + line for line in new)
        return
    from difflib import diff_bytes, unified_diff  # on use

    diff = diff_bytes(unified_diff, old, new, n=_CONTEXT, lineterm=b"\n")
    for line in [*diff][2:]:
        hunk = re.fullmatch(_HUNK, line)
        if hunk:
            starts = int(hunk[1]) + first, int(hunk[3]) + first
            line = b"@@ -%d%s +%d%s @@\n" % (starts[0], hunk[2], starts[1], hunk[4])
        yield line
