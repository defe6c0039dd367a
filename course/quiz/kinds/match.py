"""Matching: each row gets one of a few choices."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from markupsafe import Markup

from ...base import Text, join, problem
from ...text import format_sentence, passage
from ..html import listed, mark, told, verdict
from ..item import LETTERS, Card, Item, Response, ResponseError, Result, check_unique, scored
from ..other_formats import TOLD, Qti, element, gift_pairs
from ..words import WORDS, say


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a row can be matched with."""

    id: str
    text: Text


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: a sentence (`at`), words, or both, and the choice that fits."""

    id: str
    answer: str
    feedback: Text
    see: str
    at: str | None = None
    text: Text | None = None

    def words(self) -> str:
        """Return what stands in the row as one text."""
        quoted = f"{self.at} {passage(self.at).text}" if self.at else ""
        return f"{quoted} {self.text or ''}".strip()


class Match(Item):
    """Rows to be matched with choices; a choice may fit several rows, or none."""

    choices: list[Target]
    rows: list[Row]

    script = "match"
    hint, paper_hint = WORDS["match"], WORDS["paper_match"]

    @property
    def seconds(self) -> int:
        return 20 * len(self.rows)

    def check_key(self, path: Path) -> None:
        check_unique(self, "choices", path)
        check_unique(self, "rows", path)
        if len(self.choices) < 2 or len(self.rows) < 2:
            raise problem(path, self.id, "rows", "matching needs two rows and two choices or more")
        for row in self.rows:
            if row.answer not in self._names():
                raise problem(path, self.id, f"rows.{row.id}.answer", f"there is no choice {row.answer!r}")
            if row.at is None and row.text is None:
                raise problem(path, self.id, f"rows.{row.id}", "give at: (a sentence), text:, or both")

    def _names(self) -> dict[str, Text]:
        return {c.id: c.text for c in self.choices}

    def named_places(self) -> list[tuple[str, str]]:
        named = [(f"rows.{r.id}.see", r.see) for r in self.rows]
        return named + [(f"rows.{r.id}.at", r.at) for r in self.rows if r.at is not None]

    def decisive_places(self) -> list[str]:
        return [r.see for r in self.rows]

    def grade(self, response: Response) -> Result:
        """The share of rows matched rightly; rows left out count as wrong."""
        if not isinstance(response, dict) or not any(response.values()):
            raise ResponseError(self, "match_one")
        rows, choices = [r.id for r in self.rows], [c.id for c in self.choices]
        for row, choice in response.items():
            if row not in rows or (choice and choice not in choices):
                raise ResponseError(self, "no_match", row=repr(row), choice=repr(choice))
        marks = {r.id: "right" if response.get(r.id) == r.answer else "wrong" for r in self.rows}
        return scored(sum(m == "right" for m in marks.values()) / len(self.rows), marks)

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        # A sentence that decides several rows is quoted once, at the first of them.
        first = {r.see: r.id for r in reversed(self.rows) if r.see != r.at}
        points = (self._taught(r, result.marks[r.id], response.get(r.id, ""), reveal, first.get(r.see) == r.id) for r in self.rows)
        count = sum(how == "right" for how in result.marks.values())
        far = say("rows_right", n=count, of=len(self.rows)) if result.status != "right" else ""
        return told(verdict(result, reveal, far), listed(points, "<li>{}{}{}{}</li>"), reveal)

    def _taught(self, row: Row, how: str, chosen: str, reveal: bool, quoted: bool) -> tuple:
        """Return what is said of a row; before the answer is given, a wrong row is shown the sentence that decides it."""
        if reveal or how == "right":
            taught = Markup(" → <b>{}</b><br>{}").format(self._names()[row.answer], row.feedback)
        else:
            look = "look_again" if row.see == row.at else "look_here" if quoted else "look_above"
            taught = Markup(" → {}　{}").format(self._names()[chosen] if chosen else "—", say(look, place=row.see))
        return mark(how), row.text or row.at, taught, format_sentence(row.see) if quoted else ""

    def wrong_choices(self, response: Response) -> list[str]:
        """Return `row→choice` for each row matched wrongly."""
        answers = {row.id: row.answer for row in self.rows}
        return [f"{row}→{choice}" for row, choice in response.items() if choice and answers.get(row) != choice]

    def choice_words(self, choice: str) -> str:
        row, _, picked = choice.partition("→")
        return f"{ {r.id: r.text or r.at for r in self.rows}[row] } → {self._names()[picked]}"

    def _letters(self) -> dict[str, str]:
        return {c.id: letter for letter, c in zip(LETTERS, self.choices)}

    def choice_letter(self, choice: str) -> str:
        row, _, picked = choice.partition("→")
        number = next(n for n, r in enumerate(self.rows, 1) if r.id == row)
        return f"({number}) {self._letters()[picked]}"

    def choice_taught(self, choice: str) -> str:
        row = next(r for r in self.rows if r.id == choice.partition("→")[0])
        return f"{row.feedback} {row.see}"

    def sent(self) -> dict:
        return {
            "choices": [{"id": c.id, "text": str(c.text)} for c in self.choices],
            "rows": [{"id": row.id, "html": _row(row)} for row in self.rows],
        }

    def body(self) -> Markup:
        rows, choices = join(map(_row, self.rows), each="<li>{}</li>"), join((c.text for c in self.choices), " / ")
        return Markup("<ol>{}</ol><p>{}</p>").format(rows, choices)

    def key(self) -> Markup:
        rows = ((self._names()[r.answer], r.feedback) for r in self.rows)
        return Markup("<ol>{}</ol>").format(join(rows, each="<li><b>{}</b>　{}</li>"))

    def cards(self) -> list[Card]:
        """A card for each row."""
        choices = Markup("<p>{}</p>").format(join((c.text for c in self.choices), " / "))
        answer = Markup("<p><b>{}</b>　{}</p>")
        return [Card(r.id, Markup("<p>{}</p>").format(_row(r)) + choices, answer.format(self._names()[r.answer], r.feedback)) for r in self.rows]

    def paper(self) -> Markup:
        choices = join(((self._letters()[c.id], c.text) for c in self.choices), "　", "<b>{}</b> {}")
        rows = join(((n, _paper_row(r)) for n, r in enumerate(self.rows, 1)), each='<li>({}) <span class="box"></span> {}</li>')
        return Markup('<p>{}</p><ol class="rows">{}</ol>').format(choices, rows)

    def paper_key(self) -> Markup:
        names = {c.id: f"{self._letters()[c.id]} {c.text}" for c in self.choices}
        rows = ((names[r.answer], r.text or r.at, r.feedback, r.see) for r in self.rows)
        return Markup("<ol>{}</ol>").format(join(rows, each="<li><b>{}</b>　{} {} <small>{}</small></li>"))

    def live(self) -> dict:
        options = [{"id": c.id, "name": n, "text": str(c.text)} for n, c in zip(LETTERS, self.choices)]
        return {"form": "match", "rows": [{"id": row.id, "text": row.words()} for row in self.rows], "options": options}

    def counted(self, response: Response) -> list[str]:
        return [f"{row}={choice}" for row, choice in response.items() if choice]

    def counted_right(self) -> list[str]:
        return [f"{row.id}={row.answer}" for row in self.rows]

    def brief_key(self) -> str:
        return " ".join(f"({n}){self._letters()[row.answer]}" for n, row in enumerate(self.rows, 1))

    def _told(self) -> str:
        """Return what each row teaches, one after the other."""
        names = self._names()
        return " ".join(f"({n}) {names[r.answer]}: {r.feedback} {r.see}" for n, r in enumerate(self.rows, 1))

    def gift(self, plain: Callable[[object], str]) -> str:
        unused = [("", str(c.text)) for c in self.choices if c.id not in {r.answer for r in self.rows}]
        given = [(row.words(), str(self._names()[row.answer])) for row in self.rows]
        return gift_pairs(given + unused, self._told(), plain)

    def qti(self) -> Qti:
        # Rows and choices of one question stand in one list there, so their identifiers must differ.
        many = str(len(self.rows))
        rows = [element("simpleAssociableChoice", r.words(), identifier=r.id, matchMax="1") for r in self.rows]
        choices = [
            element("simpleAssociableChoice", c.text, identifier=choice_id(c.id), matchMax=many) for c in self.choices
        ]
        body = element(
            "matchInteraction", element("prompt", self.prompt), element("simpleMatchSet", *rows),
            element("simpleMatchSet", *choices), responseIdentifier="RESPONSE", shuffle="false", maxAssociations=many,
        )  # fmt: skip
        right = [f"{row.id} {choice_id(row.answer)}" for row in self.rows]
        worth = {pair: 1 / len(right) for pair in right}
        return Qti("directedPair", "multiple", right, worth, [(TOLD, self._told())], False, body)


def choice_id(choice: str) -> str:
    """Return the identifier of a choice in QTI."""
    return f"to-{choice}"


def _row(row: Row) -> Markup:
    # A row is a label in the browser, so the sentence is a span there, not a block.
    quoted = format_sentence(row.at, "span") if row.at else Markup("")
    return quoted + (Markup("<span>{}</span>").format(row.text) if row.text else "")


def _paper_row(row: Row) -> Markup:
    quoted = Markup('<span class="place">{}</span> <span lang="zh-Hans">{}</span> ')
    return (quoted.format(row.at, passage(row.at).text) if row.at else Markup("")) + Markup.escape(row.text or "")


KINDS = {"match": Match}
