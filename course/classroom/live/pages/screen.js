// What is projected: the way in, the question, how many have answered; results and answer when the teacher shows them.

import { $, begin, choices, heading, listen, revealed, say, update, wayIn } from "./live.js";

function draw(state) {
  if (!state) return void ($("status").textContent = say("away"));
  const { round, question, turn, shown } = state;
  const present = say("present", { n: state.present });
  $("status").textContent = round
    ? [say(state.open ? "is_open" : "is_closed"), say("voted", { n: state.voted }), present].join("　") : present;
  document.body.classList.toggle("busy", round > 0);
  const options = !(shown && state.results);
  update($("asked"), [round, turn, options], () => (round ? [heading(state), options ? choices(question) : ""] : []));
  update($("results"), [round, state.results, state.texts, state.key], () => (round ? revealed(state) : []));
}

begin((data) => {
  wayIn(data);
  listen("screen", draw);
});
