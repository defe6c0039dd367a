"""The pages of the site: one frame for all, the lessons, the first page, and the teachers' page."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ...base import current_language, html_language, join
from ...lessons import Lesson, load_lessons
from ..words import say
from ..write import materials_table

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.S)


class Section(NamedTuple):
    """A part of a page: where it begins (`id`, "" for the top), what it is called, and its HTML."""

    id: str
    name: str
    html: str


def sections(body: str) -> list[Section]:
    """Return a page's parts: from one second-level heading to the next; the first one has no id."""
    found = _HEADING.split(body)  # what stands before the first, then id, name and HTML of each
    return [Section("", "", found[0]), *(Section(*found[n : n + 3]) for n in range(1, len(found), 3))]


def page_of(lesson: Lesson) -> str:
    """Return the name of a lesson's page: the same in both languages."""
    return lesson.file.replace(".ipynb", ".html")


def whole_page(name: str, title: str, main: Markup, version: str, contents: Markup = Markup(""), kind: str = "") -> str:
    """Return a page of the site in the language in use. `version` tells its style and script from older ones."""
    other = "en" if current_language() == "zh" else "zh"
    page = Markup(
        '<!doctype html>\n<html lang="{lang}" data-jp-theme-light="true"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        '<meta name="description" content="{about}"><link rel="icon" href="../look/icon.svg">'
        '<link rel="alternate" hreflang="{tag}" href="../{other}/{name}"><link rel="stylesheet" href="../look/site.css?{version}">'
        '<script src="../look/theme.js?{version}"></script><script src="../look/site.js?{version}" defer></script></head>'
        '<body class="course-lesson{english} {kind}"><a class="site-skip" href="#main">{skip}</a>{bar}'
        '<div class="site-page">{contents}<main id="main">{main}</main></div></body></html>\n'
    )
    english = " course-in-english" if other == "zh" else ""
    return str(page.format(
        lang=html_language(), title=title, about=say("site_about"), tag="en" if other == "en" else "zh-Hans", other=other, name=name,
        version=version, english=english, kind=kind, skip=say("site_skip"), bar=_bar(name, other), contents=contents, main=main,
    ))  # fmt: skip


def _bar(name: str, other: str) -> Markup:
    """Return what stands above every page: home, search, the other language, light and dark, the lessons."""
    words = {key: say(f"site_{key}") for key in ("title", "search", "nothing_found", "dark", "lessons", "teachers")}
    turned = Markup('<a class="site-language" lang="{}" hreflang="{}" href="../{}/{}">{}</a>').format(
        *(("en", "en") if other == "en" else ("zh-Hans", "zh-Hans")), other, name, say("site_other_language")
    )
    return Markup(
        '<header class="site-bar"><a class="site-home" href="index.html">{title}</a>'
        '<search class="site-search"><input type="search" aria-label="{search}" placeholder="{search}" data-nothing="{nothing_found}" autocomplete="off">'
        '<div class="site-found" role="status"></div></search>'
        '{turned}<button type="button" class="site-theme" aria-pressed="false">{dark}</button>'
        '<nav class="site-lessons" aria-label="{lessons}">{links}<a href="teachers.html"{here}>{teachers}</a></nav></header>'
    ).format(turned=turned, links=_lesson_links(name), here=_current(name == "teachers.html"), **words)


def _current(here: bool) -> Markup:
    return Markup(' aria-current="page"' if here else "")


def _lesson_links(name: str) -> Markup:
    links = ((page_of(n), n.title, _current(page_of(n) == name), n.id) for n in load_lessons())
    return join(links, each='<a href="{}" title="{}"{}>{}</a>')


def lesson_page(lesson: Lesson, body: Markup, version: str) -> str:
    """Return a lesson's page: the notebook, its contents beside it, and the way to the lessons before and after it."""
    parts = [part for part in sections(str(body)) if part.id]
    links = join(((part.id, Markup(part.name)) for part in parts), each='<li><a href="#{}">{}</a></li>')
    contents = Markup(
        '<div class="site-side"><p class="site-live"><a class="course-primary" href="../live/notebooks/index.html?path={}/{}">{}</a><small>{}</small></p>'
        '<nav class="site-contents" aria-label="{name}"><details open><summary>{name}</summary><ol>{}</ol></details></nav></div>'
    ).format(current_language(), lesson.file, say("site_live"), say("site_live_help"), links, name=say("site_contents"))
    return whole_page(page_of(lesson), f"{lesson.id} {lesson.title}", body, version, contents)


def home_page(passage: Markup, version: str) -> str:
    """Return the first page: what the course is, a paragraph annotated, and the lessons."""
    rows = ((page_of(n), n.id, n.title, n.question, say("minutes", n=n.minutes)) for n in load_lessons())
    lessons = join(rows, each='<li><a href="{}"><b>{}　{}</b><span>{}</span> <small>{}</small></a></li>')
    main = Markup(
        '<h1>{}</h1><p class="site-lead">{}</p><p>{}</p><p class="site-go"><a class="course-primary" href="{}">{}</a><a href="{}">{}</a></p>'
        '<h2 id="passage">{}</h2><p>{}</p>{}<h2 id="lessons">{}</h2><ol class="site-course">{}</ol><p class="site-small">{}</p>'
        '<p class="site-small">{} <button type="button" class="site-erase" data-sure="{}" data-done="{}">{}</button> <span role="status"></span></p>'
    ).format(
        say("site_question"), say("site_about"), say("site_how"), page_of(_lesson("01")), say("site_begin"), page_of(_lesson("02")),
        say("site_try"), say("site_passage"), say("site_passage_how"), passage, say("site_lessons"), lessons, say("site_rights"),
        say("site_keeps"), say("site_erase_sure"), say("site_erased"), say("site_erase"),
    )  # fmt: skip
    return whole_page("index.html", say("site_title"), main, version, kind="site-first")


def _lesson(name: str) -> Lesson:
    return next(lesson for lesson in load_lessons() if lesson.id == name)


def teachers_page(version: str) -> str:
    """Return the page for those who lead a class: what each lesson has for students and for the teacher."""
    main = Markup('<h1>{}</h1><p>{}</p><div class="site-wide">{}</div><p>{}</p>').format(
        say("site_teachers"), say("site_teachers_how"), materials_table("classroom"), say("site_teachers_class")
    )
    return whole_page("teachers.html", say("site_teachers"), main, version)


def entries(name: str, title: str, body: str) -> Sequence[tuple[str, str, str]]:
    """Return what the search knows of a page: address, heading and words of each of its parts."""
    return [
        (f"{name}#{part.id}" if part.id else name, f"{title}　{_plain(part.name)}".rstrip("　"), _plain(part.html))
        for part in sections(body)
    ]


def _plain(html: str) -> str:
    """Return the words of HTML, with one space where elements end."""
    words = re.sub(r"<(style|svg)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(Markup(re.sub(r"</?(?:a|b|i|em|strong|span|mark|ruby|code)\b[^>]*>", "", words)).striptags().split())
