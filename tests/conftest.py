"""Hypothesis profiles: the default run stays short, `--hypothesis-profile=long` searches on.

And a cache of their own for the commands that are tested, so that none knows of another; and
Ctrl-C, which in the background of a shell script is ignored by all that is started there. A process
that is aborted because it hangs says where.
"""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("default"), max_examples=5000)
settings.load_profile("default")
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["PYTHONFAULTHANDLER"] = "1"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands remember what they have done."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("SXSKIT_CACHE_DIR", str(folder))
    return folder
