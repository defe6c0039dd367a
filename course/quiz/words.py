"""The words of this room, in both languages."""

from ..base import WORDS as _COMMON, Text

WORDS = _COMMON | {
    "choose_one": Text("请选一项。", "Choose one option."),
    "choose_some": Text("请至少选一项。", "Choose at least one option."),
    "no_option": Text("没有 {which} 这一项。", "There is no option {which}."),
    "match_one": Text("请至少配一行。", "Match at least one row."),
    "no_match": Text("没有 {row} 配 {choice} 这回事。", "There is no row {row} with a choice {choice}."),
    "order_all": Text("请把每一步都排进去，各一次。", "Put every step in, each of them once."),
    "fill_in": Text("请填一个词。", "Fill in a word."),
    "too_long_word": Text("填了 {n} 字，请缩到 {most} 字以内。", "That is {n} characters; keep to {most}."),
    "write_first": Text("请先写几句。", "Write an answer first."),
    "too_long_answer": Text("写了 {n} 字，请缩到 {most} 字以内。", "That is {n} characters; keep to {most}."),
}


def say(key: str, **details) -> str:
    """Return a text in the current language, its {…} filled in."""
    return str(WORDS[key]).format(**details) if details else str(WORDS[key])
