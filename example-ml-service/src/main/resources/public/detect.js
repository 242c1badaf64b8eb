const SHOWN_SCORES = 7;
const TYPING_PAUSE_MILLIS = 200;

const form = document.querySelector("#form");
const text = document.querySelector("#text");
const message = document.querySelector("#message");
const scores = document.querySelector("#scores");
const note = document.querySelector("#note");

let running = new AbortController();
let pause;

/** Asks the server and shows what it says. A newer question supersedes one that is still under way. */
async function detect() {
  clearTimeout(pause);
  running.abort();
  running = new AbortController();
  sessionStorage.setItem("text", text.value);
  if (text.value.trim() === "") {
    show("Write something, in any language.");
    return;
  }
  try {
    const response = await fetch("/detect", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: text.value }),
      signal: running.signal,
    });
    const answer = await response.json();
    show(answer.message, answer.confidences);
  } catch (error) {
    if (error.name !== "AbortError") {
      show("The server gave no answer that makes sense. Is it running?");
    }
  }
}

function show(sentence, confidences = []) {
  if (message.textContent !== sentence) {
    message.textContent = sentence;
  }
  scores.replaceChildren(...confidences.slice(0, SHOWN_SCORES).map(row));
  note.textContent = confidences.length > 0 ? explain(confidences.length) : "";
}

function row({ code, language, confidence }) {
  const name = element("span", "name", language);
  const bar = element("span", "bar");
  const value = element("span", "value", confidence.toFixed(2));
  bar.style.setProperty("--confidence", confidence);
  const item = element("li");
  item.dataset.code = code;
  item.append(name, bar, value);
  return item;
}

function explain(count) {
  const hidden = count - SHOWN_SCORES;
  return "Scores are relative to the best match" + (hidden > 0 ? `; ${hidden} lower ones are not shown.` : ".");
}

function element(tag, className = "", content = "") {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = content;
  return created;
}

async function showModel() {
  const response = await fetch("/model");
  const { loads, loadMillis, languages } = await response.json();
  const times = loads === 1 ? "once" : `${loads} times`;
  document.querySelector("#model").textContent =
    `The model knows ${languages} languages. It was loaded ${times}, in ${(loadMillis / 1000).toFixed(1)} s.`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  detect();
});
text.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(detect, TYPING_PAUSE_MILLIS);
});
for (const sample of document.querySelectorAll("[data-text]")) {
  sample.addEventListener("click", () => {
    text.value = sample.dataset.text;
    detect();
  });
}

// An edit of the handler shows at once, without a refresh of the page. In production there is no `hmr`.
window.hmr?.accept("/detect", detect);

// What you typed outlives a refresh of the page.
text.value = sessionStorage.getItem("text") ?? text.value;
detect();
showModel();
