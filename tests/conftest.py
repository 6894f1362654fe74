"""Hypothesis profiles: the default run stays short, `--hypothesis-profile=long` searches on."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("default"), max_examples=5000)
settings.load_profile("default")
