"""The reader: annotated text with layers to switch, cards to open, steps to take, and passages side by side."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import msgspec
from markupsafe import Markup

from ...base import current_language, html_language, listed
from ...progress import keep_layers, kept_layers, open_progress
from ...reading import (
    LAYERS, ArgumentMap, Label, Reading, Term, format_glossary, format_guess, format_parallel, format_passage, format_side_by_side,
    format_term, format_word, format_words_of_term, gloss_choices, known_word, load_annotations, load_argument, load_labels,
    load_parallels, meaning_of, reader_cards, terms_in,
)
from ...text import ESSAYS, Essay, Paragraph, PlaceError, Sentence, Span, paragraphs_between, passage, word_spans
from ..notes.own import OWN_WORDS, TEXTS, KeepsNotes, units
from ..shared.shown import script, sheet, synced
from ..words import WORDS, say, say_all

_WORDS = (
    "presets", "more", "layers", "layout", "by_sentence", "running", "gloss_close", "view", "whole", "per_paragraph",
    "per_sentence", "previous", "next", "practice", "guess", "guess_which", "all_pinyin", "pinyin", "no_map_here", "role_ask",
    "word_help", "word_keys", "word_looking", "word_unanswered", "short_all",
    "speech", "speak", "speak_slow", "speak_stop", "speak_how", "speak_none", "own_keys", *OWN_WORDS,
)  # fmt: skip
_MINE = "mine"  # the layer of the learner's own notes: every way of reading shows it
_LAYERS = ("gist", *LAYERS[:-1], "term", "note", "provenance", "critical", _MINE)


class Preset(msgspec.Struct, frozen=True):
    """A way of reading: the layers it shows, and whether the sentences run on as they do in print."""

    layers: tuple[str, ...]
    running: bool = False


PRESETS = {
    "read": Preset(("term", _MINE), running=True),
    "argue": Preset(("gist", "role", "evidence", "term", "note", "provenance", "critical", _MINE)),
    "words": Preset(("device", "marker", "modality", "term", _MINE)),
}
_FIRST = PRESETS["argue"]
_chosen: dict[str, bool] = {}  # the layers a learner has switched in this notebook: readers made later show the same
_SOUNDS = "sounds"  # among them, and no layer: pinyin over every word


def _switched() -> dict[str, bool]:
    """Return what a learner has switched on or off, in this notebook or before."""
    return kept_layers() | _chosen


class Reader(KeepsNotes):
    """Annotated paragraphs. `cards` are sent with the page; the gloss of a term only once it may be seen.

    In “guess first” the browser has three glosses for each term and not which is right: a choice
    goes out as a message, and the card comes back in `terms`.

    Where the words of the text stand, how they sound and what they mean is sent when somebody asks (`cut`), one
    word's card when that word is looked up (`look`): until then no dictionary is read.
    """

    _esm = script("shared/card", "shared/notes", "reader/words", "reader/short", "reader/speech", "reader/notes", "reader")
    _css = sheet("shared/theme", "shared/notes", "reader", "reader/short")
    html = synced("")
    glossary = synced("")
    layers = synced([])
    presets = synced([])
    cards = synced({})
    terms = synced({})
    choices = synced({})
    pinyin = synced({})
    guess = synced(False)
    short = synced(False)
    offers = synced([])
    words = synced({})
    sounds = synced(False)
    cuts = synced({})
    said = synced([])
    looked = synced({})

    roles = synced([])
    unguessed = synced([])
    guessed = synced({})

    def __init__(self, found: dict[str, Term], paragraphs: Sequence[Paragraph], **traits):
        self._terms, self._paragraphs = found, paragraphs
        self._guessed: dict[str, str] = {}
        pinyin, offers = {i: t.pinyin for i, t in found.items()}, _offers(found, paragraphs)
        sounds = _SOUNDS in offers and _switched().get(_SOUNDS, False)
        super().__init__(pinyin=pinyin, offers=offers, sounds=sounds, keeps=_keeps(paragraphs), **traits)
        self._deal()
        self.observe(lambda _: self._deal(), "guess")
        self.observe(lambda _: self._remember(), ["layers", "sounds"])
        self.observe(lambda _: self._remember_short(), "short")
        self.on_msg(self._receive)

    def _remember(self) -> None:
        _chosen.update((layer["id"], layer["on"]) for layer in self.layers)
        if _SOUNDS in self.offers:
            _chosen[_SOUNDS] = self.sounds
        keep_layers(_switched())

    def _remember_short(self) -> None:
        _chosen[_short_key()] = self.short
        self._remember()

    def _deal(self) -> None:
        """Send all glosses, or in “guess first” only those already guessed and three to choose from for the rest.

        What comes is sent before what goes: at no time is there nothing to show for a term.
        """
        self._guessed, self.looked = {}, {}
        if self.cuts:  # what was sent says more, or less, than now may be said
            self._cut()
        if not self.guess:
            self.terms = {i: str(format_term(t)) for i, t in self._terms.items()}
            self.choices, self.glossary = {}, str(format_glossary(self._terms))
            return
        self.choices = {
            i: [{"id": c.id, "gloss": str(c.gloss)} for c in gloss_choices(t)] for i, t in self._terms.items()
        }
        self.terms, self.glossary = {}, ""

    def noted_paragraphs(self) -> list[str]:
        return [p.id for p in self._paragraphs]

    def _hidden(self) -> set[str]:
        """Return the terms, by id, whose meaning is still to be guessed."""
        return set(self._terms) - set(self._guessed) if self.guess else set()

    def _cut(self) -> None:
        """Send where every word stands, [start, end, number in `said`], and `said`: each word's pinyin and meaning."""
        hidden, said, cuts = self._hidden(), {}, {}
        for sentence in (s for p in self._paragraphs for s in p.sentences):
            rows = cuts[sentence.id] = []
            for span in word_spans(sentence):
                known = known_word(sentence.text[span.start : span.end], sentence.id)
                silent = known is None or getattr(known, "id", "") in hidden
                row = (known.pinyin if known else "", "" if silent else str(meaning_of(known)))
                rows.append([*units(sentence.text, span), said.setdefault(row, len(said))])
        with self.hold_sync():
            self.said, self.cuts = [list(row) for row in said], cuts

    def _look(self, content: dict) -> None:
        """Send the card of the word that is `first` in its sentence, or, for a term, what its own card lacks."""
        place, first, last = (content.get(name) for name in ("place", "first", "last"))
        sentence = next((s for p in self._paragraphs for s in p.sentences if s.id == place), None)
        if sentence is None or type(first) is not int or type(last) is not int or not 0 <= first <= last:
            return
        spans = word_spans(sentence)[first : last + 1]
        if not spans:
            return
        in_term = content.get("term") is True
        card = format_words_of_term(sentence, spans) if in_term else format_word(sentence, spans[0], self._hidden())
        self.looked = {f"{place}/{first}-{last}": str(card)}

    def _receive(self, _widget, content: dict, _buffers) -> None:
        if self.take_message(content):
            return None
        if content.get("kind") == "cut" and not self.cuts:
            return self._cut()
        if content.get("kind") == "look":
            return self._look(content)
        term = self._terms.get(str(content.get("term")))
        if content.get("kind") != "guess" or term is None or not self.guess:
            return
        chosen = {c.id: c for c in gloss_choices(term)}.get(str(content.get("choice")))
        if chosen is not None:
            self._guessed[term.id] = str(format_guess(term, chosen))
            self.terms = dict(self._guessed)
            self.looked = {}
            if self.cuts:
                self._cut()


