"""Every drawing, with its finding in words.

Each function returns a Picture: a matplotlib figure, in a light and a dark theme, and the sentence that says, in
numbers taken from the same data, what it shows (its alternative text).
"""

from ..reading import label_counts
from .charts import dispersion, enumeration_lengths, frequency_bars, keyness_bars, rhythm_strip, sentence_strips
from .clouds import two_clouds, word_cloud
from .diagrams import aligned_sentences, collocation_network, role_heat_map
from .fonts import FontError, chinese_font
from .picture import DARK, LIGHT, Picture
from .saved import FONT_PACKAGE, can_draw, has_saved_pictures, picture_name
