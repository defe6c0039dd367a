"""The statistics on large texts: do they grow with the text, how do they compare, and what share of the whole are they?

Run by `make bench`. Every measurement is a fresh Python, so that memory is its own; each tool gets the same words.
"""

import pickle
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
WORD = "改革"
READY = """import pickle, time
sentences, words, half = pickle.load(open({path!r}, "rb"))
def peak():
    return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
{imports}
open("/proc/self/clear_refs", "w").write("5")  # Linux: from here on a new peak is measured
before = peak()
start = time.perf_counter()
{task}
print(time.perf_counter() - start, peak() - before)"""
# The course keeps the words of a text by the place of their sentence; the others take a list.
COURSE = "from course import textstats as ts\nby_place = dict(enumerate(sentences))"
NLTK = "import nltk\nfrom nltk.collocations import BigramCollocationFinder as Finder\nfrom nltk.text import Text"
QHCHINA = "from qhchina.analytics import collocations as qc, stylometry as qs"
TASKS = {  # what each tool offers that comes nearest to the same question on the same words
    "frequency": {
        "course": (COURSE, "ts.frequency(words)"),
        "NLTK": (NLTK, "nltk.FreqDist(words).most_common()"),
        "qhchina": (QHCHINA, "qs.get_relative_frequencies(words)"),
    },
    "KWIC": {
        "course": (COURSE, f"ts.word_concordance({WORD!r}, by_place)"),
        "NLTK": (NLTK, f"Text(words).concordance_list({WORD!r}, lines=10**9)"),
        "qhchina": (QHCHINA, f"qc.kwic(sentences, {WORD!r}, horizon=5, sort_by='position', return_type='list')"),
    },
    "collocation": {
        "course": (COURSE, f"ts.collocates({WORD!r}, sentences)"),
        "NLTK": (NLTK, f"f = Finder.from_documents(sentences); f.apply_ngram_filter(lambda a, b: {WORD!r} not in (a, b)); "
                       "f.score_ngrams(nltk.BigramAssocMeasures().likelihood_ratio)"),
        "qhchina": (QHCHINA, f"qc.find_collocates(sentences, {WORD!r}, method='window', horizon=5, return_type='list')"),
    },
    "keyness": {
        "course": (COURSE, "ts.keyness(words[:half], words[half:])"),
        "qhchina": (QHCHINA, "qs.compare_corpora(words[:half], words[half:], method='chi2')"),
    },
}  # fmt: skip


def make_words(characters: int, path: Path) -> None:
    """Write about that many characters of words: sentences of both essays, drawn at random with a fixed seed."""
    from course.text.checked_words import is_word, load_segmentation

    cut = [[w for w in words if is_word(w)] for essay in "AB" for words in load_segmentation(essay).values()]
    draw, size, sentences = random.Random(1), 0, []
    while size < characters:
        sentences.append(draw.choice(cut))
        size += sum(map(len, sentences[-1]))
    words = [w for s in sentences for w in s]
    path.write_bytes(pickle.dumps(([list(s) for s in sentences], words, len(words) // 2)))


def measure(path: Path, imports: str, task: str) -> tuple[float, float]:
    """Return seconds and kilobytes a task takes in a fresh Python, the words already loaded."""
    code = READY.format(path=str(path), imports=imports, task=task)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split()[-2:])
    return seconds, max(memory, 1024)  # below a megabyte the measurement is noise


def growth(folder: Path) -> None:
    """Print how much longer each statistic takes for ten times the text: 10 is linear."""
    sizes, taken = [10**n for n in (4, 5, 6, 7)], {name: [] for name in TASKS}
    for size in sizes:
        make_words(size, folder / "words")
        for name, tools in TASKS.items():
            taken[name].append(median(measure(folder / "words", *tools["course"])[0] for _ in range(3)))
    for name, times in taken.items():
        steps = "  ".join(f"× {b / a:4.1f}" for a, b in zip(times, times[1:]))
        print(f"{name:<12} 10⁴ → 10⁵ → 10⁶ → 10⁷ characters: {steps}")


def comparison(path: Path) -> None:
    """Print time and memory of the course against the other tools on the same words, as course / other."""
    for name, tools in TASKS.items():
        found = {tool: [measure(path, *how) for _ in range(5)] for tool, how in tools.items()}
        best = {tool: (median(t for t, _ in runs), median(m for _, m in runs)) for tool, runs in found.items()}
        ours = best.pop("course")
        told = "   ".join(f"{tool}: time × {ours[0] / t:.2f}, memory × {ours[1] / m:.2f}" for tool, (t, m) in best.items())
        print(f"{name:<12} course / {told}")


def share(path: Path) -> None:
    """Print what share of the whole, cutting included, the four statistics are."""
    task = """text = ["".join(s) for s in sentences]
start = time.perf_counter()
cut = [cut_words(s) for s in text]
cutting = time.perf_counter() - start
flat = [w for s in cut for w in s]
start = time.perf_counter()
ts.frequency(flat); ts.word_concordance("改革", dict(enumerate(cut))); ts.collocates("改革", cut); ts.keyness(flat[:half], flat[half:])
rest = time.perf_counter() - start
print(f"outside segmentation: {100 * rest / (rest + cutting):.1f} % of the whole, on {sum(map(len, text)):,} characters")"""
    code = READY.format(path=str(path), imports=f"{COURSE}\nfrom course.text import words as cut_words", task=task)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    print(done.stdout.splitlines()[0])


def cutting() -> None:
    """Print how many times as fast an own text of 10⁶ characters is cut by rjieba as by jieba: loaded, and loading counted in.

    By processor time: both do nothing else, and other programs on the machine do not count.
    """
    code = """import random, sys, time
{block}
from course.text import Sentence, Span, load_essay, own_text, words
drawn = random.Random(1).choices([s.text for name in "AB" for s in load_essay(name).sentences], k=14_600)
sentences = [Sentence(f"X01.{{n}}", text, Span(0, len(text))) for n, text in enumerate(drawn)]
start = time.process_time()
words("改革")
loading = time.process_time() - start
start = time.process_time()
own_text._cut(sentences, 0, lambda done, total: None)
print(sum(map(len, drawn)), time.process_time() - start, loading)"""
    found = {}
    for _ in range(5):  # in turn, so that both meet the same weather
        for name, block in (("rjieba", ""), ("jieba", "sys.modules['rjieba'] = None")):
            done = subprocess.run([sys.executable, "-c", code.format(block=block)], cwd=ROOT, capture_output=True, text=True, check=True)
            found.setdefault(name, []).append(tuple(map(float, done.stdout.split())))
    size, ours, loading = map(median, zip(*found["rjieba"]))
    _, theirs, theirs_loading = map(median, zip(*found["jieba"]))
    print(f"own text cut, jieba / rjieba: time × {theirs / ours:.1f}, with loading × {(theirs + theirs_loading) / (ours + loading):.1f}, on {size:,.0f} characters")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        growth(Path(name))
        comparison(Path(name) / "words")  # the last and largest
        share(Path(name) / "words")
    cutting()
