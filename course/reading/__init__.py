"""What a careful reader noticed (notes, questions, glossary, argument maps) and how that looks as plain HTML."""

from .agreement import (
    agreement_by_layer, agreement_table, cohen_kappa, disagreements, load_second_reading, percent_agreement,
)  # fmt: skip
from .annotation import LAYERS, Annotation, Label, Reading, label_counts, load_annotations, load_labels
from .argument import ArgumentMap, Kind, Node, Relation, load_argument, load_map_kinds, part_of_map
from .card_html import format_guess, format_term, gloss_choices, reader_cards
from .dictionary import Entry, entry_of, load_entries, term_of, words_without_an_entry
from .force import load_forces
from .glossary import Term, find_terms, load_glossary
from .blanks import Blanks, kind_of
from .map_html import FAMILIES, format_map, format_node, format_picture, format_svg, outline
from .map_miniature import format_miniature
from .own_map import DEEPEST, EMPTY, LINKS, LONGEST_ROW, MOST_ROWS, SUPPLIED, Row, checked_rows, kept_rows, map_of_rows, rows_kept
from .parallels import load_parallels
from .passage_html import format_earlier, format_glossary, format_parallel, format_passage, format_remarks, format_side_by_side, terms_in
from .places import checked_passage
from .provenance import Earlier, Shared, load_provenance, shared_at
from .questions import Question, load_questions
from .short import Short, load_shorts
from .word_html import format_word, format_words_of_term, known_word, meaning_of
from .terms import load_terms
from .words import WORDS
