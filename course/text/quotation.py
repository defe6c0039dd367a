"""One sentence of a text as a quotation with its id, and where words quoted from it stand."""

from markupsafe import Markup

from .essays import Sentence, Span, passage


def format_sentence(place: str, tag: str = "blockquote") -> Markup:
    """Return one sentence of the text as a quotation with its id, in the element `tag`."""
    return Markup(
        '<{tag} class="course-quoted" lang="zh-Hans"><span class="course-place">{place}</span> {text}</{tag}>'
    ).format(tag=tag, place=place, text=passage(place).text)


def quoted_span(sentence: Sentence, quote: str, start: int) -> Span | None:
    """Return where words quoted from a sentence stand in it: from `start` on or, should it have changed since, where they
    stand once. All of the sentence where nothing is quoted, None where the words are not in it.
    """
    if not quote:
        return Span(0, len(sentence.text))
    if not sentence.text.startswith(quote, start):
        if sentence.text.count(quote) != 1:
            return None
        start = sentence.text.index(quote)
    return Span(start, start + len(quote))
