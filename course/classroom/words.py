"""The words of this room, in both languages."""

from ..base import Text, Words
from ..lessons import WORDS as LESSONS
from ..quiz import WORDS as QUIZ

WORDS = Words(__name__, {
    # the materials
    "materials": Text("课堂材料", "Classroom materials"),
    "handout": Text("学生讲义", "Handout"),
    "instructor": Text("教师版　不发给学生", "Instructor edition, not for students"),
    "slides": Text("投影", "Slides"),
    # handouts
    "pseudonym": Text("代号", "Pseudonym"),
    "guess_first": Text("先猜：", "Guess first:"),
    "again_on_paper": Text(
        "再看读前的几题：哪一题你改了主意？是哪一句让你改的？",
        "Look again at the questions before reading. On which have you changed your mind, and which sentence "
        "changed it?",
    ),
    "own_on_paper": Text(
        "你自己的文章：把要读的几句抄在这里，一句一行，编上 X01.1、X01.2 ……",
        "Your own text: copy the sentences you will read here, one a line, and number them X01.1, X01.2 …",
    ),
    # instructor editions
    "version": Text("{n} 分钟怎样上", "In {n} minutes"),
    "clock": Text("分钟", "Minute"),
    "step": Text("环节", "Step"),
    "class_does": Text("做什么", "What the class does"),
    "left_out": Text("留作课前或课后：", "Left for before or after the class:"),
    "board": Text("板书", "The board at the end"),
    "purpose": Text("为什么有这一步", "Why this step"),
    "lead": Text("怎样带", "How to lead it"),
    "is_read": Text("读：", "Read:"),
    "misreadings": Text("课上常见的误读", "Common misreadings in class"),
    "student_says": Text("学生说", "A student says"),
    "react": Text("怎样应对", "How to react"),
    "discussion_notes": Text("讨论：几种站得住的回答", "Discussion: answers one can defend"),
    "more_than_one": Text(
        "每题不止一种回答站得住。不必选出一种；要问的是它靠哪一句。",
        "Each question has more than one answer that can be defended. There is no need to settle on one; ask "
        "which sentence it rests on.",
    ),
    # slides
    "answer_is": Text("答案", "Answer"),
    "slides_help": Text(
        "→ 下一步　↓ 答案和细节　Esc 总览　F 全屏",
        "→ next step   ↓ answers and details   Esc overview   F full screen",
    ),
    "continued": Text("（续）", "(continued)"),
    # the class report
    "class_title": Text("全班报告", "Class report"),
    "class_counts": Text(
        "{n} 人交来记录，{items} 题有人答过，{skipped} 个文件没有用。只算读课文以后的第一次作答：再答时已经看过讲解。",
        "{n} learners handed in, {items} questions were answered, {skipped} files were left out. Only first "
        "answers after reading are counted: later ones were given after an explanation.",
    ),
    "class_suspects": Text(
        "先看这几题：答案可能标错，或题目有歧义",
        "Look at these first: the key may be wrong, or the question ambiguous",
    ),
    "class_suspects_help": Text(
        "学得好的人反而答错，而且多半选了同一项。",
        "Those who do well elsewhere get these wrong, and most of them in the same way.",
    ),
    "class_no_suspects": Text("没有。", "None."),
    "class_who": Text("谁在哪里卡住了", "Who is stuck where"),
    "class_who_help": Text(
        "“卡住”：同一题答错两次或更多，后来还没有答对。",
        "Stuck: the same question wrong twice or more, and not yet right since.",
    ),
    "class_learner": Text("代号", "Pseudonym"),
    "class_score": Text("得分", "Score"),
    "class_answered": Text("答过几题", "Answered"),
    "class_last": Text("最近一课", "Last lesson"),
    "class_day": Text("最近一天", "Last day"),
    "class_unfinished": Text("没有答完的课", "Lessons not finished"),
    "class_stuck": Text("卡住的题", "Stuck at"),
    "class_all": Text("全班", "All"),
    "class_objectives": Text("各项目标", "Objectives"),
    "class_objectives_help": Text(
        "格子里是每个人在一项目标下最近得分的平均（%）；空格是没有答过。",
        "Each cell is a learner's mean latest score under an objective (%); empty where nothing was answered.",
    ),
    "class_weakest": Text("目标，从最弱的看起", "Objectives, weakest first"),
    "class_items": Text("各题", "Questions"),
    "class_items_help": Text(
        "从最难的看起。区分度是这题得分和其余各题平均得分的相关（−1 到 1）；不足 {fewest} 人不算。",
        "Hardest first. Discrimination is the correlation of a question's score with the mean of a learner's "
        "others (−1 to 1); not given for fewer than {fewest} learners.",
    ),
    "class_item": Text("题", "Question"),
    "class_prompt": Text("问什么", "What is asked"),
    "class_n": Text("人数", "Learners"),
    "class_facility": Text("答对率", "Right"),
    "class_discrimination": Text("区分度", "Discrimination"),
    "class_wrong": Text("选错的项", "Chosen wrongly"),
    "class_skipped": Text("没有用的文件", "Files left out"),
    "class_remarks": Text("用了，但要留意", "Used, with remarks"),
    # files handed in
    "handed_kind": Text("不是普通文件", "it is no ordinary file"),
    "handed_suffix": Text("不是 .json 文件", "it is no .json file"),
    "handed_unreadable": Text("打不开：{why}", "it cannot be opened: {why}"),
    "handed_empty": Text("里面没有这门课的作答", "it has no answer to a question of this course"),
    "handed_same": Text(
        "和 {other} 有相同的作答，只算 {other}",
        "it has answers that are also in {other}; only {other} is counted",
    ),
    "handed_twice": Text("代号和 {other} 相同", "its pseudonym is that of {other}"),
    "handed_unknown": Text(
        "{n} 条作答不属于这门课现有的题，没有算",
        "{n} answers are to questions this course does not have; not counted",
    ),
    "handed_unfit": Text("{n} 条作答不合题目，没有算", "{n} answers do not fit their questions; not counted"),
    "handed_rescored": Text("{n} 条作答的分数和答案不符，按答案重算了", "{n} scores did not agree with the answers; worked out again"),
    "nothing_handed_in": Text("{folder} 里没有一份能用的记录。", "There is not one record in {folder} that can be used."),
}, QUIZ, LESSONS)
say = WORDS.say
