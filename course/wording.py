"""The words of the interface, in both languages. What belongs to the lessons stands in data/."""

from .language import Text

WORDS = {
    # the reader
    "layers": Text("显示哪些批注", "Show annotations"),
    "layout": Text("排版", "Layout"),
    "by_sentence": Text("分句", "By sentence"),
    "running": Text("连排", "Running text"),
    "gloss_close": Text("关闭", "Close"),
    "gist": Text("段意", "Gist"),
    "notes": Text("注", "Notes"),
    "glossary": Text("词语", "Words"),
    "role": Text("论证作用", "Role"),
    "evidence": Text("凭什么", "Rests on"),
    "method": Text("论证方法", "Method"),
    "device": Text("修辞", "Device"),
    "marker": Text("逻辑标记", "Logic marker"),
    "modality": Text("语气", "Modality"),
    "note": Text("注释", "Notes"),
    "term": Text("词语", "Words"),
    # kinds of glossary entries
    "kind_term": Text("术语", "term"),
    "kind_idiom": Text("成语、惯用语", "idiom"),
    "kind_allusion": Text("典故", "allusion"),
    "kind_policy": Text("政策用语", "policy phrase"),
    "kind_metaphor": Text("比喻", "metaphor"),
    # the quiz
    "submit": Text("提交", "Submit"),
    "retry": Text("再试一次", "Try again"),
    "choose": Text("请选择", "Choose"),
    "one": Text("选一项", "Choose one"),
    "several": Text("可选多项", "Choose one or more"),
    "match": Text("每行选一项", "Choose one for each row"),
    "write": Text("写几句，再看参考答案", "Write a few sentences, then see a model answer"),
    "empty": Text("还没有作答。", "There is no answer yet."),
    "your_answer": Text("这是你上次的回答。", "This is your last answer."),
    "no_reply": Text(
        "没有收到批改结果。内核可能停了：从菜单选 Run → Run All Cells，再答一次。",
        "No reply came. The kernel may have stopped: choose Run → Run All Cells, then answer again.",
    ),
    "right": Text("对", "Right"),
    "wrong": Text("不对", "Not right"),
    "partly": Text("对了一部分", "Partly right"),
    "missed": Text("漏选", "Missed"),
    "noted": Text("已记下", "Noted"),
    "noted_open": Text("已记下。下面是一种答法，跟你的对照看。", "Noted. Here is one way to answer; compare it with yours."),
    "noted_before": Text("已记下。读完以后，你会再答一次这道题。", "Noted. You will answer this question again after reading."),
    "before_then": Text("读之前你选的是：", "Before reading you chose: "),
    "try_first": Text("再试一次。第二次提交以后，会给出全部答案和理由。", "Try again. After the second try all answers are given, with reasons."),
    "answers": Text("看答案和理由", "Answers and reasons"),
    "model": Text("参考答案", "Model answer"),
    "rubric": Text("对照检查", "Check yourself"),
    "decided_by": Text("看这一句", "The sentence that decides it"),
    "score": Text("得分", "Score"),
    "items": Text("道题", "questions"),
    "key_is": Text("应选", "answer"),
    "not_key": Text("不选", "not this"),
    # the map
    "supplied": Text("读者补出", "supplied by the reader"),
    "joint": Text("合起来", "taken together"),
    "map": Text("论证图", "Argument map"),
    "blank": Text("第 {n} 空", "blank {n}"),
    "rel_support": Text("支持", "supports"),
    "rel_attack": Text("反驳", "attacks"),
    "rel_concede": Text("让步", "concedes"),
    "rel_elaborate": Text("展开", "elaborates"),
    "rel_exemplify": Text("举例说明", "exemplifies"),
    "rel_restate": Text("重申", "restates"),
    "node_thesis": Text("中心论点", "thesis"),
    "node_claim": Text("分论点", "claim"),
    "node_premise": Text("理由", "premise"),
    "node_evidence": Text("论据", "evidence"),
    "node_concession": Text("让步", "concession"),
    "node_contrast": Text("对比", "contrast"),
    "node_measure": Text("对策", "measure"),
    "node_goal": Text("目标", "goal"),
    "node_circumstance": Text("现状与问题", "circumstance"),
    "node_definition": Text("界定", "definition"),
    "node_authority": Text("引用权威", "authority"),
    "node_background": Text("背景", "background"),
    # the lesson
    "lesson": Text("第 {id} 课", "Lesson {id}"),
    "question": Text("这一课问什么", "The question"),
    "objectives": Text("学完你能", "Afterwards you can"),
    "minutes": Text("{n} 分钟", "{n} min"),
    "time": Text("时间", "Time"),
    "need": Text("先要知道", "Before you start"),
    "text": Text("读哪些段落", "Text"),
    "to_come": Text("在写", "in preparation"),
    "open": Text("可以学", "ready"),
    "number": Text("课", "No."),
    "lesson_title": Text("题目", "Title"),
    "state": Text("状态", "State"),
    "tries": Text("答过几次", "tries"),
    "before_reading": Text("读前（%）", "before (%)"),
    "after_reading": Text("读后（%）", "after (%)"),
    "answered": Text("已答 {n} 题，共 {of} 题。", "{n} of {of} questions answered."),
    # the check of notebook 00
    "check": Text("检查", "Check"),
    "outcome": Text("结果", "Result"),
    "what_to_do": Text("怎么办", "What to do"),
    "fine": Text("正常", "fine"),
    "fails": Text("有问题", "fails"),
    "check_fonts": Text("图中的汉字", "Chinese in figures"),
    "check_saving": Text("保存答题记录", "Saving your answers"),
    "check_widget": Text("可以点的题目", "Clickable questions"),
    "nothing": Text("不用做什么", "nothing to do"),
    "widget_hint": Text(
        "答下面这道题：点得动、交得上，就正常。点不动，就从菜单选 Run → Run All Cells；还不行，就重启内核再试。",
        "Answer the question below: if you can click and submit, all is well. If not, choose Run → Run All Cells; if that fails, restart the kernel.",
    ),
}  # fmt: skip


def say(key: str, **details) -> str:
    """Return an interface text in the current language, its {…} filled in."""
    return str(WORDS[key]).format(**details) if details else str(WORDS[key])


def say_all(*keys: str) -> dict[str, str]:
    """Return several interface texts, for a widget."""
    return {key: say(key) for key in keys}
