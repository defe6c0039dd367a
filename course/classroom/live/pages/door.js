import { $, begin, say } from "./live.js";

begin(() => {
  $("status").textContent = location.search === "?wrong" ? say("wrong") : "";
});
