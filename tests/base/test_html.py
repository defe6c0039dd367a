"""What is shown: the text unaltered, everything escaped, both languages, readable without a kernel."""

import re
from html.parser import HTMLParser

import pytest

import course
from course.base import language
from course.base.language import Text
from course.quiz import html as quiz_markup, item as quiz
from course.quiz.kinds.choice import Option, Single
from course.reading import annotation, passage_html as reader_markup
from course.text import essays as corpus
from tests.items import lesson_items

EVIL = Text("<script>alert('坏')</script>&\"", "<img src=x onerror=alert(1)>")


class Words(HTMLParser):
    """Collects the text of elements of one class, leaving out elements of others."""

    def __init__(self, wanted: str, *unwanted: str):
        super().__init__()
        self.stack, self.stacks, self.wanted, self.unwanted, self.found = [], [], wanted, set(unwanted), []

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "img"}:
            self.stack.append(dict(attrs).get("class", ""))
            self.stacks.append(tuple(self.stack))

    def handle_endtag(self, tag):
        self.stack.pop()

    def handle_data(self, data):
        if self.wanted in self.stack and not self.unwanted & set(self.stack):
            self.found.append(data)


@pytest.mark.parametrize("paragraph", [p for e in corpus.ESSAYS for p in corpus.load_essay(e).paragraphs], ids=lambda p: p.id)
def test_the_text_shown_is_the_text_whatever_is_marked_in_it(paragraph):
    parser = Words("course-text", "course-tag", "course-ask")
    parser.feed(str(reader_markup.format_passage([paragraph], annotation.load_annotations(paragraph.id[0]))))
    assert "".join(parser.found) == paragraph.text


def test_nothing_that_can_be_clicked_stands_inside_something_else_that_can():
    for essay in corpus.ESSAYS:
        parser = Words("course-term", "nothing")
        parser.feed(str(reader_markup.format_passage(corpus.load_essay(essay).paragraphs, annotation.load_annotations(essay))))
        assert not [names for names in parser.stacks if "course-term" in names and {"course-tag", "course-ask"} & set(names)]


def test_tags_are_balanced_where_marks_overlap():
    sentence = corpus.passage("A02.1")
    label = next(iter(annotation.load_labels().values()))
    marks = [annotation.Annotation(str(n), "A02.1", label, (corpus.Span(n, n + 9),), False, None) for n in range(0, 18, 2)]
    parser = Words("course-text", "course-tag", "course-ask")
    parser.feed(f'<p class="course-text">{reader_markup._marked_text(sentence, marks, (), set())}</p>')
    assert parser.stack == [] and "".join(parser.found) == sentence.text


def test_what_is_said_of_a_paragraph_stands_above_its_sentences_and_marks_run_across_them():
    paragraph = corpus.passage("A02")
    label = annotation.load_labels()["device", "parallelism"]
    border = paragraph.sentences[0].span.end
    said = [
        annotation.Annotation("whole", "A02", label, (corpus.Span(0, len(paragraph.text)),), True, Text("整段", "all of it")),
        annotation.Annotation("words", "A02", label, (corpus.Span(border - 3, border + 3),), False, Text("跨句", "across")),
    ]
    shown = str(reader_markup.format_passage([paragraph], annotation.Reading("A", {}, tuple(said))))
    heading, sentences = shown.split("<ol", 1)
    assert label.name.zh in heading and "整段" in heading and "跨句" in heading
    assert sentences.count('class="course-mark"') == 2
    parser = Words("course-text", "course-tag", "course-ask")
    parser.feed(shown)
    assert "".join(parser.found) == paragraph.text


def test_html_in_data_is_shown_as_text():
    option = Option("a", EVIL, EVIL, "A01.1", True)
    other = Option("b", EVIL, EVIL, "A01.1")
    item = Single(
        id="x", part="after", kind="single", objective="o", demand="content", difficulty=1, places=["A01"], prompt=EVIL, options=[option, other]
    )
    shown = str(quiz_markup.format_quiz([item], True, {"x": 1}))
    shown += str(quiz_markup.public_item(item, 1))
    shown += str(item.explain("a", quiz.grade(item, "a")))
    assert "<script" not in shown and "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_html_in_a_written_answer_is_shown_as_text():
    item = next(i for i in lesson_items("02", "reading"))
    shown = str(item.explain("<b>x</b>", quiz.grade(item, "<b>x</b>")))
    assert "<b>x</b>" not in shown


def test_the_browser_is_sent_no_key_and_no_feedback():
    for item in lesson_items("02"):
        public = quiz_markup.public_item(item, 1)
        common = {"id", "number", "script", "prompt_html", "hint_html", "clue_html"}
        if item.kind == "writing":  # its samples and its rubric are there to be read
            continue
        drawn = {"options", "several", "choices", "rows", "steps", "gapped_html", "form", "unit", "words"}
        assert set(public) - common <= drawn and common <= set(public)
        sent = str(public)
        assert item.feedback is None or item.feedback.zh not in sent
        assert not [o for o in item.options if item.kind != "guess" and o.feedback.zh in sent]
        assert all(set(o) == {"id", "html"} for o in public.get("options", ()))
        assert all(set(r) == {"id", "html"} for r in public.get("rows", ()))


def test_a_printed_quiz_folds_its_answers_and_a_question_before_reading_has_none():
    assert "<details>" in str(quiz_markup.format_quiz(lesson_items("02", "after"), True, {i.id: 1 for i in lesson_items("02")}))
    before = str(quiz_markup.format_quiz(lesson_items("02", "before"), False, {i.id: 1 for i in lesson_items("02")}))
    assert "<details>" not in before
    for item in lesson_items("02", "before"):
        assert all(option.feedback.zh not in before for option in item.options)


def test_switching_the_language_turns_notes_quizzes_and_cards():
    chinese = course.read("A03").html, course.ask("02", "after").items[0]["prompt_html"], str(course.card("02"))
    course.use_language("en")
    english = course.read("A03").html, course.ask("02", "after").items[0]["prompt_html"], str(course.card("02"))
    assert all(c != e for c, e in zip(chinese, english, strict=True))
    assert not re.search(r"[\u4e00-\u9fff]", course.ask("02", "after").words["submit"])
    # The text itself stays Chinese, and says so to a screen reader.
    assert 'lang="zh-Hans"' in english[0] and corpus.passage("A03.1").text[:6] in english[0]


def test_a_language_the_course_does_not_speak_is_refused():
    with pytest.raises(language.LanguageError, match="zh, en"):
        course.use_language("fr")


def test_an_unknown_place_part_or_lesson_says_what_there_is():
    for wrong, hint in ((lambda: course.read("A99"), "A01 到 A15"), (lambda: course.ask("02", "middle"), "before, reading"), (lambda: course.ask("02", "before", 9), "没有第 9 题"), (lambda: course.card("12"), "00, 01")):
        with pytest.raises(KeyError) as caught:
            wrong()
        assert hint in str(caught.value)
