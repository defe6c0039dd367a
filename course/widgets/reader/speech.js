// Read aloud by a voice of the browser: a sentence, or a paragraph sentence by sentence. What is being said is lit,
// the sentence and, where the voice tells where it is, the word. Part of the reader, and put before its script (see reader.py).

// What the card of an id, a label or a question offers beside what Python says of it: functions (view, opener) that
// return a node, or nothing.
const CARD_OFFERS = [];

const MANDARIN = /^(zh|cmn)([-_](cn|hans([-_]cn)?))?$/i; // the languages of voices that read what is written here
const PACES = { speak: 1, speak_slow: 0.7 };

// The voice that reads: one of this machine before one that needs the web.
function mandarinVoice() {
  const voices = (window.speechSynthesis?.getVoices() ?? []).filter(({ lang }) => MANDARIN.test(lang));
  return voices.find(({ localService }) => localService) ?? voices[0];
}

CARD_OFFERS.push((view, id) => {
  if (!id.matches(PLACE) || !mandarinVoice()) return null;
  const part = make("p", "course-card-buttons");
  for (const [name, rate] of Object.entries(PACES)) {
    const unit = id.closest("[data-place]");
    part.append(pushButton("course-card-button", view.model.get("words")[name], () => readAloud(view, unit, rate)));
  }
  return part;
});

function readAloud(view, unit, rate) {
  closeCard(view);
  stopSpeaking(view);
  window.dispatchEvent(new CustomEvent("course-speaks", { detail: view.id })); // there is one voice for all readers
  speechSynthesis.cancel();
  const stop = pushButton("course-stop", `■ ${view.model.get("words").speak_stop}`, () => stopSpeaking(view));
  view.speech = { stop, rate, texts: [...unit.querySelectorAll(TEXT)] };
  speakNext(view, view.speech);
}

function speakNext(view, speech) {
  if (view.speech !== speech) return; // stopped, or another begun, meanwhile
  const text = speech.texts.shift();
  if (!text) return endSpeech(view);
  const [voice, said] = [mandarinVoice(), new SpeechSynthesisUtterance(wordsOf(text))];
  Object.assign(said, { voice, lang: voice.lang, rate: speech.rate });
  said.onend = () => speakNext(view, speech);
  said.onerror = () => view.speech === speech && endSpeech(view);
  said.onboundary = (event) => view.speech === speech && lightSpokenWord(view, text, event);
  speech.said = said; // or it could be collected before it ends
  lightSpoken(view, text);
  speechSynthesis.speak(said);
}

const wordsOf = (text) => piecesOf(text, 0, Infinity).map(([node, from, to]) => node.data.slice(from, to)).join("");

function lightSpoken(view, text) {
  const { stop } = view.speech;
  const [sentence, held] = [text.closest(".course-sentence"), stop === document.activeElement];
  for (const old of view.passage.querySelectorAll(".course-spoken")) old.classList.remove("course-spoken");
  CSS.highlights?.delete("course-spoken");
  if (view.step === "sentence") goTo(view, units(view).indexOf(sentence));
  sentence.classList.add("course-spoken");
  sentence.querySelector(".course-place").after(stop);
  if (held) stop.focus({ preventScroll: true }); // moving it has taken the focus away
  sentence.scrollIntoView({ block: "nearest" });
}

// Lit without touching the text, where the browser can; a voice that tells no length is taken at the course's own words.
function lightSpokenWord(view, text, { charIndex: at, charLength }) {
  const [start, end] = cutOf(view, text).find(([from, to]) => from <= at && at < to) ?? [at, at + (charLength || 1)];
  const pieces = piecesOf(text, start, end);
  if (!pieces.length || !CSS.highlights) return;
  const [range, last] = [document.createRange(), pieces.at(-1)];
  range.setStart(pieces[0][0], pieces[0][1]);
  range.setEnd(last[0], last[2]);
  CSS.highlights.set("course-spoken", new Highlight(range));
}

function stopSpeaking(view) {
  if (!view.speech) return;
  endSpeech(view);
  speechSynthesis.cancel();
}

// Nothing is lit any more, and the focus goes from the button that is gone to the id beside it.
function endSpeech(view) {
  const { stop } = view.speech;
  view.speech = null;
  if (stop === document.activeElement) stop.previousElementSibling.focus({ preventScroll: true });
  stop.remove();
  for (const old of view.passage.querySelectorAll(".course-spoken")) old.classList.remove("course-spoken");
  CSS.highlights?.delete("course-spoken");
}

// In the bar: how to hear the text, or how to get a voice.
function speechGroup(view) {
  const words = view.model.get("words");
  view.voiced = Boolean(mandarinVoice());
  const found = group(words.speech, [make("span", "course-help", view.voiced ? words.speak_how : words.speak_none)]);
  found.classList.add("course-speech");
  return found;
}

function listenForSpeech(view, signal) {
  window.addEventListener("keydown", ({ key }) => key === "Escape" && stopSpeaking(view), { capture: true, signal });
  const yieldTo = ({ detail }) => detail !== view.id && view.speech && endSpeech(view);
  window.addEventListener("course-speaks", yieldTo, { signal });
  signal.addEventListener("abort", () => stopSpeaking(view));
  // Voices come late: most browsers load them when somebody asks for the first time.
  window.speechSynthesis?.addEventListener?.("voiceschanged", () => {
    if (view.voiced === Boolean(mandarinVoice())) return;
    view.toolbar.querySelector(".course-speech").replaceWith(speechGroup(view));
    showLayers(view);
  }, { signal });
}
