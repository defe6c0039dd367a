"""A live class at work: what the teacher does and the phones answer is kept first, then counted, then told."""

import asyncio
import json
from collections.abc import Mapping
from functools import cache

from ...quiz import Response
from .questions import Question, Unfit, checked, in_each_language, key_of, shown
from .state import Impossible, Live, after
from .store import NotKept, Store, Vote
from .tally import tally

MOST_VOTERS = 600  # phones that can answer in one round
_LARGEST_N = 1_000_000


class Late(ValueError):
    """An answer to a question that is not open."""


class Full(ValueError):
    """A class that has no room for another phone."""


class Stale(ValueError):
    """An act of a teacher whose page did not show what is."""


class News:
    """Something to wait for, again and again."""

    def __init__(self):
        self._event = asyncio.Event()

    def tell(self) -> None:
        """Wake whoever waits."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Return at the next news, or after so many seconds."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            pass


class Room:
    """The questions of a lesson, the file, and what the class is at."""

    def __init__(self, questions: Mapping[str, Question], store: Store):
        self.questions, self._store = questions, store
        self.live, self.acts = store.live()
        self._votes: dict[int, dict[str, Vote]] = {}
        for vote in store.votes():
            self._votes.setdefault(vote.round, {})[vote.who] = vote
        self._unsaved: list[tuple[Vote, asyncio.Future]] = []
        self.class_news, self.teacher_news = News(), News()
        self._shown = cache(lambda name: in_each_language(shown, questions[name]))
        self._key = cache(lambda name: in_each_language(key_of, questions[name]))

    # ---- what comes in ----

    def act(self, act: str, detail: str, seen: int) -> None:
        """Do what the teacher asks, who has seen so many acts. Raises Stale, Impossible, or NotKept."""
        if seen != self.acts:
            raise Stale
        if act == "open" and detail not in self.questions:
            raise Impossible(act)
        self._save()  # an answer that came before the end counts
        if act in ("pick", "drop"):
            detail = self._text(detail) if act == "pick" else detail
        self._tell(after(self.live, act, detail), act, detail)

    def _tell(self, live: Live, act: str, detail: str) -> None:
        self._store.act(self.acts + 1, act, detail)
        self.live, self.acts = live, self.acts + 1
        self.class_news.tell()
        self.teacher_news.tell()

    def _text(self, who: str) -> str:
        vote = self._votes.get(self.live.number, {}).get(who)
        if vote is None or not self._gathers():
            raise Impossible("pick")
        return vote.response

    async def vote(self, vote: Vote) -> Vote:
        """Keep an answer and return, once it is on the disk, what stands: this answer, or a later one of this phone.

        Raises Late, Full, Unfit, or NotKept.
        """
        if vote.round != self.live.number or not self.live.is_open:
            raise Late
        if not 0 < vote.n <= _LARGEST_N:
            raise Unfit("n")
        there = self._votes.get(vote.round, {})
        if vote.who not in there and len(there) + len(self._unsaved) >= MOST_VOTERS:
            raise Full
        response = checked(self.questions[self.live.question], vote.response)
        kept = asyncio.get_running_loop().create_future()
        self._unsaved.append((Vote(vote.round, vote.who, vote.n, response), kept))
        if len(self._unsaved) == 1:
            asyncio.get_running_loop().call_soon(self._save)  # with all that arrive meanwhile: the disk is asked once
        await kept
        return self._votes[vote.round][vote.who]

    def _save(self) -> None:
        unsaved, self._unsaved = self._unsaved, []
        if not unsaved:
            return
        try:
            self._store.save(vote for vote, _ in unsaved)
        except NotKept as error:  # each phone is told, and sends its answer again
            for _, kept in unsaved:
                kept.set_exception(error) if not kept.done() else None
            return
        for vote, kept in unsaved:
            there = self._votes.setdefault(vote.round, {})
            if vote.who not in there or vote.n > there[vote.who].n:
                there[vote.who] = vote
            kept.set_result(None) if not kept.done() else None
        self.teacher_news.tell()

    # ---- what goes out ----

    def for_class(self, language: str) -> dict:
        """Return what everybody may know now."""
        live = self.live
        state = {"round": live.number, "open": live.is_open, "shown": live.shown}
        if live.idle:
            return state
        state |= {"turn": live.rounds[-1].turn, "question": self._shown(live.question)[language]}
        if live.shown:
            state |= {"results": self._results(), "texts": live.picked}
        return state | ({"key": self._key(live.question)[language]} if live.key else {})

    def answer_of(self, who: str) -> dict | None:
        """Return the answer of a phone in the present round, and how often it was changed."""
        vote = self._votes.get(self.live.number, {}).get(who)
        return vote and {"n": vote.n, "response": vote.response}

    def for_teacher(self, language: str) -> dict:
        """Return all that is known, with what the class is not shown: results so far, texts, the key."""
        state = self.for_class(language) | {"seen": self.acts, "voted": self.voted(), "asked": self._asked()}
        if self.live.idle:
            return state
        texts = [{"id": who, "text": v.response} for who, v in self._now().items()] if self._gathers() else []
        private = {"results": self._results(), "key": self._key(self.live.question)[language], "texts": texts}
        return state | {"private": private, "picked": self.live.picked}

    def for_wall(self, language: str) -> dict:
        """Return what a page on the wall shows: no more than the class may know, and how many have answered."""
        return self.for_class(language) | {"seen": self.acts, "voted": self.voted()}

    def voted(self) -> int:
        """Return how many have answered in the present round."""
        return len(self._now())

    def _now(self) -> dict[str, Vote]:
        return self._votes.get(self.live.number, {})

    def _gathers(self) -> bool:
        return self._shown(self.live.question)["zh"]["form"] == "text"

    def _asked(self) -> dict[str, int]:
        """Return how often each question has been asked."""
        return {r.question: r.turn for r in self.live.rounds}

    def _results(self) -> dict:
        return tally(self.questions[self.live.question], [self.votes_in(n) for n in self.live.compared()])

    def votes_in(self, number: int) -> dict[str, Response]:
        """Return the answers of a round by phone."""
        return {who: vote.response for who, vote in self._votes.get(number, {}).items()}


def encoded(state: dict) -> str:
    """Return a state as one line of JSON."""
    return json.dumps(state, ensure_ascii=False)
