"""What the explorers answer, as HTML: a concordance, all about one word, the words two texts differ in.

Each function takes what a learner typed and always returns a page: what makes no sense is answered with one sentence.
"""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import Table, join, listed
from ...text import CutText
from ...textstats import collocates, concordance, keyness, spread_table
from ..words import say

LONGEST = 50  # characters of a term
LINES = 100  # rows of a concordance shown at once
ORDERS = ("place", "left", "right")


def _told(key: str, **details) -> Markup:
    """Return one of the explorers' sentences as a paragraph, its details escaped."""
    return Markup("<p>{}</p>").format(say(key, **details))


def format_lines(cut: CutText, term: str, order: str) -> Markup:
    """Return the concordance of a term, sorted by place, by what stands left of it (nearest first), or right of it."""
    term = term.strip()
    if problem := _cannot_look_for(cut, term):
        return problem
    rows = list(concordance(term, cut.paragraphs, width=14))
    if order == "left":
        rows.sort(key=lambda row: row[1][::-1])
    elif order == "right":
        rows.sort(key=lambda row: row[3])
    more = _told("explore_first", n=LINES) if len(rows) > LINES else Markup("")
    return _told("explore_found", term=term, n=len(rows)) + more + _lines(rows[:LINES])


def _cannot_look_for(cut: CutText, term: str) -> Markup | None:
    """Return what to say of a term that cannot be found, or None."""
    if not term:
        return _told("explore_nothing")
    if len(term) > LONGEST:
        return _told("explore_too_long", n=LONGEST)
    if any(term in s.text for s in cut.sentences):
        return None
    known = {w for words in cut.words.values() for w in words}
    alike = sorted((w for w in known if set(w) & set(term)), key=lambda w: (-len(set(w) & set(term)), w))
    more = _told("explore_similar", words=listed(alike[:8])) if alike else Markup("")
    return _told("explore_absent", term=term) + more


def _lines(rows: Sequence[tuple]) -> Markup:
    """Return concordance lines as a table; a place leads to the sentence in a reader on the page."""
    row = Markup(
        '<tr><td><button type="button" class="course-goto" data-place="{}">{}</button></td>'
        '<td class="course-left">{}</td><td><mark>{}</mark></td><td>{}</td></tr>'
    )
    body = join(row.format(place, place, left, word, right) for place, left, word, right in rows)
    return Markup('<div class="course-wide"><table class="course-kwic" lang="zh-Hans"><tbody>{}</tbody></table></div>').format(body)


def format_term_report(cut: CutText, term: str) -> Markup:
    """Return all about one word: how often, as characters and as a word, its spread, its company, its places."""
    term = term.strip()
    if problem := _cannot_look_for(cut, term):
        return problem
    rows = list(concordance(term, cut.paragraphs, width=14))
    words = cut.all_words()
    own = words.count(term)
    head = _told("explore_inside", n=len(rows), words=own, rate=1000 * own / len(words))
    head += _told("explore_rest") if own < len(rows) else Markup("")
    if own:
        parts = [p for p in cut.words_by_paragraph().values() if p]
        spread = _table("explore_spread", spread_table([term], parts)) if len(parts) > 1 else Markup("")
        head += spread + _table("explore_collocates", collocates(term, cut.words_by_sentence()).head(10))
    else:
        head += _told("explore_no_word")
    more = _told("explore_first", n=LINES) if len(rows) > LINES else Markup("")
    return head + Markup("<p><b>{}</b></p>").format(say("explore_places")) + more + _lines(rows[:LINES])


def _table(name: str, table: Table) -> Markup:
    return Markup('<p><b>{}</b></p><div class="course-wide">{}</div>').format(say(name), table._repr_html_()) if table.rows else Markup("")


def format_keyness(here: CutText, there: CutText, least: int, best: int) -> Markup:
    """Return the words in which two texts differ most: `best` of the one, `best` of the other."""
    table = keyness(here.all_words(), there.all_words(), least)
    if not table.rows:
        return _told("explore_no_key")
    rows = table.rows if len(table) <= 2 * best else (*table.rows[:best], *table.rows[-best:])
    shown = Table(table.columns, rows)
    head = _told("explore_key", n=len(table), least=least, here=here.name, there=there.name)
    return head + Markup('<div class="course-wide">{}</div>').format(shown._repr_html_()) + _told("explore_caution")
