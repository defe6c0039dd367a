"""What a PDF that Chromium wrote holds: how many pages, and how large each piece of type is on paper."""

import re
import zlib

_STEPS = re.compile(
    rb"(?<![\w.])(-?[\d.]+(?: -?[\d.]+){5}) (cm|Tm)\b|/F\d+ ([\d.]+) Tf|\b(q|Q)\b|\b(TJ|Tj)\b"
)
_WORDS = re.compile(rb"<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\)")


def pages_and_sizes(pdf: bytes) -> tuple[int, list[float]]:
    """Return the number of pages and the size in points of each piece of type, as it is drawn."""
    streams = (s for s in map(_unpacked, re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)) if b" Tf" in s)
    return len(re.findall(rb"/Type /Page\b", pdf)), [size for stream in streams for size in _sizes(stream)]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def _sizes(stream: bytes) -> list[float]:
    """Follow the scale through a page's drawing: what `cm` and `Tm` make of the size that `Tf` gives."""
    scale, kept, placed, size, found = 1.0, [], 1.0, 0.0, []
    for numbers, how, font, bracket, shown in _STEPS.findall(_WORDS.sub(b"", stream)):
        if how:
            a, b, c, d = map(float, numbers.split()[:4])
            grown = abs(a * d - b * c) ** 0.5
            scale, placed = (scale * grown, placed) if how == b"cm" else (scale, grown)
        elif font:
            size = float(font)
        elif bracket:
            kept, scale = ([*kept, scale], scale) if bracket == b"q" else (kept[:-1], kept[-1])
        elif shown:
            found.append(round(size * scale * placed, 2))
    return found
