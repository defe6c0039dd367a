"""A text ready to be counted: one of the two essays with its hand-checked words, or your own, cut by jieba.

Your own text becomes essay X (another one Y, Z …), with the same kind of ids: X01 its first paragraph, X01.1 its
first sentence.
"""

import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from itertools import chain, islice
from pathlib import Path

import msgspec
from markupsafe import Markup

from ..base import Page
from .checked_words import is_word, load_segmentation, own_words, remember_own_words
from .essays import (
    ESSAYS, PRACTICE, Essay, Paragraph, PlaceError, Section, Sentence, load_essay, own_id, remember_own, split_sentences,
)
from .jieba_words import words as jieba_words
from .words import WORDS, say

_LONG = 200_000  # characters: below this the cutting is over before you look
_SLICE = 50_000  # characters cut at a time, so that progress can be told in between
_BAD = ("Cc", "Cn", "Co", "Cs")  # control, unassigned, private use, surrogate: no text has many of them

_KANA, _CHINESE = ("ぁ", "ヿ"), ("\u3000", "\u9fff")
_FOREIGN = {"hz": _CHINESE, "utf-7": _CHINESE, "euc-jp": _KANA, "shift-jis": _KANA}


class TextError(ValueError):
    """A text that cannot be read or has nothing to count. The message says what to do."""

    def _render_traceback_(self) -> list[str]:
        """A notebook shows the message alone: where in the program it was raised helps no learner."""
        return [str(self)]


def _error(key: str, name: str, **details: str) -> TextError:
    return TextError(say(key, name=name or say("unnamed"), **details))


