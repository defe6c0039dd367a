"""The words of this room, in both languages: what is said of a lesson in a notebook, on paper and on a wall."""

from ..base import Text, Words

WORDS = Words(__name__, {
    "lesson": Text("第 {id} 课", "Lesson {id}"),
    "objectives": Text("学完你能", "Afterwards you can"),
    "minutes": Text("{n} 分钟", "{n} min"),
    "and_then": Text("、", ", "),
})
