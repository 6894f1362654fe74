"""The number of CPUs available to the process; in a container, often fewer than the machine has.

>>> quota("200000 100000"), quota("150000 100000"), quota("max 100000"), quota("-1 100000")
(2, 2, 0, 0)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sxskit.errors import FileError
from sxskit.storage.files import read

_GROUPS = Path("/sys/fs/cgroup")


def available_cpus() -> int:
    """Return the number of CPUs in the affinity of the process, limited by its quota."""
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # missing on macOS and Windows
        available = os.cpu_count() or 1
    quotas = [granted for granted in map(quota, _quotas()) if granted]
    return max(1, min([available, *quotas]))


def quota(text: str) -> int:
    """Return the CPUs that a quota and its period in microseconds grant; 0: no limit."""
    match = re.match(r"(\d+) ([1-9]\d*)", text)
    return -(-int(match[1]) // int(match[2])) if match else 0


def _quotas() -> Iterator[str]:
    """The quotas of the control groups of the process and those above them (versions 1 and 2)."""
    with suppress(FileError):
        for line in read(Path("/proc/self/cgroup")).decode(errors="replace").split("\n"):
            _, _, rest = line.partition(":")
            controllers, _, path = rest.partition(":")
            if controllers and "cpu" not in controllers.split(","):
                continue
            base = _GROUPS / "cpu" if controllers else _GROUPS
            names = ("cpu.cfs_quota_us", "cpu.cfs_period_us") if controllers else ("cpu.max",)
            group = base / path.lstrip("/")
            for folder in (group, *group.parents):
                with suppress(FileError):
                    yield " ".join(read(folder / name).decode().strip() for name in names)
                if folder == base:
                    break
