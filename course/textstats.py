"""Every statistic of the course in one place: free functions on words or sentences, each named after what it returns.

None of them loads a text, changes one or draws. Words come already cut: of the two essays from
`segmentation`, of another text from `tokens`. How each is computed stands in the module named below.
"""

from .counting import (
    character_count, concordance, framed, frequency, places, sentence_lengths, shared_openings, sizes, word_concordance,
)  # fmt: skip
from .association import Contingency, collocates, g2, log_dice, mutual_information, network, p_value, t_score
from .keyness import keyness, log_ratio, percent_difference
from .spread import deviation_of_proportions, juilland_d, normalized_deviation, spread_table
from .diversity import hypergeometric_diversity, lexical_density, moving_average_ttr, mtld, type_token_ratio
from .rhetoric import clauses, cue_counts, enumerations, find_cues, parallel_clauses, rhythm
from .similarity import alike, cosine, inverse_frequency, ngrams, shared_phrases

__all__ = [
    "Contingency",
    "alike",
    "character_count",
    "clauses",
    "collocates",
    "concordance",
    "cosine",
    "cue_counts",
    "deviation_of_proportions",
    "enumerations",
    "find_cues",
    "framed",
    "frequency",
    "g2",
    "hypergeometric_diversity",
    "inverse_frequency",
    "juilland_d",
    "keyness",
    "lexical_density",
    "log_dice",
    "log_ratio",
    "moving_average_ttr",
    "mtld",
    "mutual_information",
    "network",
    "ngrams",
    "normalized_deviation",
    "p_value",
    "parallel_clauses",
    "percent_difference",
    "places",
    "rhythm",
    "sentence_lengths",
    "shared_openings",
    "shared_phrases",
    "sizes",
    "spread_table",
    "t_score",
    "type_token_ratio",
    "word_concordance",
]
