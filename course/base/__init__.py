"""Two languages, files read strictly, tables, escaped HTML. It knows nothing of the course."""

from .cache import cache_folder, fingerprint, write_whole
from .files import DATA, DataError, check_known, in_browser, problem, read_text, shown
from .html import RECORD, Page, fill, join, recorded
from .language import LANGUAGES, NotThere, Text, current_language, environment_language, html_language, use_language
from .measure import text_width, wrap
from .reasons import reason
from .records import convert, list_records, read_list, read_yaml
from .table import Table, as_table
from .words import WORDS, Words, in_turn, listed
