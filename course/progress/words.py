"""The words of this room, in both languages."""

from ..base import Text, Words

WORDS = Words(__name__, {
    # the log
    "unsaved": Text(
        "答题记录存不下来（{why}）。本次仍可照常学习，但关闭后记录会丢失。",
        "Your answers cannot be saved ({why}). The lesson works as usual, but they are lost when you close it.",
    ),
    "set_aside": Text(
        "原来的答题记录已损坏，原样改名为 {name} 保存；从现在起另记一份。",
        "Your record of answers was damaged. It is kept, untouched, as {name}; a new one starts now.",
    ),
    # a file that is not taken
    "file_huge": Text("文件太大（超过 20 MB），不像这门课的记录。", "The file is too large (over 20 MB) to be a record of this course."),
    "file_foreign": Text("这不是这门课的记录文件。", "This is not a record of this course."),
    "file_newer": Text("这个文件来自更新的版本；请先更新课程。", "This file comes from a newer version; update the course first."),
    "file_entry": Text("第 {n} 条记录不对：{what}。什么都没有改动。", "Entry {n} is wrong: {what}. Nothing has been changed."),
    # what to do next
    "next_start": Text("还没有答过题。从第 {id} 课开始：{title}。", "Nothing answered yet. Begin with lesson {id}, {title}."),
    "next_review": Text("有 {n} 题到了复习的时候。", "{n} questions are due for review."),
    "next_lesson": Text(
        "接着学第 {id} 课：{title}（还有 {n} 题没有答）。",
        "Go on with lesson {id}, {title} ({n} questions not yet answered).",
    ),
    "next_none": Text(
        "全部答过，眼下没有要复习的。下次复习在 {date}。",
        "All answered, and nothing is due now. The next review is on {date}.",
    ),
})
say = WORDS.say
