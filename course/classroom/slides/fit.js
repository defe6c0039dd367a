/* Slides by what this browser measures, with the fonts it has: each slide is laid out, its type made smaller where that
   is enough, and what does not fit goes on on a slide of its own. Then reveal.js starts. Nothing is lost and nothing
   repeated but a slide's heading, its .head (the words of a question) and the head of a table. */
(() => {
  const SIZES = [34, 29, 24.5]; // px, from the largest; a slide that has to go on has the middle one
  const LEAST = 20; // px: smaller cannot be read from the back
  const PIECES = "ul, ol, div, table, tbody"; // these go on on the next slide by their children, wherever they stand
  const END = /[。！？]+[”’」』）]*|[.!?]["”’)]*(?=\s)/g; // after these a paragraph may be cut

  const deck = document.querySelector(".reveal");
  const more = document.querySelector("#more");

  const pieces = (box) => [...box.children].filter((e) => !e.matches(".head"));
  const bottom = (element) => element.getBoundingClientRect().bottom;
  const fits = (body) => Math.max(0, ...[...body.children].map(bottom)) <= bottom(body) + 0.5;

  /* A line that announces what follows is not left behind at the end of a slide. */
  const leads = (e) =>
    e.tagName === "P" && (/[：:]$/.test(e.textContent.trim()) || e.firstElementChild?.textContent === e.textContent);

  /* Leave in `box` what fits on its slide and return a like box with the rest; null where nothing would be left in one.
     `alone`: there is nothing else on the slide. Only then is a paragraph cut, as it fits no slide whole. */
  function cut(box, body, alone) {
    const rest = box.cloneNode(false);
    while (pieces(box).length && !fits(body)) rest.prepend(pieces(box).at(-1));
    const first = rest.firstElementChild;
    if (!first) return null;
    const only = alone && !pieces(box).length;
    let divided = null;
    if (only || first.matches(PIECES)) {
      box.append(first);
      const by = first.tagName === "TABLE" ? byRow : first.matches(PIECES) ? cut : bySentence;
      divided = by(first, body, only);
      rest.prepend(divided ?? first);
    }
    while (!divided && pieces(box).length > 1 && leads(pieces(box).at(-1))) rest.prepend(pieces(box).at(-1));
    if (!pieces(box).length) {
      box.append(...rest.childNodes);
      return null;
    }
    if (box.tagName === "OL") rest.start = box.start + pieces(box).length - (divided ? 1 : 0);
    return rest;
  }

  /* A table goes on with its head. */
  function byRow(table, body, alone) {
    const rows = cut(table.tBodies[0], body, alone);
    if (!rows) return null;
    const rest = table.cloneNode(false);
    rest.append(...(table.tHead ? [table.tHead.cloneNode(true)] : []), rows);
    return rest;
  }

  /* Cut a paragraph, or an entry of a list, after the last sentence that fits; bold words stay bold on both sides. */
  function bySentence(paragraph, body) {
    const whole = paragraph.cloneNode(true);
    for (let n = ends(whole).length - 1; n >= 0; n--) {
      paragraph.replaceChildren(...whole.cloneNode(true).childNodes);
      const range = document.createRange();
      range.setStart(...ends(paragraph)[n]);
      range.setEndAfter(paragraph.lastChild);
      const rest = paragraph.cloneNode(false);
      rest.append(range.extractContents());
      if (rest.textContent.trim() && fits(body)) return rest;
    }
    paragraph.replaceChildren(...whole.childNodes);
    return null;
  }

  function ends(paragraph) {
    const found = [];
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      for (const end of texts.currentNode.data.matchAll(END))
        found.push([texts.currentNode, end.index + end[0].length]);
    return found;
  }

  function set(body, size) {
    body.style.fontSize = `${size}px`;
    body.classList.remove("tight");
    body.classList.toggle("tight", body.scrollWidth > body.clientWidth);
  }

  function fit(slide, sizes) {
    const body = slide.querySelector(".body");
    const heading = slide.querySelector("h2");
    if (sizes.some((size) => (set(body, size), fits(body)))) return;
    if (!heading) return set(body, LEAST); // the first slide, which has no other to go on on
    for (const size of [SIZES[1], SIZES[2], LEAST]) {
      set(body, size);
      const rest = cut(body, body, true);
      if (!rest) continue;
      rest.prepend(...[...body.querySelectorAll(":scope > .head")].map((head) => head.cloneNode(true)));
      const next = slide.cloneNode(false);
      next.append(heading.cloneNode(true), rest);
      if (!heading.querySelector("small")) next.firstElementChild.append(more.content.cloneNode(true));
      slide.after(next);
      return fit(next, [size]);
    }
  }

  deck.classList.add("fitting"); // all slides are there to be measured: see slides.css
  Promise.allSettled([...document.fonts].map((font) => font.load()))
    .then(() => deck.querySelectorAll(".slides > section > section").forEach((slide) => fit(slide, SIZES)))
    .finally(() => {
      deck.classList.remove("fitting");
      Reveal.initialize({
        width: 1280, height: 720, margin: 0.02, center: false, hash: true, slideNumber: "c/t",
        transition: "none", backgroundTransition: "none",
      });
    });
})();
