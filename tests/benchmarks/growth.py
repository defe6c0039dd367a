"""How time grows from 10² to 10⁵: statistics on natural and hostile text, an answer, the dashboard, the class report.

Given is the exponent, the slope of log time over log size: 1 is in proportion, 2 a hundred times as long for ten times
as much. Times are processor time, the best of three, and count from a millisecond on. Run it with: make bench
"""

import gc
import itertools
import math
import random
import re
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from statistics import linear_regression
from types import FunctionType
from unittest.mock import patch

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from course import text as texts, textstats as ts
from course.classroom.report.write import write_report
from course.lessons import all_items
from course.progress import Attempt, Progress
from course.quiz import grade
from course.text import jieba_words, own_text
from course.widgets.dashboard.dashboard import format_dashboard
from course.widgets.quiz.quiz import take_answer
from tests.classroom.simulated_class import answer, file_of

SIZES = (100, 316, 1_000, 3_162, 10_000, 31_623, 100_000)  # each time √10 as much
MEASURABLE, LONG = 0.001, 2.0  # seconds: shorter is noise; longer is not measured thrice, nor ten times as much begun
STEEP = 1.2
NOW = datetime(2026, 9, 1, tzinfo=UTC)


# ---- texts ----


@cache
def prose() -> str:
    """Return the essays and the Chinese sentences of data/, each once, mixed, four a line: some 180,000 characters."""
    written = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "data").rglob("*.yaml")))
    sentences = re.findall(r"[\u4e00-\u9fff，、；：“”《》]{4,}[^\n\"'}]*[。！？]", written)
    sentences = list(dict.fromkeys([s.text for e in texts.ESSAYS for s in texts.load_essay(e).sentences] + sentences))
    random.Random(1).shuffle(sentences)
    return "\n".join("".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))


TEXTS: dict[str, Callable[[int], str]] = {  # size in characters → text
    "natural": lambda n: prose()[:n],
    "鼻鼻鼻": lambda n: "鼻" * n,  # in no word of jieba's: all is guessed
    "Latin": lambda n: "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=n)),
    "no 。": lambda n: re.sub(r"[。！？\s]", "", prose())[:n],
    "only 、": lambda n: re.sub(r"\W+", "、", prose())[:n],
    "signs": lambda n: "改革" + "".join(random.Random(1).choices("，。、；：！？“”（）", k=n - 2)),
}


class Sample:
    """A text and its two halves, cut into sentences and words."""

    def __init__(self, text: str):
        self.text = text
        self.cut = own_text.own_text(text, "all")
        self.sentences, self.paragraphs = self.cut.sentences, self.cut.paragraphs
        self.words, self.lists = self.cut.all_words(), self.cut.words_by_sentence()
        self.common = [w for w, _ in Counter(self.words).most_common(20)]
        self.word = self.common[0]
        self.tokens, self.letters = re.findall(r"..?", text, re.S), list(text)  # two ways of cutting

    @cached_property
    def halves(self) -> list[own_text.CutText]:
        middle = len(self.text) // 2
        parts = self.text[:middle], self.text[middle:]
        return [own_text.own_text("改革" + part, f"half {n}") for n, part in enumerate(parts)]


def words_by_jieba(text: str) -> list[str]:
    """Return the words as where rjieba is not installed."""
    with patch.object(jieba_words, "_cutter", lambda dictionary: jieba_words._tokenizer(dictionary).lcut):
        return texts.words(text)


def two(work: Callable) -> Callable[[Sample], object]:
    """Return a task for a statistic of two texts."""
    return lambda s: work(*s.halves)


