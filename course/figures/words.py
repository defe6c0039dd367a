"""The words of this room, in both languages."""

from ..base import Text, Words

WORDS = Words(__name__, {
    # axes
    "axis_place": Text("在文中的位置（从头到尾）", "position in the text (start to end)"),
    "axis_characters": Text("字数（不计标点）", "characters (punctuation not counted)"),
    "axis_count": Text("出现次数", "occurrences"),
    "axis_items": Text("一串里的项数（一点是一串）", "items in a list (one dot, one list)"),
    "axis_g2": Text("G²（越长，两篇相差的根据越足）", "G² (the longer, the more evidence of a difference)"),
    # what a figure shows, said in words
    "dispersion_alt": Text("各词在文中的位置：{told}。", "Where each word stands: {told}."),
    "dispersion_one": Text("“{word}”{n}次：{spread}", "“{word}” {n} times: {spread}"),
    "bars_alt": Text("最常出现的词：{told}。", "The most frequent words: {told}."),
    "strips_alt": Text("各段句子的字数：{told}。", "Length of the sentences of each paragraph: {told}."),
    "rhythm_alt": Text("各句分句的字数：{told}。", "Characters of each clause: {told}."),
    "lists_alt": Text(
        "共{n}串并列，最长{most}项，在{at}。各段串数：{per}。",
        "{n} lists; the longest has {most} items, in {at}. Lists a paragraph: {per}.",
    ),
    "key_alt": Text(
        "{here}里用得更多的词（G²）：{a}。{there}里用得更多的词：{b}。",
        "Used more in {here} (G²): {a}. Used more in {there}: {b}.",
    ),
    "cloud_alt": Text("词云，字号由词频决定：{told}。", "Word cloud, sized by frequency: {told}."),
    "clouds_alt": Text(
        "两个词云，字号由词频决定。{here}：{a}。{there}：{b}。",
        "Two word clouds, sized by frequency. {here}: {a}. {there}: {b}.",
    ),
    "network_alt": Text(
        "词的网络，线越粗，同在的句子越多：{told}。",
        "A network of words; the thicker the line, the more sentences have both: {told}.",
    ),
    "heat_alt": Text("各段的论证作用和凭什么（句数）。{told}。", "Roles and grounds in each paragraph (sentences). {told}."),
    "aligned_alt": Text("{n}句按相同的字对齐，相同的是{same}。{rows}", "{n} sentences aligned by what they share: {same}. {rows}"),
})
say = WORDS.say
