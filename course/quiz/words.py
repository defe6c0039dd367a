"""The words of this room, in both languages."""

from ..base import Text, Words
from ..reading import WORDS as READING

WORDS = Words(__name__, {
    # what is asked for, on the screen
    "one": Text("选一项", "Choose one"),
    "several": Text("可选多项", "Choose one or more"),
    "judge": Text("判断", "Judge by the text"),
    "mark": Text("选出句子", "Choose the sentence or sentences"),
    "match": Text("每行选一项", "Choose one for each row"),
    "order": Text("排出次序", "Put in order"),
    "fill": Text("填空", "Fill in the gap"),
    "write": Text("写几句，再看参考答案", "Write a few sentences, then see a model answer"),
    # and on paper
    "paper_single": Text("圈一项", "circle one"),
    "paper_multiple": Text("可圈多项", "circle one or more"),
    "paper_truth": Text("圈一项", "circle one"),
    "paper_mark": Text("圈出句子", "circle the sentence or sentences"),
    "paper_match": Text("在方框里写字母", "write a letter in each box"),
    "paper_order": Text("在方框里写次序 1、2、3 ……", "number the boxes 1, 2, 3 …"),
    "paper_cloze": Text("先盖住课文再填", "cover the text, then fill in"),
    "paper_open": Text("写几句", "write a few sentences"),
    # the options of a statement to be judged
    "truth_true": Text("对", "true"),
    "truth_false": Text("错", "false"),
    "truth_unstated": Text("文中没有说", "not stated"),
    # demands
    "demand_content": Text("文中说了什么", "what the text says"),
    "demand_argument": Text("论证怎样搭起来", "how the argument is built"),
    "demand_inference": Text("推得出什么", "what follows"),
    "demand_words": Text("词语", "words"),
    # feedback
    "partly": Text("对了一部分", "Partly right"),
    "missed": Text("漏选", "Missed"),
    "score": Text("得分", "Score"),
    "try_first": Text(
        "再试一次。第二次提交以后，会给出全部答案和理由。",
        "Try again. After the second try all answers are given, with reasons.",
    ),
    "before_then": Text("读之前你选的是：", "Before reading you chose: "),
    "clue": Text("提示", "Hint"),
    "answers": Text("看答案和理由", "Answers and reasons"),
    "key_is": Text("应选", "answer"),
    "not_key": Text("不选", "not this"),
    "decided_by": Text("看这一句", "The sentence that decides it"),
    "right_order": Text("合理的次序", "An order that works"),
    "right_word": Text("原文是", "The text has"),
    "model": Text("参考答案", "Model answer"),
    "rubric": Text("对照检查", "Check yourself"),
    "noted_open": Text("已记下。下面是一种答法，跟你的对照看。", "Noted. Here is one way to answer; compare it with yours."),
    # what cannot be graded
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
    # blanks of an argument map
    "blank_role": Text("第 {n} 空：“{target}”在论证里是哪一种步骤？", "Blank {n}: what kind of step is “{target}”?"),
    "blank_relation": Text("第 {n} 空：它们跟“{target}”是什么关系？", "Blank {n}: how do these bear on “{target}”?"),
    "blank_text": Text("第 {n} 空：连到“{target}”的那一步是什么？", "Blank {n}: which step is missing that bears on “{target}”?"),
    "blank_thesis": Text("第 {n} 空：整幅图最后通向哪一个判断？", "Blank {n}: to which judgement does the whole map lead?"),
    "because": Text("这里：", "Here: "),
    "other_step": Text("这是图里的另一步，它的位置在别处：", "This is another step of the map and stands elsewhere: "),
}, READING)
say = WORDS.say
