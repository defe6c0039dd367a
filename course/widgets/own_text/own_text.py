"""Your own text, without code: a box to paste into or a file, and below it the reader and what can be counted."""

from collections.abc import Sequence
from pathlib import PurePath

from markupsafe import Markup

from ...base import html_language
from ...text import CutText, TextError, decode, my_text
from ...textstats import character_count
from ..reader.reader import Reader, read
from ..shared.shown import Shown, script, sheet, synced
from ..words import say, say_all
from .counted import format_counted

_WORDS = (
    "own_title", "own_title_hint", "own_box", "own_file", "own_read", "own_reading", "own_no_kernel", "own_code_way",
    "own_reader",
)  # fmt: skip
# A whole text is shown in one page; `text.my_file` takes longer ones.
LONGEST = 100_000  # characters
LARGEST = 4 * LONGEST  # bytes: no encoding read here takes more of them for a character
_NAME = 100  # characters of a title or of a file's name


class OwnText(Shown):
    """A form for a text, and what came of it: `html` is what was counted, `reader` the widget to read it in.

    In: {kind: "read", title, text}, or {kind: "read", title, name} with the file as a buffer.
    Out: {kind: "told", problem, notice}.
    """

    _esm = script("own_text")
    _css = sheet("shared/theme", "explorer", "own_text")
    html = synced("")
    reader = synced("")
    words = synced({})

    def __init__(self):
        self._shown: Reader | None = None
        page = Markup('<section lang="{}"><p>{}</p><p>{}</p></section>').format(
            html_language(), say("own_page"), say("own_code_way")
        )
        words = say_all(*_WORDS) | {"lang": html_language(), "own_huge": _too_long(), "largest": LARGEST}
        super().__init__(page=page, text=say("own_page"), words=words)
        self.on_msg(self._receive)

    def _receive(self, _widget, content: dict, buffers) -> None:
        if content.get("kind") != "read":
            return
        try:
            cut = text_sent(content, buffers)
        except TextError as error:
            self.send({"kind": "told", "problem": True, "notice": str(error)})
            return
        before, self._shown = self._shown, read(cut.name)
        self.html, self.reader = str(format_counted(cut)), self._shown.model_id
        if before is not None:
            before.close()
        self.send({"kind": "told", "problem": False, "notice": say("own_done", id=cut.name)})


def text_sent(content: dict, buffers: Sequence) -> CutText:
    """Return the text that the browser sent, as an essay. It is not trusted. Raises TextError, in one sentence."""
    title, name = (str(content.get(key) or "").strip()[:_NAME] for key in ("title", "name"))
    if buffers:
        data = bytes(buffers[0])
        if len(data) > LARGEST:
            raise TextError(_too_long())
        text = decode(data, name)
    else:
        # Half of a pair of surrogates, which no text has, could not be sent back.
        text = str(content.get("text") or "").encode("utf-8", "replace").decode("utf-8")
    if len(text) > LONGEST:
        raise TextError(_too_long())
    if not text.strip():
        raise TextError(say("own_empty"))
    if any(map(str.isalnum, text)) and not character_count(text):
        raise TextError(say("own_not_chinese"))
    return my_text(text, title or PurePath(name).stem)


def _too_long() -> str:
    return say("own_too_long", most=f"{LONGEST:,}")


def own_text() -> OwnText:
    """Return a box for a text of your own, ready to show: paste it or choose a file, then read it and count in it."""
    return OwnText()
