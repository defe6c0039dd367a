"""The names of table columns, in both languages."""

from .language import Text

COLUMNS = {
    "word": Text("词", "word"),
    "words": Text("原文", "words of the text"),
    "count": Text("次数", "count"),
    "per_thousand": Text("每千词", "per 1,000 words"),
    "per_thousand_characters": Text("每千字", "per 1,000 characters"),
    "place": Text("位置", "place"),
    "left": Text("左边", "left"),
    "keyword": Text("检索词", "keyword"),
    "right": Text("右边", "right"),
    "characters": Text("字数", "characters"),
    "number_of_words": Text("词数", "words"),
    "sentences": Text("句数", "sentences"),
    "clauses": Text("分句数", "clauses"),
    "rhythm": Text("各分句字数", "characters of each clause"),
    "count_here": Text("本文次数", "count here"),
    "count_there": Text("对照次数", "count in reference"),
    "rate_here": Text("本文每千词", "per 1,000 here"),
    "rate_there": Text("对照每千词", "per 1,000 in reference"),
    "g2": Text("G²", "G²"),
    "p": Text("p", "p"),
    "log_ratio": Text("对数比", "log ratio"),
    "diff": Text("相差%", "%DIFF"),
    "together": Text("共现次数", "co-occurrences"),
    "expected": Text("期望次数", "expected"),
    "mi": Text("MI", "MI"),
    "t": Text("t", "t"),
    "log_dice": Text("logDice", "logDice"),
    "parts": Text("出现的段数", "parts with it"),
    "juilland": Text("Juilland D", "Juilland’s D"),
    "dp": Text("DP", "DP"),
    "dp_norm": Text("DPnorm", "DPnorm"),
    "measure": Text("指标", "measure"),
    "value": Text("值", "value"),
    "items": Text("并列项数", "items"),
    "kind": Text("类别", "kind"),
    "other": Text("另一词", "other word"),
    "phrase": Text("相同的词串", "shared words"),
    "length": Text("字数", "characters"),
    "here": Text("在这一篇", "in this text"),
    "there": Text("在那一篇", "in the other"),
    "similarity": Text("相似度", "similarity"),
    "pattern": Text("句式", "pattern"),
    "way": Text("怎样切", "cut by"),
    "precision": Text("准确率", "precision"),
    "recall": Text("召回率", "recall"),
    "f1": Text("词 F1", "F1 of words"),
    "f1_borders": Text("词界 F1", "F1 of borders"),
    "tag": Text("词性", "part of speech"),
}


def columns(*names: str) -> tuple[str, ...]:
    """Return the column names in the language in use."""
    return tuple(str(COLUMNS[name]) for name in names)
