// The developer page: the code that serves, what came of the last saves, and which pages are open.

/** @typedef {{name: string, millis: number}} Phase */
/** @typedef {{generation: number, at: number, verdict: string, files: string[], routes: string[], reasons: string[], phases: Phase[]}} Reload */
/** @typedef {{url: string, generation: number, requests: string[]}} OpenPage */
/** @typedef {{routes: HandledRoute[], units: Unit[], kept: {key: string, type: string}[], loaders: {name: string, current: boolean}[]}} Code */
/** @typedef {{generation: number, reloads: Reload[], pages: OpenPage[], code: Code}} State */

const LATEST = 5;

const PAGE_STYLE = `
  :root {
    color-scheme: light dark; --paper: #fff; --ground: #f3f4f6; --ink: #1c1f24; --soft: #5c6370; --line: #e3e6ea;
    --live: #1b7f4b; --failed: #c62828; --restart: #b26a00; --detect: #9aa5b4; --compile: #3f51d9; --load: #00897b; --swap: #d9822b; --chosen: #e4e7fb;
  }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
  main { max-width: 64rem; margin: 0 auto; padding: 2rem 1rem 4rem }
  h1 { margin: 0 0 .25rem; font-size: 1.5rem }
  h2 { margin: 2rem 0 .6rem; font-size: 1.05rem }
  .lead { margin: 0; color: var(--soft) }
  ol, ul { margin: 0; padding: 0; list-style: none }
  .card { margin: 0 0 .6rem; padding: .8rem 1rem; border-radius: 8px; background: var(--paper); box-shadow: 0 1px 2px rgb(0 0 0 / .08) }
  .top { display: flex; flex-wrap: wrap; gap: .15rem .9rem; align-items: baseline }
  .top > :last-child { margin-left: auto }
  .verdict { font-weight: 650; color: var(--soft) }
  .live .verdict { color: var(--live) } .failed .verdict { color: var(--failed) } .restart .verdict { color: var(--restart) }
  .files, .place { overflow-wrap: anywhere; font-family: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; font-size: .88rem }
  .soft { color: var(--soft); font-size: .88rem }
  .bar { display: flex; height: 8px; margin: .55rem 0 .1rem; border-radius: 4px; overflow: hidden; background: var(--line) }
  .bar > span { min-width: 1px }
  .legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; color: var(--soft); font-size: .82rem }
  .legend i { display: inline-block; width: .65em; height: .65em; margin-right: .4em; border-radius: 2px }
  .detect { background: var(--detect) } .compile { background: var(--compile) } .load { background: var(--load) } .swap { background: var(--swap) }
  .rows > li { display: flex; flex-wrap: wrap; gap: 0 .9rem; align-items: baseline; padding: .3rem 0; border-top: 1px solid var(--line) }
  .rows > li:first-child { border-top: 0 }
  .rows > li > :last-child:not(:first-child) { margin-left: auto }
  .method { min-width: 4.5em; color: var(--compile); font-weight: 650; font-size: .82rem }
  .tools { display: flex; flex-wrap: wrap; gap: .5rem }
  .search { flex: 1 1 5rem; min-width: 0 }
  input, button { padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 6px; color: var(--ink); background: var(--ground); font: inherit; font-size: .88rem }
  button { cursor: pointer }
  :focus-visible { outline: 2px solid var(--compile); outline-offset: 1px }
  .graph { display: block; width: 100%; height: 26rem; max-height: 100vw; margin: .7rem 0; border-radius: 6px; background: var(--ground); cursor: grab; touch-action: pan-y; user-select: none }
  .graph path { fill: none; stroke: var(--soft); stroke-opacity: .45; stroke-width: 1.2 }
  .graph rect { fill: var(--paper); stroke: var(--line); stroke-width: 1.5 }
  .graph text { fill: var(--ink); font: 13px ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace }
  .unit { cursor: pointer; outline-offset: 2px }
  .unit.young rect { stroke: var(--load) } .unit.entry rect { stroke: var(--swap); stroke-width: 2.5 } .unit.found rect { stroke: var(--compile); stroke-width: 3 }
  .asked .unit, .asked path { opacity: .28 } .asked .used, .asked .reloads { opacity: 1 }
  .asked path.reloads { stroke: var(--compile); stroke-opacity: 1; stroke-width: 2 } .asked .unit.reloads rect { fill: var(--chosen); stroke: var(--compile) }
  .asked .unit.selected rect { fill: var(--compile) } .asked .unit.selected text { fill: var(--paper) }
  .answer { margin: 0; overflow-wrap: anywhere }
  details { margin-top: .35rem } summary { cursor: pointer; color: var(--soft); font-size: .88rem }
  details li { font-size: .88rem; overflow-wrap: anywhere }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #1e2127; --ground: #15171b; --ink: #e8eaed; --soft: #a3abb8; --line: #343943;
      --live: #5fd39a; --failed: #ff6b6b; --restart: #ffb74d; --compile: #8c9bff; --load: #4db6ac; --detect: #6b7685; --chosen: #2b3157;
    }
  }
`;

