"""What the explorers answer, as HTML: a concordance, all about one word, the words two texts differ in.

Each function takes what a learner typed and always returns a page: what makes no sense is answered with one sentence.
"""

from collections.abc import Sequence

from markupsafe import Markup

from ...base import Table, Text, join
from ...text import CutText
from ...textstats import collocates, concordance, keyness, spread_table

LONGEST = 50  # characters of a term
LINES = 100  # rows of a concordance shown at once
ORDERS = ("place", "left", "right")
_SAID = {
    "nothing": Text("写一个词，就会列出它所有的位置。", "Type a word to see all its places."),
    "too_long": Text("词太长了：最多 {n} 个字。", "That is too long: a word has at most {n} characters."),
    "absent": Text("“{term}”没有出现。", "“{term}” does not occur."),
    "similar": Text("有相同的字的词：{words}。", "Words that share a character: {words}."),
    "found": Text("“{term}”出现 {n} 次。", "“{term}” occurs {n} times."),
    "first": Text("下面是前 {n} 行。", "These are the first {n} lines."),
    "inside": Text(
        "按字符找到 {n} 处；单独成词 {words} 次，每千词 {rate:.2f} 次。其余在更长的词里。",
        "Found {n} times by characters; {words} times as a word of its own, {rate:.2f} per 1,000 words. The rest is inside longer words.",
    ),
    "no_word": Text("它在这里从不单独成词，所以没有分布和搭配。", "Here it is never a word of its own, so it has no dispersion and no collocates."),
    "collocates": Text("前后五个词以内常见的词", "Words often within five words of it"),
    "spread": Text("在各部分的分布：DP 越近 0 越均匀", "Spread over the parts: the nearer DP is to 0, the more even"),
    "places": Text("所有位置", "All places"),
    "key": Text(
        "{n} 个词至少出现 {least} 次，按 G² 排列：{here} 里用得更多的在上面，{there} 里用得更多的在下面。",
        "{n} words occur at least {least} times, by G²: those used more in {here} first, those used more in {there} last.",
    ),
    "caution": Text(
        "只有两篇文章，这是描述，不是检验：比几百个词，总有几十个碰巧 p 小于 0.05。",
        "With two texts this describes and does not test: among hundreds of words, dozens have p below 0.05 by chance.",
    ),
    "no_key": Text("没有词出现这么多次；把下限调低些。", "No word occurs that often; lower the limit."),
}


def say_it(key: str, **values) -> Markup:
    """Return one of the explorers' sentences in the language in use, values escaped."""
    return Markup("<p>{}</p>").format(str(_SAID[key]).format(**values))


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
    more = say_it("first", n=LINES) if len(rows) > LINES else Markup("")
    return say_it("found", term=term, n=len(rows)) + more + _lines(rows[:LINES])


def _cannot_look_for(cut: CutText, term: str) -> Markup | None:
    """Return what to say of a term that cannot be found, or None."""
    if not term:
        return say_it("nothing")
    if len(term) > LONGEST:
        return say_it("too_long", n=LONGEST)
    if any(term in s.text for s in cut.sentences):
        return None
    known = {w for words in cut.words.values() for w in words}
    alike = sorted((w for w in known if set(w) & set(term)), key=lambda w: (-len(set(w) & set(term)), w))
    more = say_it("similar", words="、".join(alike[:8])) if alike else Markup("")
    return say_it("absent", term=term) + more


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
    head = say_it("inside", n=len(rows), words=own, rate=1000 * own / len(words))
    if own:
        parts = [p for p in cut.words_by_paragraph().values() if p]
        spread = _table("spread", spread_table([term], parts)) if len(parts) > 1 else Markup("")
        head += spread + _table("collocates", collocates(term, cut.words_by_sentence()).head(10))
    else:
        head += say_it("no_word")
    more = say_it("first", n=LINES) if len(rows) > LINES else Markup("")
    return head + Markup("<p><b>{}</b></p>").format(_SAID["places"]) + more + _lines(rows[:LINES])


def _table(name: str, table: Table) -> Markup:
    return Markup('<p><b>{}</b></p><div class="course-wide">{}</div>').format(_SAID[name], table._repr_html_()) if table.rows else Markup("")


def format_keyness(here: CutText, there: CutText, least: int, best: int) -> Markup:
    """Return the words in which two texts differ most: `best` of the one, `best` of the other."""
    table = keyness(here.all_words(), there.all_words(), least)
    if not table.rows:
        return say_it("no_key")
    rows = table.rows if len(table) <= 2 * best else (*table.rows[:best], *table.rows[-best:])
    shown = Table(table.columns, rows)
    head = say_it("key", n=len(table), least=least, here=here.name, there=there.name)
    return head + Markup('<div class="course-wide">{}</div>').format(shown._repr_html_()) + say_it("caution")