class CutText(msgspec.Struct, frozen=True):
    """An essay and its words: sentence id → words, signs left out."""

    essay: Essay
    words: dict[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        return self.essay.id

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self.essay.paragraphs

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.essay.sentences

    def words_by_sentence(self) -> list[tuple[str, ...]]:
        return [self.words[s.id] for s in self.sentences]

    def words_by_paragraph(self) -> dict[str, list[str]]:
        return {p.id: [w for s in p.sentences for w in self.words[s.id]] for p in self.paragraphs}

    def all_words(self) -> list[str]:
        return [w for words in self.words.values() for w in words]

    def __repr__(self) -> str:
        return f"{self.essay.id}　{self.essay.title}　¶{len(self.paragraphs)}　{len(self.words)}"


def cut_text(name: str) -> CutText:
    """Return essay `"A"` or `"B"` with its hand-checked words, or a practice text (`"P"`) or your own (`"X"`) as jieba cut it.

    Raises PlaceError for any other.
    """
    if name in PRACTICE:
        return CutText(load_essay(name), _cut(load_essay(name).sentences, 0, lambda done, total: None))
    if (words := own_words(name)) is not None:
        return CutText(load_essay(name), words)
    if name not in ESSAYS:
        raise PlaceError(WORDS.both("no_cut", name=name))
    return CutText(load_essay(name), {i: tuple(filter(is_word, cut)) for i, cut in load_segmentation(name).items()})


def own_text(text: str, title: str = "", report: Callable[[int, int], None] = lambda done, total: None) -> CutText:
    """Return a text of your own, cut into paragraphs (one a line), sentences and words, as essay X (the next one Y …).

    `report` is called with the characters cut so far and all there are. The text is kept, so that `passage("X01.1")`
    finds it, until another with the same title takes its place. Raises TextError for a text without words.
    """
    name = title or say("unnamed")
    lines = [line.strip() for line in text.replace("\ufeff", "").splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        raise _error("text_empty", name)
    letters = len(list(islice(filter(str.isalnum, chain.from_iterable(lines)), 2)))  # two are enough to know
    if letters < 2:
        raise _error("text_one" if letters else "text_signs", name)
    title = title or lines[0][:12]
    essay_id = own_id(title)
    ids = [f"{essay_id}{n:02}" for n in range(1, len(lines) + 1)]
    paragraphs = tuple(Paragraph(i, line, split_sentences(line, i)) for i, line in zip(ids, lines))
    essay = Essay(essay_id, title, (), (), "", (), (Section(None, paragraphs),))
    cut = CutText(essay, _cut(essay.sentences, sum(map(len, lines)), report))
    remember_own(essay)
    remember_own_words(essay.id, cut.words)
    return cut


def _cut(sentences: Sequence[Sentence], total: int, report: Callable[[int, int], None]) -> dict[str, tuple[str, ...]]:
    found, done, told = {}, 0, 0
    for sentence in sentences:
        found[sentence.id] = tuple(jieba_words(sentence.text)) if any(map(str.isalnum, sentence.text)) else ()
        done += len(sentence.text)
        if done - told >= _SLICE or done == total:
            report(done, total)
            told = done
    return found


def own_file(path: str | Path, report: Callable[[int, int], None] = lambda done, total: None) -> CutText:
    """Return a text file of your own as essay X: UTF-8 (with or without BOM), UTF-16 or GB18030 (GBK, GB2312).

    Raises TextError, in one sentence, for a file that is not there, is empty, is no text, or cannot be decoded.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: no file can have this name
        raise _unread(path, error) from None
    return own_text(decode(data, path.name), path.name, report)


_WHY = {FileNotFoundError: "text_missing", IsADirectoryError: "text_folder", PermissionError: "text_forbidden"}


def _unread(path: Path, error: Exception) -> TextError:
    """Return what to say of a file that cannot be read: why, and where this course looks for it."""
    name, folder = (_printable(str(part)) for part in (path.name or path, Path.cwd() / path.parent))
    return _error(_WHY.get(type(error), "text_unread"), name, folder=folder)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def decode(data: bytes, name: str = "") -> str:
    """Return the text in `data`, by the first encoding that fits: a BOM's, UTF-8, UTF-16 without BOM, GB18030.

    GB18030 can read almost any bytes, so what it gives must also look like text, and not plainly be in another
    encoding. Raises TextError.
    """
    if not data:
        raise _error("text_empty", name)
    found = [text for encoding in _encodings(data) if (text := _decoded(data, encoding)) is not None]
    if encoding := _foreign(data):
        raise _error("text_encoding", name, encoding=encoding)
    if found:
        return max(found, key=_likely) if b"\0" in data else found[0]
    raise _error("text_binary", name)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data:  # Latin letters and line ends have a zero byte in UTF-16; no other text has any
        return ("utf-16-le", "utf-16-be")
    return ("utf-8-sig", "gb18030")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _looks_like_text(text) else None


def _foreign(data: bytes) -> str:
    """Return the encoding, none of those read here, in which `data` plainly is a text of East Asia; "" where it is none.

    It is one if it turns more than a quarter of the text into what only such a text has: in no other does that happen.
    """
    if _encodings(data) != ("utf-8-sig", "gb18030") or not data.isascii() and _decoded(data, "utf-8-sig") is not None:
        return ""
    errors = "strict" if data.isascii() else "ignore"  # in ASCII one sign that does not fit shows that it is another text
    for encoding, (first, last) in _FOREIGN.items():
        decoder = getincrementaldecoder(encoding)(errors)  # it does not mind where the sample ends
        try:
            text = "".join(decoder.decode(data[:20_000]).split())
        except UnicodeDecodeError:
            continue
        if 4 * sum(first <= c <= last for c in text) > len(text):
            return encoding.upper()
    return ""


def _likely(text: str) -> int:
    """Return how many of the first characters are such as a Chinese text is made of: the other byte order gives few."""
    return sum("\u4e00" <= c <= "\u9fff" or c in "，。、；：！？“”《》\n\r" or c.isascii() for c in text[:2000])


def _looks_like_text(text: str) -> bool:
    """Return whether at most one character in a hundred is one that no text has."""
    sample = text[:20_000]
    bad = sum(unicodedata.category(c) in _BAD and c not in "\t\n\r\f\v\x1a" for c in sample)
    return bad <= len(sample) / 100


# ---- in a notebook, with its progress shown while it is cut ----


def my_text(text: str, title: str = "") -> CutText:
    """Return a pasted text as essay X, ready to be counted and explored. Raises TextError as own_text does."""
    return own_text(text, title, _reporter())


def my_file(path: str | Path) -> CutText:
    """Return a text file as essay X, ready to be counted and explored. Raises TextError as own_file does."""
    return own_file(path, _reporter())


def _reporter() -> Callable[[int, int], None]:
    """Return a function that shows how much has been done: a bar, made for a long text only, and moved each time."""
    shown = []

    def report(done: int, total: int) -> None:
        if total < _LONG:
            return
        words = say("cutting", done=f"{done:,}", total=f"{total:,}")
        from IPython.display import display  # a notebook has it loaded already

        page = Page(Markup('<p>{} <progress max="{}" value="{}"></progress></p>').format(words, total, done), words)
        if not shown:
            shown.append(display(page, display_id=True))
        elif shown[0]:  # outside a notebook there is nothing to move
            shown[0].update(page)

    return report
