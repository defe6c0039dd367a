"""How the report writes its figures."""

from ...progress import MeanGain
from ..words import say


def percent(value: float | None) -> str:
    """Return a share as whole per cent, or a dash."""
    return "—" if value is None else f"{100 * value:.0f} %"


def signed(share: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return f"{100 * share:+.1f}".replace("-", "−")


def bounds(gain: MeanGain) -> str:
    """Return the interval of a gain in words, or a dash."""
    if gain.interval is None:
        return "—"
    return say("gain_bounds", low=signed(gain.interval.low), high=signed(gain.interval.high))


def number(value: float | None) -> str:
    """Return a coefficient to two places, or a dash."""
    return "—" if value is None else f"{value:.2f}".replace("-", "−")
