"""Choosing: one option of several, some of several, true–false–unstated, or sentences of the text."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from markupsafe import Markup

from ...base import Text, in_turn, join, problem
from ...text import format_sentence, passage
from ..html import listed, mark, quoted, told, verdict
from ..item import LETTERS, Card, Item, Response, ResponseError, Result, check_unique, scored
from ..other_formats import Qti, element
from ..words import WORDS, say

TRUTHS = ("true", "false", "unstated")


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One option, with what choosing it teaches and the sentence that decides it.

    In `mark` items an option is a sentence (`at`), in `truth` items one of true, false, unstated; neither has a text.
    """

    id: str
    text: Text | None = None
    feedback: Text | None = None
    see: str = ""
    correct: bool = False
    at: str | None = None


class Choice(Item):
    """What the kinds of choice share: options, of which one or several are right."""

    options: list[Option]

    script = "choice"
    several: ClassVar[bool] = False
    has_text: ClassVar[bool] = True  # options have words of their own
    has_place: ClassVar[bool] = False  # options are sentences

    def check_key(self, path: Path) -> None:
        """Check that there are options, as many right ones as the kind wants, and what each option must have."""
        check_unique(self, "options", path)
        right, of = sum(option.correct for option in self.options), len(self.options)
        if of < 2:
            raise problem(path, self.id, "options", "a choice needs two options or more")
        if not self.several and right != 1:
            what = f"exactly one option of a {self.kind} item is correct: true, here {right}"
            raise problem(path, self.id, "options", what)
        if self.several and not 1 <= right < of:
            raise problem(path, self.id, "options", f"some but not all options are correct: true, here {right} of {of}")
        for option in self.options:
            self._check_option(option, path)

    def _check_option(self, option: Option, path: Path) -> None:
        where = f"options.{option.id}"
        if option.feedback is None:
            raise problem(path, self.id, f"{where}.feedback", "say what choosing it teaches")
        if (option.text is not None) != self.has_text:
            article = "a" if self.has_text else "no"
            raise problem(path, self.id, f"{where}.text", f"an option of a {self.kind} item has {article} text")
        if (option.at is not None) != self.has_place:
            raise problem(path, self.id, f"{where}.at", "options of a mark item, and only these, name a sentence")

    def named_places(self) -> list[tuple[str, str]]:
        named = [(f"options.{o.id}.see", o.see) for o in self.options]
        return named + [(f"options.{o.id}.at", o.at) for o in self.options if o.at is not None]

    def decisive_places(self) -> list[str]:
        return [o.see for o in self.options if o.correct]

    def text_of(self, option: Option) -> Text:
        """Return the words of an option: its own, those of true, false and unstated, or its sentence."""
        return option.text

    def html_of(self, option: Option) -> Markup:
        """Return an option as it stands on a page."""
        return Markup.escape(self.text_of(option))

    def shown(self) -> list[Option]:
        """Return the options in the order shown: as dealt."""
        return list(self.options)

    def letter_of(self, option: Option) -> str:
        """Return the letter an option has on paper."""
        return LETTERS[self.shown().index(option)]

    def grade(self, response: Response) -> Result:
        """(right − wrong) / all right ones, not below 0; where one is to be chosen that is 1 or 0."""
        if not self.several:
            if not isinstance(response, str) or not response:
                raise ResponseError(self, "choose_one")
            response = [response]
        if not isinstance(response, list) or not response:
            raise ResponseError(self, "choose_some")
        key, known = {o.id for o in self.options if o.correct}, [o.id for o in self.options]
        if strangers := [c for c in response if c not in known]:
            raise ResponseError(self, "no_option", which=repr(strangers[0]))
        if len(response) > len(known):
            raise ResponseError(self, "chosen_twice")
        chosen = set(response)
        marks = {i: "right" if i in key else "wrong" for i in chosen} | dict.fromkeys(key - chosen, "missed")
        return scored(max(0, len(chosen & key) - len(chosen - key)) / len(key), marks)

    def explain(self, response: Response, result: Result, reveal: bool = True) -> Markup:
        chosen = [o for o in self.shown() if result.marks.get(o.id, "missed") != "missed"]
        missed = [o for o in self.shown() if result.marks.get(o.id) == "missed"]
        taught = chosen + (missed if reveal else [])
        # A sentence that decides several options is quoted once, at the first of them.
        first = {o.see: o.id for o in reversed(taught)}
        points = (self._taught(o, result.marks[o.id], first[o.see] == o.id) for o in taught)
        head = verdict(result, reveal, self._how_far(result) if self.several and result.status != "right" else "")
        return told(head, listed(points, "<li>{}{} {}{}</li>"), reveal)

    def _how_far(self, result: Result) -> str:
        count = Counter(result.marks.values())
        missed = say("how_far_missed", missed=count["missed"]) if count["missed"] else ""
        return say("how_far", right=count["right"], wrong=count["wrong"], missed=missed)

    def _taught(self, option: Option, how: str, with_sentence: bool) -> tuple:
        decides = format_sentence(option.see) if with_sentence and option.see != option.at else ""
        return mark(self.missed_mark if how == "missed" else how), quoted(self.text_of(option)), option.feedback, decides

    def recalled(self, response: Response) -> str:
        ids = [response] if isinstance(response, str) else response
        return in_turn(self.text_of(o) for o in self.options if o.id in ids)

    def wrong_choices(self, response: Response) -> list[str]:
        right = {o.id for o in self.options if o.correct}
        return [o for o in dict.fromkeys([response] if isinstance(response, str) else response) if o not in right]

    def choice_words(self, choice: str) -> str:
        return {o.id: str(self.text_of(o)) for o in self.options}.get(choice, choice)

    def left_out(self, response: Response) -> list[str]:
        return [o.id for o in self.shown() if o.correct and o.id not in response] if self.several else []

    def choice_letter(self, choice: str) -> str:
        return next((self.letter_of(o) for o in self.options if o.id == choice), "")

    def choice_taught(self, choice: str) -> str:
        return next((f"{o.feedback} {o.see}" for o in self.options if o.id == choice), "")

    def sent(self) -> dict:
        options = [{"id": o.id, "html": self.html_of(o)} for o in self.shown()]
        return {"options": options, "several": self.several}

    def body(self) -> Markup:
        return listed(self.html_of(o) for o in self.shown())

    def key(self) -> Markup:
        said = {True: say("key_is"), False: say("not_key")}
        rows = ((said[o.correct], quoted(self.text_of(o)), o.feedback, say("decided_by"), o.see) for o in self.shown())
        return listed(rows, "<li><b>{}</b> {} {} <small>{} {}</small></li>")

    def cards(self) -> list[Card]:
        """What is right, and why; the reasons against the others are for the lesson."""
        right = ((self.text_of(o), o.feedback) for o in self.shown() if o.correct)
        return [Card("", self.body(), join(right, each="<p><b>{}</b>　{}</p>"))]

    def paper(self) -> Markup:
        rows = ((self.letter_of(o), self.text_of(o)) for o in self.shown())
        row = '<li><span class="letter">{}</span> <span>{}</span></li>'
        return Markup('<ol class="options">{}</ol>').format(join(rows, each=row))

    def paper_key(self) -> Markup:
        said = {True: "yes", False: "no"}
        rows = ((said[o.correct], self.letter_of(o), self.text_of(o), o.feedback, o.see) for o in self.shown())
        row = '<li data-key="{}"><b>{}</b> {}　{} <small>{}</small></li>'
        return Markup('<ul class="key">{}</ul>').format(join(rows, each=row))

    def live(self) -> dict:
        options = [{"id": o.id, "name": self.letter_of(o), "text": str(self.text_of(o))} for o in self.shown()]
        return {"form": "choose", "several": self.several, "options": options}

    def counted(self, response: Response) -> list[str]:
        return [response] if isinstance(response, str) else list(dict.fromkeys(response))

    def counted_right(self) -> list[str]:
        return [o.id for o in self.options if o.correct]

    def brief_key(self) -> str:
        return "".join(self.letter_of(o) for o in self.shown() if o.correct)

    def gift(self, plain: Callable[[object], str]) -> str:
        """One right option: = and ~. Several: each right one an equal share, each wrong one takes such a share away."""
        # Moodle knows shares to five places, written without needless noughts.
        share = f"{100 / sum(o.correct for o in self.options):.5f}".rstrip("0").rstrip(".")
        signs = {True: f"~%{share}%", False: f"~%-{share}%"} if self.several else {True: "=", False: "~"}
        return "\n".join(
            f"\t{signs[o.correct]}{plain(self.text_of(o))}#{plain(f'{o.feedback} {o.see}')}" for o in self.shown()
        )

    def qti(self) -> Qti:
        shown = [element("simpleChoice", self.text_of(o), identifier=o.id) for o in self.shown()]
        body = element(
            "choiceInteraction", element("prompt", self.prompt), *shown, responseIdentifier="RESPONSE",
            shuffle="false", maxChoices="0" if self.several else "1",  # 0: as many as one likes
        )  # fmt: skip
        right = [o.id for o in self.shown() if o.correct]
        worth = {o.id: (1 if o.correct else -1) / len(right) for o in self.shown()} if self.several else {}
        told = [(o.id, f"{o.feedback} {o.see}") for o in self.shown()]
        return Qti("identifier", "multiple" if self.several else "single", right, worth, told, True, body)


