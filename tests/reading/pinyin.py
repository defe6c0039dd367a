"""Pinyin compared as sound."""

import re
import unicodedata


def sounds(pinyin: str) -> str:
    """Return pinyin without spaces, hyphens and capitals, which are spelling and not sound."""
    return re.sub(r"[\s\-’'、，,“”·（）]", "", unicodedata.normalize("NFC", pinyin.lower()))
