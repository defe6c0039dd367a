"""The words of this room, in both languages."""

from ..base import Text, Words

WORDS = Words(__name__, {
    # layers of notes
    "gist": Text("段意", "Gist"),
    "role": Text("论证作用", "Role"),
    "evidence": Text("凭什么", "Rests on"),
    "method": Text("论证方法", "Method"),
    "device": Text("修辞", "Device"),
    "marker": Text("逻辑标记", "Logic marker"),
    "modality": Text("语气", "Modality"),
    "term": Text("词语", "Words"),
    "note": Text("注释", "Notes"),
    "critical": Text("追问", "Questions"),
    # in a passage and on its cards
    "notes": Text("注", "Notes"),
    "questions": Text("问", "Questions"),
    "glossary": Text("词语", "Words"),
    "would_answer": Text("怎样才算回答：", "What would count as an answer:"),
    "no_question": Text("这里为什么不追问：", "Why nothing is asked here:"),
    "also": Text("也关系到", "bears also on"),
    "to_map": Text("在论证图中看", "Show in the map"),
    "to_text": Text("到课文", "To the text"),
    "in_map": Text("在论证图里", "in the argument map"),
    # kinds of glossary entries
    "kind_term": Text("术语", "term"),
    "kind_idiom": Text("成语、惯用语", "idiom"),
    "kind_allusion": Text("典故", "allusion"),
    "kind_policy": Text("政策用语", "policy phrase"),
    "kind_metaphor": Text("比喻", "metaphor"),
    # a gloss that was guessed
    "right": Text("对", "Right"),
    "wrong": Text("不对", "Not right"),
    "guessed_other": Text("你选的是“{term}”的意思。", "What you chose is the meaning of {term}."),
    # the argument map
    "map": Text("论证图", "Argument map"),
    "map_alt": Text("论证图。下面的大纲说的是同样的内容。", "Argument map. The outline below says the same."),
    "supplied": Text("读者补出", "supplied by the reader"),
    "supplied_short": Text("读者补出", "supplied"),
    "joint": Text("合起来", "taken together"),
    "joint_with": Text("合起来还要：", "together with:"),
    "see_above": Text("（见上）", "(see above)"),
    "blank": Text("第 {n} 空", "blank {n}"),
})
say = WORDS.say
