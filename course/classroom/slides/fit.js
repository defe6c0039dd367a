/* The size of type by what this browser measures, with the fonts it has: on each slide the largest at which all that
   will come fits. Then reveal.js starts. */
(() => {
  const SIZES = [36, 33, 30, 27, 24.5, 22, 20]; // px, from the largest; smaller cannot be read from the back
  const deck = document.querySelector(".reveal");
  const bottom = (element) => element.getBoundingClientRect().bottom;
  const right = (element) => element.getBoundingClientRect().right;

  function fits(body) {
    const inner = [...body.querySelectorAll("*")];
    return Math.max(0, ...inner.map(bottom)) <= bottom(body) + 0.5 && Math.max(0, ...inner.map(right)) <= right(body) + 0.5;
  }

  function fit(body) {
    SIZES.some((size) => {
      body.style.fontSize = `${size}px`;
      return fits(body);
    });
  }

  deck.classList.add("fitting"); // all slides are there to be measured: see slides.css
  Promise.allSettled([...document.fonts].map((font) => font.load()))
    .then(() => deck.querySelectorAll(".slides > section > .body").forEach(fit))
    .finally(() => {
      deck.classList.remove("fitting");
      Reveal.initialize({
        width: 1280, height: 720, margin: 0.02, center: false, hash: true, slideNumber: "c/t", pdfSeparateFragments: false,
        transition: "none", backgroundTransition: "none", keyboard: { 83: Speaker.open, 76: null }, // L is for asking live (live/pages/slides.js); without a server it does nothing
      });
      Reveal.on("slidechanged", Speaker.show);
    });
})();