TASKS: dict[str, Callable[[Sample], object]] = {
    "own_text": lambda s: own_text.own_text(s.text, "again"),
    "words": lambda s: texts.words(s.text),
    "words, without rjieba": lambda s: words_by_jieba(s.text),
    "tagged": lambda s: texts.tagged(s.text),
    "split_sentences": lambda s: texts.split_sentences(s.text, "X01"),
    "character_count": lambda s: ts.character_count(s.text),
    "sizes": lambda s: ts.sizes(s.paragraphs, s.cut.words_by_paragraph()),
    "frequency": lambda s: ts.frequency(s.words),
    "places": lambda s: ts.places(s.word, s.paragraphs),
    "concordance": lambda s: ts.concordance(s.word, s.paragraphs),
    "word_concordance": lambda s: ts.word_concordance(s.word, s.cut.words),
    "sentence_lengths": lambda s: ts.sentence_lengths(s.sentences),
    "characters_by_class": lambda s: ts.characters_by_class(
        {sentence.id: "class" for sentence in s.sentences}, dict(ts.sentence_lengths(s.sentences))
    ),
    "shared_openings": lambda s: ts.shared_openings(s.sentences),
    "framed": lambda s: ts.framed(s.text[0], "能", s.sentences),
    "collocates": lambda s: ts.collocates(s.word, s.lists),
    "collocates, sentence": lambda s: ts.collocates(s.word, s.lists, None),
    "collocates, window n": lambda s: ts.collocates(s.word, s.lists, len(s.words)),
    "network": lambda s: ts.network(s.lists, s.common),
    "keyness": two(lambda a, b: ts.keyness(a.all_words(), b.all_words())),
    "spread_table": lambda s: ts.spread_table(s.common, [words for words in s.lists if words]),
    "type_token_ratio": lambda s: ts.type_token_ratio(s.words),
    "moving_average_ttr": lambda s: ts.moving_average_ttr(s.words),
    "mtld": lambda s: ts.mtld(s.words),
    "hypergeometric_diversity": lambda s: ts.hypergeometric_diversity(s.words),
    "lexical_density": lambda s: ts.lexical_density(s.words, texts.load_stop_words()),
    "clauses": lambda s: [ts.clauses(sentence) for sentence in s.sentences],
    "rhythm": lambda s: ts.rhythm(s.sentences),
    "enumerations": lambda s: ts.enumerations(s.sentences),
    "find_cues": lambda s: ts.find_cues(s.sentences),
    "cue_counts": lambda s: ts.cue_counts(s.sentences),
    "parallel_clauses": lambda s: ts.parallel_clauses(s.sentences),
    "ngrams": lambda s: ts.ngrams(s.lists),
    "shared_phrases": two(lambda a, b: ts.shared_phrases(a.sentences, b.sentences)),
    "inverse_frequency": lambda s: ts.inverse_frequency(s.lists),
    "cosine": two(lambda a, b: ts.cosine(a.all_words(), b.all_words(), dict.fromkeys(a.all_words(), 1.0))),
    "alike": two(lambda a, b: ts.alike(a.words, b.words)),
    "word_scores": lambda s: ts.word_scores(s.tokens, s.letters),
    "boundary_scores": lambda s: ts.boundary_scores(s.tokens, s.letters),
    "cutting_errors": lambda s: ts.cutting_errors(s.tokens, s.letters),
    "cut_in_two_ways": lambda s: ts.cut_in_two_ways({"X": s.cut.words}),
}
# Of a few numbers, not of a text; of one word's parts, measured in spread_table; of the two essays only.
APART = {
    "g2", "p_value", "mutual_information", "t_score", "log_dice", "log_ratio", "percent_difference", "load_cues",
    "juilland_d", "deviation_of_proportions", "normalized_deviation", "jieba_scores", "ways_of_cutting",
}  # fmt: skip


# ---- time ----


def best_of_three(work: Callable[[], object]) -> float:
    """Return the processor time of `work` in seconds: the best of three, or of one where that is long."""
    times = []
    while len(times) < 3 and sum(times) < LONG:
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def exponent(times: dict[int, float]) -> float | None:
    """Return the slope of log time over log size where time can be measured; None where it can at one size at most."""
    known = [(math.log(size), math.log(t)) for size, t in times.items() if t >= MEASURABLE]
    return linear_regression(*zip(*known)).slope if len(known) > 1 else None


def grown(ready: Callable[[int], Callable[[], object] | None]) -> dict[int, float]:
    """Return size → time of the work that is `ready` for it; sizes that would take too long are left out."""
    times: dict[int, float] = {}
    for size in SIZES:
        if times and max(times.values()) > LONG * 5:
            break
        work = ready(size)
        try:
            work()  # once before: what is loaded or kept is not counted
            times[size] = best_of_three(work)
        except ValueError:  # nothing there to count
            pass
    return times


def told(times: dict[int, float]) -> str:
    """Return the exponent, marked where it is steep; "quick" without one, and a dash where nothing could be counted."""
    if not times:
        return "–"
    slope = exponent(times)
    return "quick" if slope is None else f"{slope:.2f}{' !' if slope > STEEP else ''}"


