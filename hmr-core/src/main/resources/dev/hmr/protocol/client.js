// The page's side of the developer socket: one per page, one way, from the server to here.

/** @typedef {{type: "connected", generation: number, server: string, known: boolean}} Connected */

/** @param {HTMLScriptElement} script the tag that the server put into this document */
function start(script) {
  const page = new Page(script);
  const inPage = pathsInPage(script);
  const { token = "", server } = script.dataset;
  const socketUrl = new URL(`socket?token=${encodeURIComponent(token)}&page=${encodeURIComponent(page.id)}`, script.src);
  socketUrl.protocol = socketUrl.protocol.replace("http", "ws");
  /** @type {WebSocket | undefined} */
  let socket;
  let visit = 0; // Goes up when the page is left or shown again, so that what was begun before ends quietly.
  let failures = 0;
  let blocked = false;

  function connect() {
    const mine = visit;
    try {
      socket = new WebSocket(socketUrl);
    } catch {
      void comeBack(mine);
      return;
    }
    socket.onmessage = (event) => receive(JSON.parse(event.data));
    socket.onclose = () => void comeBack(mine);
  }

  /** @param {number} mine the visit that lost its connection */
  async function comeBack(mine) {
    if (mine !== visit || blocked) {
      return;
    }
    if (failures++ === 0) {
      console.info("[hmr] The connection to the server is lost. The page comes back by itself.");
    }
    await backOff(failures);
    await visible();
    const found = await serverAt(script.src);
    if (mine !== visit) {
      return;
    }
    if (found === undefined) {
      void comeBack(mine);
    } else if (found === server) {
      if (failures === 3) {
        console.info("[hmr] The server answers, but not its web socket: is a proxy or an extension in between?");
      }
      connect();
    } else {
      refreshOnce(found, "The server was restarted");
    }
  }

  /** @param {Connected | Update | Failure | RestartNeeded | {type: "cleared"}} payload */
  function receive(payload) {
    switch (payload.type) {
      case "connected":
        if (failures > 0) {
          console.info("[hmr] Connected again.");
        }
        failures = 0;
        removeOverlay(); // What is still wrong follows at once.
        if (payload.server !== server || !payload.known) {
          refreshOnce(`${payload.server} ${payload.generation}`, "This page is older than the server");
        }
        break;
      case "update":
        hideOverlay();
        page.take({ ...payload, changes: payload.changes.map((change) => ({ ...change, path: inPage(change.path) })) });
        break;
      case "error":
      case "restart":
        showOverlay(payload, openInEditor);
        page.api.tell(payload);
        break;
      case "cleared":
        hideOverlay();
        page.api.tell(payload);
        break;
    }
  }

  /**
   * Refreshes the page unless the same news refreshed it before. A document that comes out of a cache (a service worker,
   * a proxy) may be old for ever; it must not reload for ever.
   *
   * @param {string} news
   * @param {string} reason
   */
  function refreshOnce(news, reason) {
    const key = `${news} ${location.pathname}`;
    try {
      if (sessionStorage.getItem("hmr.reloaded") === key) {
        console.info(`[hmr] ${reason}, and refreshing did not help. Is it served from a cache?`);
        return;
      }
      sessionStorage.setItem("hmr.reloaded", key);
    } catch {
      console.info(`[hmr] ${reason}. Refresh it by hand: this page may not use sessionStorage, which keeps it from reloading for ever.`);
      return;
    }
    page.refresh(reason);
  }

  /** @type {Open} */
  async function openInEditor(failure, problem) {
    try {
      const response = await fetch(new URL("open", script.src), {
        method: "POST",
        headers: { "Content-Type": "application/json", "Hmr-Token": token },
        body: JSON.stringify({ failure, problem }),
      });
      return response.ok ? "" : await response.text();
    } catch {
      return "The server does not answer.";
    }
  }

  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, disposition, blockedURI }) => {
    // All that is told of an address of another scheme, as ws: is, is its origin.
    if (!blocked && effectiveDirective === "connect-src" && disposition === "enforce" && URL.parse(blockedURI)?.origin === socketUrl.origin) {
      blocked = true;
      console.info("[hmr] The page's Content-Security-Policy keeps it from its own server (connect-src), so it does not hear of changes. Allow 'self' there while developing.");
    }
  });
  addEventListener("pagehide", () => {
    visit++;
    socket?.close();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      connect(); // Out of the back/forward cache; "connected" tells what was missed meanwhile.
    }
  });
  whenParsed(() => {
    page.parsed();
    connect();
  });
}

/**
 * How the browser spells what the server knows as a path: a proxy may serve the application under another one.
 *
 * @param {HTMLScriptElement} script
 * @returns {(path: string) => string}
 */
function pathsInPage({ src, dataset: { context = "" } }) {
  const root = new URL("..", src).pathname.slice(0, -1);
  return (path) => (path.startsWith(`${context}/`) ? root + path.slice(context.length) : path);
}

/** Calls back once the document is there and before its deferred scripts run. @param {() => void} action */
function whenParsed(action) {
  if (document.readyState === "loading") {
    document.addEventListener("readystatechange", () => action(), { once: true });
  } else {
    action();
  }
}

const tag = document.currentScript;
const started = Symbol.for("dev.hmr.client");
// A form named "currentScript" in the page must not pass for the tag; and one client per page is enough.
if (tag instanceof HTMLScriptElement && !(started in window)) {
  Object.defineProperty(window, started, { value: true });
  start(tag);
}
