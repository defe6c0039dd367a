"""One sentence of a text as a quotation with its id."""

from markupsafe import Markup

from .essays import passage


def format_sentence(place: str, tag: str = "blockquote") -> Markup:
    """Return one sentence of the text as a quotation with its id, in the element `tag`."""
    return Markup(
        '<{tag} class="course-quoted" lang="zh-Hans"><span class="course-place">{place}</span> {text}</{tag}>'
    ).format(tag=tag, place=place, text=passage(place).text)
