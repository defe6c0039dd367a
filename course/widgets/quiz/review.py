"""Questions that come back: a few at the start of a lesson, more in the mixed review."""

from datetime import UTC, datetime

from ...base import Page, html_language
from ...lessons import all_items, lessons_with_items
from ...progress import answers_about_words, due_items, kept_words, new_items, open_progress
from ...quiz import format_quiz, load_quiz
from ..notes.cards import word_cards
from ..words import say
from .quiz import Quiz, quiz_of

_FEW = 3  # questions a lesson opens with
_NEW = 2  # questions in a review that were never asked before


def review(most: int = 10, now: datetime | None = None, new: int = _NEW) -> Quiz | Page:
    """Return the questions that are due, from all lessons, those overdue longest first: at most `most` of them. Words you
    have kept come back among them, and take no more than half of the places while there are questions.

    Which are due is worked out from your answers (see progress/due.py). After them come up to `new` questions you have
    not met, of lessons you have finished. Where there is neither, the page says so.
    """
    log = open_progress()
    attempts = log.attempts()
    now = now or datetime.now(UTC)
    words = kept_words(log)
    due = due_items(word_cards(words), answers_about_words(words, attempts), now, most)
    items = due_items(all_items(), attempts, now, most)
    due = due[: max(most // 2, most - len(items))]
    items = items[: most - len(due)] + due
    quizzes = (load_quiz(lesson.id) for lesson in lessons_with_items())
    items += new_items(quizzes, attempts, min(new, most - len(items)))
    if not items:
        words = say("review_none" if attempts or words else "review_page")
        return Page(f'<p class="course-notice" lang="{html_language()}">{words}</p>', words, {"review": []})
    numbers = {item.id: n for n, item in enumerate(items, 1)}
    text = "\n".join(f"{n}. {item.prompt}" for n, item in enumerate(items, 1))
    return quiz_of(items, format_quiz(items, answers=True, numbers=numbers), text, "review", fresh=True, record={"review": [item.id for item in items]})


def warm_up() -> Quiz | Page:
    """Return the few questions a lesson opens with: at most three that are due from what you have learnt before."""
    return review(_FEW, new=0)
