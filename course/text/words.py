"""The words of this room, in both languages."""

from ..base import Text, Words

WORDS = Words(__name__, {
    # a text of one's own that cannot be used, or takes long to cut
    "text_empty": Text("{name} 是空的；请给一篇至少两个字的文章。", "{name} is empty; give a text of at least two characters."),
    "text_signs": Text(
        "{name} 只有标点，没有字；没有什么可数。",
        "{name} has punctuation only and no word; there is nothing to count in it.",
    ),
    "text_one": Text("{name} 只有一个字；没有什么可数。", "{name} has one character only; there is nothing to count in it."),
    "text_unread": Text("{name} 读不了：{why}。", "{name} cannot be read: {why}."),
    "text_binary": Text(
        "{name} 不是文本文件，或者编码不认识；请另存为 UTF-8 再试。",
        "{name} is not a text file, or in an encoding this course does not know; save it as UTF-8 and try again.",
    ),
    "unnamed": Text("这篇文章", "The text"),
    "cutting": Text("切词：{total} 字中的 {done} 字", "Cutting into words: {done} of {total} characters"),
    # columns of tables
    "word": Text("词", "word"),
    "tag": Text("词性", "part of speech"),
})
say, columns = WORDS.say, WORDS.columns
