"""Every figure of the course in one place. Each function returns a Picture: a matplotlib figure, in a light and a dark
theme, and the sentence that says, in numbers taken from the same data, what it shows (its alternative text).
"""

from .charts import dispersion, enumeration_lengths, frequency_bars, keyness_bars, rhythm_strip, sentence_strips
from .clouds import two_clouds, word_cloud
from .diagrams import aligned_sentences, collocation_network, label_counts, role_heat_map
from .drawing import DARK, LIGHT, Picture

__all__ = [
    "DARK", "LIGHT", "Picture", "aligned_sentences", "collocation_network", "dispersion", "enumeration_lengths", "frequency_bars",
    "keyness_bars", "label_counts", "rhythm_strip", "role_heat_map", "sentence_strips", "two_clouds", "word_cloud",
]  # fmt: skip