/** @param {HTMLScriptElement} script */
function developerPage(script) {
  const { token = "", server } = script.dataset;
  const picture = new Picture();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAGE_STYLE);
  document.adoptedStyleSheets = [sheet];
  const socketUrl = new URL(`socket?token=${encodeURIComponent(token)}`, script.src);
  socketUrl.protocol = socketUrl.protocol.replace("http", "ws");
  let failures = 0;

  async function refresh() {
    const response = await fetch(new URL("state", script.src), { headers: { "Hmr-Token": token } });
    if (response.ok) {
      show(await response.json(), picture);
    }
  }

  function connect() {
    const socket = new WebSocket(socketUrl);
    socket.onmessage = () => {
      failures = 0;
      void refresh();
    };
    socket.onclose = () => void comeBack();
  }

  async function comeBack() {
    await backOff(++failures);
    await visible();
    const found = await serverAt(script.src);
    if (found === undefined) {
      void comeBack();
    } else if (found === server) {
      connect();
    } else {
      location.reload(); // Another run of the server, which has another token.
    }
  }

  void refresh(); // Also where the socket is blocked.
  connect();
}

/**
 * @param {State} state
 * @param {Picture} picture
 */
function show({ generation, reloads, pages, code }, picture) {
  const slowest = Math.max(1, ...reloads.map(total));
  const saves = reloads.map((reload) => reloadCard(reload, slowest));
  const serving = code.loaders.filter(({ current }) => current);
  const replaced = code.loaders.filter(({ current }) => !current);
  const opened = new Set([...document.querySelectorAll("details[open]")].map(({ id }) => id));
  const focused = document.activeElement?.closest("summary")?.parentElement.id;
  picture.show(code.units, code.routes);
  const main = document.querySelector("main");
  const before = [
    element("h1", "", "HMR"),
    element("p", "lead", `Generation ${generation} is being served to ${pages.length === 1 ? "1 page" : `${pages.length} pages`}.`),
    element("h2", "", "Saves"),
    element("ol", "", ...(saves.length ? saves.slice(0, LATEST) : [element("li", "card soft", "Nothing has been saved yet.")])),
    more("older", `${saves.length - LATEST} older ones`, saves.slice(LATEST)),
    element("h2", "", "Routes"),
    rows(code.routes.map(routeRow), "There is no route."),
    element("h2", "", "What depends on what"),
  ];
  const after = [
    element("h2", "", "Pages"),
    element("ul", "", ...(pages.length ? pages.map(pageCard) : [element("li", "card soft", "No page is open.")])),
    element("h2", "", "Kept values"),
    rows(code.kept.map(({ key, type }) => element("li", "", element("span", "place", key), element("span", "soft", type))), "Nothing is kept with Hmr.keep."),
    element("h2", "", "Loaders"),
    rows(serving.map(loaderRow), "Everything runs as it was started."),
    more("replaced", `${replaced.length} not collected yet: replaced, or from the rehearsal`, replaced.map(loaderRow)),
  ];
  if (picture.node.isConnected) { // It stays, with its focus and what is being dragged.
    [...main.childNodes].forEach((child) => child !== picture.node && child.remove());
    picture.node.before(...before);
    picture.node.after(...after);
  } else {
    main.replaceChildren(...before, picture.node, ...after);
  }
  document.querySelectorAll("details").forEach((details) => (details.open = opened.has(details.id)));
  if (focused) {
    /** @type {HTMLElement | null} */ (document.getElementById(focused)?.firstElementChild)?.focus();
  }
}

/**
 * @param {HTMLElement[]} items
 * @param {string} none
 */
function rows(items, none) {
  return element("ul", "card rows", ...(items.length ? items : [element("li", "soft", none)]));
}

/** @param {{name: string}} loader */
function loaderRow({ name }) {
  return element("li", "", element("span", "place", name));
}

/** @param {HandledRoute} route */
function routeRow({ method, path, handlers, generation }) {
  return element("li", "",
    element("span", "method", method),
    element("span", "place", path),
    element("span", "soft", [...handlers, `generation ${generation}`].join(" · ")));
}

/**
 * @param {Reload} reload
 * @param {number} slowest
 */
function reloadCard(reload, slowest) {
  const bar = element("div", "bar", ...reload.phases.map(({ name, millis }) => {
    const piece = element("span", name);
    piece.style.width = `${(100 * millis) / slowest}%`;
    return piece;
  }));
  return element("li", `card ${reload.verdict.split(/[ ,]/)[0]}`,
    element("div", "top",
      element("span", "verdict", reload.verdict),
      element("span", "files", reload.files.join(", ")),
      element("span", "soft", `generation ${reload.generation} · ${new Date(reload.at).toLocaleTimeString()} · ${total(reload).toFixed(0)} ms`)),
    bar,
    element("div", "legend", ...reload.phases.map(({ name, millis }) => element("span", "", element("i", name), `${name} ${millis.toFixed(1)} ms`))),
    element("p", "lead soft", reload.routes.length ? `Routes: ${reload.routes.join(", ")}` : ""),
    more(`r${reload.at}`, "Why", reload.reasons.map((reason) => element("li", "", reason))));
}

/**
 * @param {OpenPage} page
 * @param {number} i
 */
function pageCard(page, i) {
  return element("li", "card",
    element("div", "top", element("span", "place", page.url), element("span", "soft", `made by generation ${page.generation}`)),
    more(`p${i} ${page.url}`, `Made from ${page.requests.length === 1 ? "1 request" : `${page.requests.length} requests`}`, page.requests.map((request) => element("li", "", request))));
}

/**
 * @param {string} id
 * @param {string} summary
 * @param {HTMLElement[]} items
 */
function more(id, summary, items) {
  const details = element("details", "", element("summary", "", summary), element("ul", "", ...items));
  details.id = id;
  details.hidden = items.length === 0;
  return details;
}

/** @param {Reload} reload */
function total({ phases }) {
  return phases.reduce((sum, { millis }) => sum + millis, 0);
}

developerPage(/** @type {HTMLScriptElement} */ (document.currentScript));