def in_words(times: dict[int, float]) -> str:
    return "  ".join(f"{size:,}: {1000 * t:,.1f} ms" for size, t in times.items())


# ---- what is measured ----


@cache
def sample(kind: str, size: int) -> Sample:
    return Sample(TEXTS[kind](size))


def statistics() -> None:
    """Print a row for each statistic, a column for each kind of text; then those that grow too fast, with their times."""
    missing = {name for name, thing in vars(ts).items() if isinstance(thing, FunctionType)} - set(TASKS) - APART
    steep = [f"not measured: {name}" for name in sorted(missing)]
    for kind, size in itertools.product(TEXTS, SIZES):
        sample(kind, size).halves  # made before, and then out of the garbage collector's way
    gc.collect()
    gc.freeze()
    print(_row("exponents, 10² to 10⁵ characters", TEXTS, "natural, longest"))
    for name, task in TASKS.items():
        found = {kind: grown(lambda n: lambda: task(sample(kind, n))) for kind in TEXTS}
        steep += [
            f"above {STEEP}: {name}, {kind}: {in_words(times)}; what it returns grows by {result_growth(task, kind):.2f}"
            for kind, times in found.items() if (exponent(times) or 0) > STEEP
        ]  # fmt: skip
        longest = f"{1000 * max(found['natural'].values()):,.1f} ms"
        print(_row(name, map(told, found.values()), longest), flush=True)
    print("\n".join(steep) or f"no exponent is above {STEEP}")


def result_growth(task: Callable[[Sample], object], kind: str) -> float:
    """Return the exponent by which the result itself grows, written out: no work can grow less than what it returns."""
    sizes = SIZES[2:]  # below, there may be nothing to return
    written = [math.log(len(repr(getattr(result, "rows", result)))) for result in (task(sample(kind, n)) for n in sizes)]
    return linear_regression([math.log(n) for n in sizes], written).slope


def _row(name: str, cells: Iterable[str], last: str) -> str:
    return f"{name:<32}" + "".join(f"{cell:>10}" for cell in cells) + f"{last:>20}"


def attempts(count: int, seed: int = 1) -> list[Attempt]:
    """Return that many answers to the course's questions, about three in four of them right, five minutes apart."""
    draw, found = random.Random(seed), []
    for n in range(count):
        item = draw.choice(graded())
        response = answer(item, draw.random() < 0.75, draw)
        at = (NOW - timedelta(minutes=5 * (count - n))).isoformat(timespec="milliseconds")
        score, key = grade(item, response).score, uuid.UUID(int=draw.getrandbits(128)).hex
        found.append(Attempt(item.id, "after", response, score, at, key))
    return found


@cache
def graded() -> list:
    return [item for item in all_items() if item.is_scored]


def filled_log(count: int, folder: Path) -> Progress:
    log = Progress(folder / f"log-{count}")
    if not log.attempts():
        log.merge(attempts(count))
    return log


def one_answer(count: int, folder: Path) -> Callable[[], object]:
    log, item, later = filled_log(count, folder), graded()[0], itertools.count()
    response = answer(item, True, random.Random(1))
    return lambda: take_answer(item, response, "after", log, NOW + timedelta(minutes=next(later)))


def class_report(count: int, folder: Path) -> Callable[[], object]:
    """Return the writing of the report on a class of which each learner gave a hundred answers."""
    handed_in = folder / f"class-{count}"
    handed_in.mkdir()
    for number in range(count // 100):
        rows = [{name: getattr(a, name) for name in Attempt.__struct_fields__} for a in attempts(100, number)]
        (handed_in / f"learner-{number:04}.json").write_text(file_of(rows), encoding="utf-8")
    return lambda: write_report(handed_in, folder / "report")


def records(folder: Path) -> None:
    """Print how an answer, the dashboard and the class report grow with the answers given before."""
    measured = {
        "one answer after n answers": lambda n: one_answer(n, folder),
        "the dashboard after n answers": lambda n: partial(format_dashboard, filled_log(n, folder), NOW),
        "the class report on n answers": lambda n: class_report(n, folder),
    }
    for name, ready in measured.items():
        times = grown(ready)
        print(f"{name:<32}{told(times):>10}   {in_words(times)}", flush=True)


if __name__ == "__main__":
    statistics()
    with tempfile.TemporaryDirectory() as name:
        records(Path(name))
