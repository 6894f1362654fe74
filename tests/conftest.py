"""Hypothesis profiles, a limit of CPU time for each test, and what commands under test start from.

`--hypothesis-profile=quick` is that of `dev.py test`, `--hypothesis-profile=long` searches on. Each
test has a cache of its own, so that none depends on another. Ctrl-C is as in a terminal: in the
background of a shell script it is ignored by everything that is started there. A process that is
aborted because it hangs prints its stacks.
"""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", settings.get_profile("default"), max_examples=15)
settings.register_profile("long", settings.get_profile("default"), max_examples=5000)
settings.load_profile("default")
signal.signal(signal.SIGINT, signal.default_int_handler)
gc.set_threshold(50_000, 50, 50)  # collecting what the imports made is a tenth of the time
os.environ["PYTHONFAULTHANDLER"] = "1"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands remember what they have done."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("SXSKIT_CACHE_DIR", str(folder))
    return folder


# The seconds of CPU time that a test may use in its own process. The wall clock is no measure: on a
# busy machine a sound test takes many times as long.
CPU_LIMIT = int(os.environ.get("SXSKIT_CPU_LIMIT", "300"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that uses more CPU time than the limit; 0 in SXSKIT_CPU_LIMIT takes it away."""
    if not hasattr(signal, "setitimer"):  # on Windows
        return (yield)

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        pytest.fail(f"{item.nodeid}: more than {CPU_LIMIT} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_LIMIT)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
