"""What a live class is at: which question is open, what is shown. An act of the teacher makes the next state of it."""

import msgspec

ACTS = ("open", "close", "reopen", "show", "hide", "key", "pick", "drop", "clear")


class Round(msgspec.Struct, frozen=True):
    """One vote on a question: the first (`turn` 1), or another on the same question later."""

    question: str
    turn: int


class Live(msgspec.Struct, frozen=True):
    """The rounds so far, the last of them the present one unless `idle`, and what the class sees of it."""

    rounds: tuple[Round, ...] = ()
    idle: bool = True
    is_open: bool = False
    shown: bool = False
    key: bool = False
    picked: tuple[str, ...] = ()  # texts to be shown: the words themselves, so that no later change gets in

    @property
    def number(self) -> int:
        """The number of the present round, from 1; 0 where there is none."""
        return 0 if self.idle else len(self.rounds)

    @property
    def question(self) -> str | None:
        """The id of the present question."""
        return None if self.idle else self.rounds[-1].question

    def compared(self) -> list[int]:
        """Return the numbers of the rounds shown beside each other: the first on this question, and the present one."""
        same = [n for n, r in enumerate(self.rounds, 1) if r.question == self.question]
        return [same[0], same[-1]] if len(same) > 1 else same


class Impossible(ValueError):
    """An act that cannot be done now."""


def after(live: Live, act: str, detail: str = "") -> Live:
    """Return what a class is at after an act of the teacher; raises Impossible."""
    if act == "open":
        turn = 1 + sum(r.question == detail for r in live.rounds)
        return Live((*live.rounds, Round(detail, turn)), idle=False, is_open=True)
    if live.idle or act not in ACTS:
        raise Impossible(act)
    if live.is_open and act not in ("close", "pick", "drop", "clear") or live.key and act == "reopen":
        raise Impossible(act)  # what the class sees before it has answered would answer for it
    if act == "clear":
        return Live(live.rounds)
    if act in ("pick", "drop"):
        rest = tuple(words for words in live.picked if words != detail)
        return msgspec.structs.replace(live, picked=(*rest, detail) if act == "pick" else rest)
    changed = {
        "close": {"is_open": False}, "reopen": {"is_open": True, "shown": False}, "show": {"shown": True},
        "hide": {"shown": False}, "key": {"key": True},
    }  # fmt: skip
    return msgspec.structs.replace(live, **changed[act])
