/* The teacher's notes in a window of their own, opened by S: the wall shows none of them. The window is led by the same
   keys, and counts the minutes since the first slide was left. */
const Speaker = (() => {
  const KEYS = { ArrowRight: "next", " ": "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
  let view = null;
  let began = null;

  const inView = (name) => view.document.getElementById(name);

  function clock() {
    if (!view || view.closed) return;
    const seconds = began ? Math.floor((Date.now() - began) / 1000) : 0;
    inView("used").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function show() {
    if (!Reveal.isFirstSlide()) began ??= Date.now();
    if (!view || view.closed) return;
    const slides = Reveal.getSlides();
    const now = slides.indexOf(Reveal.getCurrentSlide());
    inView("where").textContent = `${now + 1}/${slides.length}`;
    inView("next").textContent = slides[now + 1]?.querySelector("h2")?.textContent ?? "";
    inView("notes").innerHTML = slides[now].querySelector("aside.notes")?.innerHTML ?? "";
    clock();
  }

  function open() {
    if (view && !view.closed) return view.focus();
    view = window.open("", "", "width=720,height=900");
    if (!view) return; // the browser lets no window open
    view.document.title = document.title;
    view.document.head.append(document.querySelector("style").cloneNode(true));
    view.document.body.className = "speaking";
    view.document.body.append(document.querySelector("#speaker").content.cloneNode(true));
    view.addEventListener("keydown", (event) => {
      if (event.key === "l") return Reveal.triggerKey(76);
      if (!KEYS[event.key]) return;
      event.preventDefault();
      Reveal[KEYS[event.key]]();
    });
    setInterval(clock, 1000);
    show();
  }

  return { open, show };
})();
