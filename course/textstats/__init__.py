"""Every statistic: free functions on words or sentences, each named after what it returns.

None of them loads a text, changes one or draws. Words come already cut: of the two essays from
`text.words_of`, of another text from `text.words`. How each is computed stands in the module named below.
"""

from .association import Contingency, collocates, g2, log_dice, mutual_information, network, p_value, t_score
from .counting import (
    character_count, characters_by_class, concordance, framed, frequency, places, sentence_lengths, shared_openings,
    sizes, word_concordance,
)
from .cutting import boundary_scores, cut_in_two_ways, cutting_errors, jieba_scores, ways_of_cutting, word_scores
from .dispersion import deviation_of_proportions, juilland_d, normalized_deviation, spread_table
from .diversity import hypergeometric_diversity, lexical_density, moving_average_ttr, mtld, type_token_ratio
from .keyness import keyness, log_ratio, percent_difference
from .rhetoric import clauses, cue_counts, enumerations, find_cues, load_cues, parallel_clauses, rhythm
from .similarity import alike, cosine, inverse_frequency, ngrams, shared_phrases
