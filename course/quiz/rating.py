"""Rating what one has written: each criterion of a rubric at one of three levels. Nobody can be wrong here."""

from pathlib import Path

from markupsafe import Markup

from ..base import join
from .html import listed
from .item import Item, Response, ResponseError, Result, check_unique
from .kinds.writing import LEVELS, Criterion
from .words import WORDS, say


class Rating(Item):
    """A learner's own judgement of a written answer: {criterion: level}. It is kept and has no score."""

    rubric: list[Criterion]

    script = "match"  # a row a criterion, with a list of levels
    is_scored = False
    hint, paper_hint = WORDS["match"], WORDS["paper_match"]

    def check_key(self, path: Path) -> None:
        check_unique(self, "rubric", path)

    def grade(self, response: Response) -> Result:
        """A rating is noted and not scored."""
        if not isinstance(response, dict) or not any(response.values()):
            raise ResponseError(self, "match_one")
        for criterion, level in response.items():
            if criterion not in {c.id for c in self.rubric} or (level and level not in LEVELS):
                raise ResponseError(self, "no_match", row=repr(criterion), choice=repr(level))
        return Result("noted", None, {})

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        given = ((c.text, c.levels[int(level) - 1]) for c in self.rubric if (level := response.get(c.id)))
        return listed(given, "<li><b>{}</b>　{}</li>")

    def sent(self) -> dict:
        choices = [{"id": level, "text": f"{level} {say(f'level_{level}')}"} for level in LEVELS]
        return {"choices": choices, "rows": [{"id": c.id, "html": _row(c)} for c in self.rubric]}

    def body(self) -> Markup:
        return listed(map(_row, self.rubric))

    def key(self) -> Markup:
        return self.body()


def _row(criterion: Criterion) -> Markup:
    # A row is a label in the browser, so it holds no blocks.
    levels = join(((n, say(f"level_{n}"), words) for n, words in enumerate(criterion.levels, 1)), "<br>", "<small>{} {}　{}</small>")
    return Markup("<b>{}</b><br>{}").format(criterion.text, levels)
