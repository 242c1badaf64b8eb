// What is wrong, over the page: in a shadow tree, so that no style of the page reaches it, and in the top layer.
// Data only ever becomes text (textContent); nothing is parsed as HTML.

/** @typedef {{number: number, text: string}} ExcerptLine */
/** @typedef {{file: string, line: number, column: number, message: string, excerpt: ExcerptLine[]}} Problem */
/** @typedef {{type: "error", id: string, generation: number, kind: string, headline: string, problems: Problem[]}} Failure */
/** Opens a problem of a failure in the editor, or says why not. @typedef {(failure: string, problem: number) => Promise<string>} Open */
/** @typedef {{type: "restart", reason: string}} RestartNeeded */

/** @type {Record<string, string>} */
const KINDS = { compile: "Compile error", startup: "Start-up error", request: "Uncaught exception", restart: "Restart needed" };

const STYLE = `
  :host { all: initial }
  dialog {
    --paper: #fff; --ink: #1c1f24; --soft: #5c6370; --line: #e3e6ea; --code: #f6f7f9;
    --accent: #c62828; --mark: #fdecec; --at: #f9c6c6;
    box-sizing: border-box; width: min(56rem, calc(100vw - 1.5rem)); max-width: none;
    max-height: calc(94dvh - .75rem); margin: 6dvh auto auto; padding: 0; border: 0; border-top: 4px solid var(--accent); border-radius: 8px;
    overflow: auto; overscroll-behavior: contain; color: var(--ink); background: var(--paper);
    box-shadow: 0 1.5rem 4rem rgb(0 0 0 / .35), 0 0 0 1px rgb(0 0 0 / .08);
    outline: 0; scrollbar-width: thin;
    font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; text-align: start; color-scheme: light dark;
  }
  dialog.restart { --accent: #b26a00; --mark: #fff4e0; --at: #ffdfa8 }
  dialog::backdrop { background: rgb(20 22 26 / .45) }
  header { display: flex; gap: 1rem; align-items: flex-start; justify-content: space-between; padding: 1rem 1.25rem .75rem }
  h1 { margin: 0; font-size: 1.15rem; line-height: 1.35; overflow-wrap: anywhere }
  .kind { margin: 0 0 .15rem; color: var(--accent); font-size: .75rem; font-weight: 700; letter-spacing: .06em; text-transform: uppercase }
  button {
    flex: none; padding: .25rem .6rem; border: 1px solid var(--line); border-radius: 6px;
    color: var(--soft); background: transparent; font: inherit; font-size: .85rem; cursor: pointer;
  }
  button:hover { color: var(--ink); border-color: var(--soft) }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  ol { margin: 0; padding: 0; list-style: none }
  li { padding: .9rem 1.25rem 1rem; border-top: 1px solid var(--line) }
  .place, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace; font-size: .85rem }
  .place { margin: 0 0 .2rem; color: var(--soft); overflow-wrap: anywhere }
  .link { padding: 0; border: 0; border-radius: 2px; color: inherit; font: inherit; text-align: start; text-decoration: underline dotted; text-underline-offset: 3px; overflow-wrap: anywhere }
  .answer { display: block; font-family: system-ui, sans-serif; color: var(--accent) }
  .answer:empty { display: none }
  .message { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
  pre {
    margin: .7rem 0 0; padding: .5rem 0; border-radius: 6px; overflow-x: auto; scrollbar-width: thin;
    position: relative; color: var(--ink); background: var(--code); line-height: 1.55; tab-size: 4;
  }
  pre:focus-visible { outline: 2px solid var(--accent) }
  pre > span { display: block; width: max-content; min-width: 100%; box-sizing: border-box; padding: 0 .9rem 0 0; border-left: 3px solid transparent }
  pre > .here { background: var(--mark); border-left-color: var(--accent) }
  code { display: inline-block; font: inherit }
  .number { display: inline-block; min-width: 3.5ch; margin-right: 1.5ch; text-align: right; color: var(--soft); user-select: none }
  mark { color: inherit; background: var(--at); border-radius: 2px; box-shadow: 0 2px 0 var(--accent) }
  footer { padding: .65rem 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem }
  @media (prefers-color-scheme: dark) {
    dialog {
      --paper: #1e2127; --ink: #e8eaed; --soft: #a3abb8; --line: #343943; --code: #15171b;
      --accent: #ff6b6b; --mark: #3a2023; --at: #7a2c30;
    }
    dialog.restart { --accent: #ffb74d; --mark: #3a2d18; --at: #6b4c14 }
    dialog::backdrop { background: rgb(0 0 0 / .6) }
  }
  @media (max-width: 480px) {
    header, li, footer { padding-left: .85rem; padding-right: .85rem }
    header { padding-top: .75rem }
    h1 { font-size: 1.05rem }
  }
`;

