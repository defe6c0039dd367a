"""A few sentences of one's own, compared with a model answer."""

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from ...base import Text, problem
from ..html import listed
from ..item import Card, Item, Response, ResponseError, Result
from ..other_formats import TOLD, Qti, element
from ..words import WORDS, say

LONGEST_ANSWER = 5_000  # characters of a written answer that are kept


class Open(Item):
    """A question without a key: a model answer, and a rubric to check one's own against."""

    rubric: list[Text] = []
    model: Text | None = None

    script = "open"
    seconds = 180
    is_scored = False
    hint, paper_hint = WORDS["write"], WORDS["paper_open"]

    def check_key(self, path: Path) -> None:
        if not self.rubric or self.model is None:
            raise problem(path, self.id, "model", "an open item needs a rubric and a model answer")

    def grade(self, response: Response) -> Result:
        """Words are noted and not scored."""
        if not isinstance(response, str) or not response.strip():
            raise ResponseError(self, "write_first")
        if len(response) > LONGEST_ANSWER:
            raise ResponseError(self, "too_long_answer", n=len(response), most=LONGEST_ANSWER)
        return Result("noted", None, {})

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        return self.key()

    def written(self, response: Response) -> str:
        return response.strip()

    def criteria(self) -> list[tuple[str, str, list[str]]]:
        return [(f"point-{n}", str(text), []) for n, text in enumerate(self.rubric, 1)]

    def key(self) -> Markup:
        return Markup("<p>{}</p>{}").format(say("noted_open"), self._model())

    def _model(self) -> Markup:
        model = Markup("<p><b>{}</b> {}</p><p><b>{}</b></p>").format(say("model"), self.model, say("rubric"))
        return model + listed(self.rubric)

    def live(self) -> dict:
        return {"form": "text"}

    def cards(self) -> list[Card]:
        return [Card("", Markup(""), self._model())]

    def paper(self) -> Markup:
        return Markup('<div class="lines" style="--lines: 5"></div>')

    def paper_key(self) -> Markup:
        return Markup('<div class="answer">{}</div>').format(self._model())

    def _told(self) -> str:
        return f"{say('model')}: {self.model} {say('rubric')}: {' / '.join(map(str, self.rubric))}"

    def gift(self, plain: Callable[[object], str]) -> str:
        return f"\t####{plain(self._told())}"

    def qti(self) -> Qti:
        body = element(
            "extendedTextInteraction", element("prompt", self.prompt), responseIdentifier="RESPONSE", expectedLines="5"
        )
        return Qti("string", "single", [], {}, [(TOLD, self._told())], False, body)


KINDS = {"open": Open}