class Single(Choice):
    """One option is right: where another was chosen it was not overlooked, it is simply the right answer."""

    missed_mark = "key"
    hint, paper_hint = WORDS["one"], WORDS["paper_single"]


class Multiple(Choice):
    """Some options are right."""

    several = True
    hint, paper_hint = WORDS["several"], WORDS["paper_multiple"]
    seconds = 90


class Truth(Choice):
    """A statement that is true by the text, false by the text, or not decided by it."""

    has_text, missed_mark = False, "key"
    hint, paper_hint = WORDS["judge"], WORDS["paper_truth"]
    seconds = 45

    def check_key(self, path: Path) -> None:
        super().check_key(path)
        if sorted(o.id for o in self.options) != sorted(TRUTHS):
            raise problem(path, self.id, "options", f"the options are {', '.join(TRUTHS)}")

    def denied_at(self) -> str | None:
        key = next(o for o in self.options if o.correct)
        return None if key.id == "true" or self.new else key.see

    def text_of(self, option: Option) -> Text:
        return WORDS[f"truth_{option.id}"]

    def shown(self) -> list[Option]:
        """Return the options in their own order: true, false, unstated."""
        return sorted(self.options, key=lambda o: TRUTHS.index(o.id))


class Mark(Choice):
    """Sentences of the text to be chosen."""

    several, has_text, has_place = True, False, True
    hint, paper_hint = WORDS["mark"], WORDS["paper_mark"]
    seconds = 90

    def text_of(self, option: Option) -> Text:
        words = f"{option.at}　{passage(option.at).text}"
        return Text(words, words)

    def html_of(self, option: Option) -> Markup:
        return format_sentence(option.at, "span")

    def shown(self) -> list[Option]:
        """Return the options in the order of the text."""
        return sorted(self.options, key=lambda o: o.at)

    def live(self) -> dict:
        options = [{"id": o.id, "name": o.at, "text": passage(o.at).text} for o in self.shown()]
        return {"form": "mark", "several": True, "options": options}


def dealt(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items with the options of each choice mixed, the same in every session, and the right ones evenly placed.

    Of every four single-choice items in a file that have four options, one has its right option first, one second,
    and so on, in a drawn order: no place is worth guessing.
    """
    seats: dict[int, list[int]] = {}
    return tuple(_dealt(item, seats) if isinstance(item, Single | Multiple) else item for item in items)


def _dealt(item: Choice, seats: dict[int, list[int]]) -> Choice:
    draw = random.Random(item.id)
    options = draw.sample(item.options, len(item.options))
    if not item.several:
        free = seats.setdefault(len(options), [])
        if not free:
            free += random.Random(item.id).sample(range(len(options)), len(options))
        right = next(o for o in options if o.correct)
        options.remove(right)
        options.insert(free.pop(), right)
    return msgspec.structs.replace(item, options=options)


KINDS = {"single": Single, "multiple": Multiple, "truth": Truth, "mark": Mark}