/** @type {HTMLElement | undefined} */
let overlay;
/** What the user has closed: the same news is not shown again when the socket comes back. @type {string | undefined} */
let dismissed;

/**
 * @param {Failure | RestartNeeded} news
 * @param {Open} open
 */
function showOverlay(news, open) {
  const key = JSON.stringify({ ...news, id: "" });
  if (key === dismissed) {
    return;
  }
  removeOverlay();
  const host = document.createElement("hmr-overlay");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // A constructed sheet needs no leave of the page's style-src policy.
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const dialog = news.type === "error" ? failureDialog(news, open) : restartDialog(news);
  dialog.addEventListener("close", () => {
    if (overlay === host) {
      dismissed = key;
      removeOverlay();
    }
  });
  shadow.append(dialog);
  document.documentElement.append(host);
  overlay = host;
  dialog.showModal(); // Holds the focus, closes on Escape, gives the focus back.
  dialog.focus(); // The news itself is read out; the button is the next stop.
  dialog.querySelectorAll("mark").forEach(bringIntoView);
}

/** The trouble is over: should it come again, it is news. */
function hideOverlay() {
  dismissed = undefined;
  removeOverlay();
}

function removeOverlay() {
  overlay?.remove();
  overlay = undefined;
}

/**
 * @param {Failure} failure
 * @param {Open} open
 */
function failureDialog(failure, open) {
  return dialogOf(failure.kind, failure.headline, [
    element("ol", "", ...failure.problems.map((problem, i) => problemItem(problem, () => open(failure.id, i)))),
    element("footer", "", failure.kind === "request" ? "Save a fix, and this goes away." : `Generation ${failure.generation} is still being served. Save a fix, and this goes away.`),
  ]);
}

/** @param {RestartNeeded} restart */
function restartDialog(restart) {
  return dialogOf("restart", restart.reason, [
    element("footer", "", "Everything else goes on running. The page comes back by itself after the restart."),
  ]);
}

/**
 * @param {string} kind
 * @param {string} headline
 * @param {Node[]} content
 */
function dialogOf(kind, headline, content) {
  const close = element("button", "", "Close");
  const heading = element("h1", "", headline);
  const label = element("p", "kind", KINDS[kind] ?? kind);
  const dialog = element("dialog", kind, element("header", "", element("div", "", label, heading), close), ...content);
  label.id = "kind";
  heading.id = "headline";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "kind headline");
  close.addEventListener("click", () => dialog.close());
  close.title = "Escape";
  dialog.tabIndex = -1;
  return dialog;
}

/**
 * @param {Problem} problem
 * @param {() => Promise<string>} open
 */
function problemItem(problem, open) {
  const position = [problem.file, problem.line || "", (problem.line && problem.column) || ""].filter(Boolean).join(":");
  const item = element("li", "");
  if (position) {
    item.append(element("p", "place", placeLink(position, open)));
  }
  item.append(element("p", "message", problem.message));
  if (problem.excerpt.length) {
    const code = element("pre", "", ...problem.excerpt.map((line) => excerptLine(line, problem)));
    code.tabIndex = 0; // A long line can be scrolled by keyboard.
    item.append(code);
  }
  return item;
}

/**
 * @param {string} position
 * @param {() => Promise<string>} open
 */
function placeLink(position, open) {
  const link = element("button", "link", position);
  const answer = element("span", "answer", "");
  answer.setAttribute("role", "status");
  link.title = "Open in the editor";
  link.addEventListener("click", async () => {
    answer.textContent = "";
    answer.textContent = await open();
  });
  const place = document.createDocumentFragment();
  place.append(link, answer);
  return place;
}

/**
 * @param {ExcerptLine} line
 * @param {Problem} problem
 */
function excerptLine(line, problem) {
  const here = line.number === problem.line;
  const code = element("code", ""); // A box of its own, so that tabs are counted from its edge.
  const start = problem.column - 1;
  if (here && start >= 0 && start < line.text.length) {
    const end = start + /^(?:\.?[\p{L}\p{N}_$]+|[^])/u.exec(line.text.slice(start))[0].length;
    code.append(line.text.slice(0, start), element("mark", "", line.text.slice(start, end)), line.text.slice(end));
  } else {
    code.append(line.text || " ");
  }
  return element("span", here ? "here" : "", element("span", "number", `${line.number}`), code);
}

/** Scrolls a long line, and nothing else, until the marked position shows. @param {HTMLElement} mark */
function bringIntoView(mark) {
  const excerpt = mark.closest("pre");
  const hidden = mark.getBoundingClientRect().right - excerpt.getBoundingClientRect().right;
  if (hidden > 0) {
    excerpt.scrollLeft = hidden + excerpt.clientWidth / 3;
  }
}