class RoleReader(Reader):
    """A passage whose roles are guessed before they are shown: `unguessed` are the sentences that still ask, `roles` what
    they ask; a choice goes out as a message, is kept, and what we read there comes back, with what was chosen in `guessed`.
    """

    def __init__(self, reading: Reading, found: dict[str, Term], paragraphs: Sequence[Paragraph], **traits):
        self._paragraphs, self._reading, self._log = paragraphs, reading, open_progress()
        shown = {s.id for p in paragraphs for s in p.sentences}
        self._ours: dict[str, list[Label]] = {}  # a sentence may do two things
        for a in reading.labelled("role"):
            if a.whole and a.at in shown:
                self._ours.setdefault(a.at, []).append(a.label)
        latest = {place: self._log.latest(_kept_as(place), "after") for place in self._ours}
        self._chosen = {place: a.response for place, a in latest.items() if a is not None and a.response in _roles()}
        choices = [{"id": label.id, "name": str(label.name), "meaning": str(label.meaning)} for label in _roles().values()]
        super().__init__(found, paragraphs, roles=choices, **traits | self._so_far())

    def _so_far(self) -> dict:
        left = [s.id for p in self._paragraphs for s in p.sentences if s.id in self._ours and s.id not in self._chosen]
        known = without(self._reading, left)
        cards = reader_cards(self._paragraphs, [known], _maps([known]))
        return {
            "html": str(format_passage(self._paragraphs, known)),
            "cards": {name: card for name, card in cards.items() if name.removeprefix("place:") not in left},
            "unguessed": left,
            "guessed": {place: self._told(place, role) for place, role in self._chosen.items()},
        }

    def _told(self, place: str, role: str) -> str:
        ours = self._ours[place]
        key = "role_other" if _roles()[role] not in ours else "role_same" if len(ours) == 1 else "role_also"
        return say(key, chosen=_roles()[role].name, ours=listed(label.name for label in ours))

    def _receive(self, widget, content: dict, buffers) -> None:
        place, role = str(content.get("place")), str(content.get("role"))
        if content.get("kind") != "role" or role not in _roles() or place not in self._ours or place in self._chosen:
            return super()._receive(widget, content, buffers)
        self._log.record(_kept_as(place), "after", role, None, datetime.now(UTC))
        self._chosen[place] = role
        with self.hold_sync():
            for name, value in self._so_far().items():
                self.set_trait(name, value)


