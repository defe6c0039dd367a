"""A word left out of a sentence of the text."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from markupsafe import Markup

from ...base import Text, join, problem
from ...text import Sentence, format_sentence, passage
from ..html import told, verdict
from ..item import Item, Response, ResponseError, Result, scored
from ..other_formats import TOLD, Qti, element
from ..spelling import plain as compared
from ..words import WORDS, say

LONGEST_WORD = 100  # characters typed into a gap
GAP = "＿＿＿"
_GAP = Markup('<span class="course-gap">（＿＿＿）</span>')


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong word people write into a gap, and what it teaches."""

    answer: str
    feedback: Text


class Cloze(Item):
    """The sentence `at` without the words `gap`; `accept` is what else is right, `see` what decides if not `at`."""

    at: str
    gap: str
    accept: list[str] = []
    errors: list[Slip] = []
    feedback: Text | None = None
    see: str | None = None

    script = "cloze"
    hint, paper_hint = WORDS["fill"], WORDS["paper_cloze"]

    def check_key(self, path: Path) -> None:
        if not isinstance(passage(self.at), Sentence):
            raise problem(path, self.id, "at", "name the sentence with the gap")
        if not self.gap or passage(self.at).text.count(self.gap) != 1:
            raise problem(path, self.id, "gap", f"{self.gap!r} has to stand in {self.at} exactly once")
        if self.feedback is None:
            raise problem(path, self.id, "feedback", "say why this word")
        for slip in self.errors:
            if self._is_right(slip.answer):
                raise problem(path, self.id, "errors", f"{slip.answer!r} is also a right answer")

    def _is_right(self, word: str) -> bool:
        return compared(word) in {compared(right) for right in (self.gap, *self.accept)}

    def named_places(self) -> list[tuple[str, str]]:
        return [("at", self.at), *([("see", self.see)] if self.see is not None else [])]

    def read_with(self) -> list[str]:
        """The text would give the word away; the sentence stands in the question."""
        return []

    def decisive_places(self) -> list[str]:
        return [self.see or self.at]

    def gapped(self) -> tuple[str, str]:
        """Return what stands before and after the gap."""
        before, _, after = passage(self.at).text.partition(self.gap)
        return before, after

    def grade(self, response: Response) -> Result:
        """1 or 0; spaces, punctuation, full-width and traditional forms are forgiven."""
        if not isinstance(response, str) or not compared(response):
            raise ResponseError(self, "fill_in")
        if len(response) > LONGEST_WORD:
            raise ResponseError(self, "too_long_word", n=len(response), most=LONGEST_WORD)
        right = self._is_right(response)
        return scored(float(right), {"gap": "right" if right else "wrong"})

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        """What was written is explained if it is a known slip; the word itself comes with `reveal`."""
        slip = self._slip(response)
        taught = Markup("<p>{}</p>").format(slip) if slip else Markup("")
        return told(verdict(result, reveal), taught + self.key() if reveal else taught, reveal)

    def wrong_choices(self, response: Response) -> list[str]:
        return [] if self._is_right(response) else [response.strip()]

    def choice_taught(self, choice: str) -> str:
        return str(self._slip(choice) or "")

    def _slip(self, response: Response) -> Text | None:
        return next((s.feedback for s in self.errors if compared(s.answer) == compared(str(response))), None)

    def sent(self) -> dict:
        return {"gapped_html": self.body()}

    def body(self) -> Markup:
        quoted = Markup('<p class="course-quoted" lang="zh-Hans"><span class="course-place">{}</span> {}</p>')
        return quoted.format(self.at, join(self.gapped(), _GAP))

    def key(self) -> Markup:
        decides = format_sentence(self.see or self.at)
        return Markup("<p><b>{}</b> <q>{}</q> {}</p>{}").format(say("right_word"), self.gap, self.feedback, decides)

    def paper(self) -> Markup:
        return Markup(
            '<blockquote lang="zh-Hans"><span class="place">{}</span> {}<span class="gap"></span>{}</blockquote>'
        ).format(self.at, *self.gapped())

    def paper_key(self) -> Markup:
        slips = join(((e.answer, e.feedback) for e in self.errors), each='<li data-key="no"><q>{}</q> {}</li>')
        right = " / ".join([self.gap, *self.accept])
        return Markup('<p><b>{}</b> {}</p><ul class="key">{}</ul>').format(right, self.feedback, slips)

    def live(self) -> dict:
        return {"form": "word", "unit": "", "lead": f"{self.at}　{GAP.join(self.gapped())}"}

    def counted(self, response: Response) -> list[str]:
        return [compared(response)]

    def counted_right(self) -> list[str]:
        return [*map(compared, (self.gap, *self.accept))]

    def brief_key(self) -> str:
        return self.gap

    def asked(self) -> str:
        return f"{self.prompt} {self.at} {GAP.join(self.gapped())}"

    def gift(self, plain: Callable[[object], str]) -> str:
        right = [f"\t=%100%{plain(word)}#{plain(self.feedback)}" for word in (self.gap, *self.accept)]
        wrong = [f"\t=%0%{plain(slip.answer)}#{plain(slip.feedback)}" for slip in self.errors]
        return "\n".join([*right, *wrong])

    def qti(self) -> Qti:
        before, after = self.asked().split(GAP)
        entry = element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="10")
        worth = dict.fromkeys((self.gap, *self.accept), 1.0)
        body = element("p", before, entry, after)
        return Qti("string", "single", [self.gap], worth, [(TOLD, str(self.feedback))], False, body)


KINDS = {"cloze": Cloze}