def _offers(found: dict[str, Term], paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return what can be done with the words: meanings are guessed where there are terms, pinyin stands over every word
    where the words are checked and all are known."""
    return ["guess"] * bool(found) + [_SOUNDS] * all(p.id[0] in ESSAYS for p in paragraphs)


def _keeps(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether notes can be kept on these."""
    return all(p.id[0] in TEXTS for p in paragraphs)


def _short_key() -> str:
    """Return under which name it is kept whether sentences are shown in short: a choice for one language is none for the other."""
    return f"short-{current_language()}"


def _kept_as(place: str) -> str:
    return f"role-{place.replace('.', '-')}"


def _roles() -> dict[str, Label]:
    return {label.id: label for label in load_labels().values() if label.layer == "role"}


def without(reading: Reading, places: Sequence[str]) -> Reading:
    """Return a reading that says nothing of these sentences, nor of the paragraphs they stand in."""
    hidden = {*places, *(place.split(".")[0] for place in places)}
    gists = {place: gist for place, gist in reading.gists.items() if place not in hidden}
    return msgspec.structs.replace(reading, gists=gists, annotations=tuple(a for a in reading.annotations if a.at not in hidden))


def read(first: str, last: str | None = None, guess: bool = False) -> Reader:
    """Return the annotated text of a paragraph, from `first` to `last`, or of a whole essay (`"A"`), ready to show.

    With `guess` each sentence first asks what it does in the argument; then what is said of it shows.
    Raises PlaceError for an id that is not a paragraph or an essay, DataError if the annotations are broken.
    """
    found = passage(first)
    if isinstance(found, Essay) and last is None:
        paragraphs, sections = found.paragraphs, found.sections
    else:
        paragraphs, sections = paragraphs_between(first, last or first), ()
    reading = load_annotations(first[0])
    text = "\n".join(f"{p.id}　{reading.gists.get(p.id, '')}" for p in paragraphs)
    html, places = format_passage(paragraphs, reading, sections), [p.id for p in paragraphs]
    if not guess:
        return _reader(html, text, places, paragraphs, [reading])
    bare = format_passage(paragraphs, without(reading, [s.id for p in paragraphs for s in p.sentences]))
    page = Markup("{}<details><summary>{}</summary>{}</details>").format(bare, say("role_ours"), html)
    text = "\n".join(places)
    return _reader(html, text, places, paragraphs, [reading], page, partial(RoleReader, reading))


def compare(*places: str) -> Reader:
    """Return two or more passages side by side: `compare("A03", "B03")`, or by the id of a parallel.

    Where a parallel of `data/arguments/parallels.yaml` has just these columns, its rows put the
    sentences that do the same work next to each other. Raises PlaceError for anything else.
    """
    known = load_parallels()
    parallel = known.get(places[0]) if len(places) == 1 else next((p for p in known.values() if p.columns == list(places)), None)
    if parallel is None and len(places) < 2:
        raise PlaceError(WORDS.both("compare_two", known=", ".join(known)))
    columns = [_paragraphs(place) for place in (parallel.columns if parallel else places)]
    readings = {c[0].id[0]: load_annotations(c[0].id[0]) for c in columns}
    if parallel is None:
        html = format_side_by_side(columns, [readings[c[0].id[0]] for c in columns])
        shown, text = [p for c in columns for p in c], f"{say('beside')}　{' · '.join(places)}"
        places = [p.id for p in shown]
    else:
        html = format_parallel(parallel, readings)
        places = [s.id for row in parallel.rows for n in range(len(parallel.columns)) for s in parallel.sentences(row, n)]
        shown = _paragraphs_of(places)
        text = f"{say('beside')}　{parallel.title}\n" + "\n".join(f"{r.name}　{r.note}" for r in parallel.rows)
    return _reader(html, text, places, shown, list(readings.values()))


def _paragraphs(place: str) -> tuple[Paragraph, ...]:
    found = passage(place)
    if isinstance(found, Sentence):
        raise PlaceError(WORDS.both("is_sentence", place=place, paragraph=place.split(".")[0], essay=place[0]))
    return found.paragraphs if isinstance(found, Essay) else (found,)


def _paragraphs_of(places: Sequence[str]) -> list[Paragraph]:
    return [passage(i) for i in dict.fromkeys(place.split(".")[0] for place in places)]


def _reader(
    html: Markup, text: str, places: Sequence[str], paragraphs: Sequence[Paragraph], readings: Sequence[Reading],
    page: Markup | None = None, make: Callable[..., Reader] = Reader,
) -> Reader:  # fmt: skip
    """Return the reader of a passage; `page` stands for it without a kernel, `make` says which reader it is."""
    sentences = [s for p in paragraphs for s in p.sentences]
    found = terms_in([s for s in sentences if s.id in places] or sentences)  # of single sentences only their own words
    on = dict.fromkeys(_FIRST.layers, True) | _switched()
    there = {"term": bool(found), _MINE: _keeps(paragraphs)}
    shown = [n for n in _LAYERS if there.get(n, f'data-layer="{n}"' in html)]
    later = Markup("<p><small>{}</small></p>").format(say("words_when_running"))
    return make(
        found,
        paragraphs,
        page=(page or html) + format_glossary(found) + later,
        text=text,
        record={"read": list(places)},
        html=str(html),
        layers=[{"id": n, "name": say(n), "on": on.get(n, False)} for n in shown],
        presets=_presets(shown),
        short=on.get(_short_key(), current_language() == "en"),
        cards=reader_cards(paragraphs, readings, _maps(readings)),
        words=say_all(*_WORDS) | {"lang": html_language()},
    )


def _maps(readings: Sequence[Reading]) -> list[ArgumentMap]:
    return [load_argument(reading.essay) for reading in readings if reading.essay in ESSAYS]


def _presets(shown: Sequence[str]) -> list[dict]:
    """Return the presets that differ in what they show of a passage with these layers; a single one is no choice."""
    different = {tuple(n in preset.layers for n in shown): name for name, preset in reversed(PRESETS.items())}
    if len(different) < 2:
        return []
    return [
        {
            "id": name,
            "name": say(f"preset_{name}"),
            "layers": {n: n in preset.layers for n in _LAYERS},
            "running": preset.running,
        }
        for name, preset in PRESETS.items()
        if name in different.values()
    ]
