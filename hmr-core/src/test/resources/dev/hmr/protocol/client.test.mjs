// The whole script in a made-up browser with a clock of its own: sockets, timers and the server are this test's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";

const directory = process.env.HMR_CLIENT_DIRECTORY;
const source = ["relevance.js", "overlay.js", "client.js"]
  .map((part) => readFileSync(join(directory, part), "utf8"))
  .join("");

/** Lets everything that waits on nothing but promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

class Page {
  sockets = [];
  timers = [];
  said = [];
  reloads = 0;
  hidden = false;
  listeners = new Map();
  /** What a HEAD of the script finds: the server's id, or undefined when it is down. */
  server = "run-1";

  constructor({ session = new Map(), generation = "4", path = "/shop/users/7", tag } = {}) {
    const page = this;
    class HTMLScriptElement {
      dataset = { token: "secret", generation, server: "run-1" };
      src = "http://localhost:7070/shop/@hmr/client.js";
    }
    class WebSocket {
      constructor(url) {
        this.url = `${url}`;
        page.sockets.push(this);
      }
      close() {
        this.onclose?.();
      }
    }
    const on = (type, listener) => page.listeners.set(type, listener);
    const location = {
      href: `http://localhost:7070${path}`,
      origin: "http://localhost:7070",
      pathname: path,
      reload: () => page.reloads++,
    };
    this.globals = {
      HTMLScriptElement, WebSocket, URL, location,
      console: { info: (line) => page.said.push(line) },
      setTimeout: (action, millis) => page.timers.push({ action, millis }),
      addEventListener: on,
      document: {
        currentScript: tag ?? new HTMLScriptElement(),
        get hidden() { return page.hidden; },
        addEventListener: on,
      },
      performance: { getEntriesByType: () => [{ name: location.href }] },
      PerformanceObserver: class {
        observe() {}
        takeRecords() { return page.requests ?? []; }
      },
      sessionStorage: {
        getItem: (key) => session.get(key) ?? null,
        setItem: (key, value) => session.set(key, value),
      },
      fetch: async () => {
        if (page.server === undefined) {
          throw new TypeError("down");
        }
        return { headers: { get: () => page.server } };
      },
    };
    this.globals.window = this.globals;
    this.context = vm.createContext(this.globals);
    this.include();
  }

  include() {
    vm.runInContext(`(() => { "use strict"; ${source} })()`, this.context);
  }

  get socket() {
    return this.sockets.at(-1);
  }

  receive(payload) {
    this.socket.onmessage({ data: JSON.stringify(payload) });
  }

  async lose() {
    this.socket.onclose();
    await settle();
  }

  /** Lets the pending delay pass; answers how long it was. */
  async wait() {
    const { action, millis } = this.timers.shift();
    action();
    await settle();
    return millis;
  }
}

const connected = { type: "connected", generation: 4, server: "run-1" };
const route = (pattern) => ({ type: "update", generation: 5, routes: [{ method: "GET", path: pattern, pattern }], files: [] });

test("one socket, on the page's own server, under its context path", () => {
  assert.deepEqual(new Page().sockets.map((socket) => socket.url), ["ws://localhost:7070/shop/@hmr/socket?token=secret"]);
});

test("a script that is included twice opens one socket", () => {
  const page = new Page();
  page.include();
  assert.equal(page.sockets.length, 1);
});

test("an element that poses as the script tag starts nothing", () => {
  const page = new Page({ tag: { dataset: {}, src: "http://evil.example/" } });
  assert.equal(page.sockets.length, 0);
});

test("a page that is concerned refreshes, another remembers the generation", () => {
  const page = new Page();
  page.receive(connected);
  page.receive(route("/orders"));
  assert.equal(page.reloads, 0);
  page.receive({ ...connected, generation: 5 });
  assert.equal(page.reloads, 0);
  page.receive({ ...route("/users/.*"), generation: 6 });
  assert.equal(page.reloads, 1);
});

test("what the page requested counts, within the context path and of its own origin only", () => {
  const page = new Page();
  page.requests = [{ name: "http://localhost:7070/shop/detect" }, { name: "https://elsewhere.example/shop/cdn" }, { name: "http://localhost:7070/other" }];
  page.receive(route("/cdn|/other|ther"));
  assert.equal(page.reloads, 0);
  page.receive({ ...route("/detect"), generation: 6 });
  assert.equal(page.reloads, 1);
});

test("a page that missed an update refreshes once and never twice for the same news", () => {
  const session = new Map();
  const page = new Page({ session });
  page.receive({ ...connected, generation: 5 });
  assert.equal(page.reloads, 1);
  const fromCache = new Page({ session });
  fromCache.receive({ ...connected, generation: 5 });
  assert.equal(fromCache.reloads, 0);
  assert.match(fromCache.said.join(), /cache/);
  const later = new Page({ session });
  later.receive({ ...connected, generation: 6 });
  assert.equal(later.reloads, 1);
});

test("a page without storage does not refresh by itself", () => {
  const page = new Page();
  page.globals.sessionStorage.getItem = () => { throw new Error("denied"); };
  page.receive({ ...connected, generation: 5 });
  assert.equal(page.reloads, 0);
});

test("while the server is away the page asks ever more seldom, and says so once", async () => {
  const page = new Page();
  page.server = undefined;
  await page.lose();
  const delays = [];
  for (let i = 0; i < 9; i++) {
    delays.push(await page.wait());
  }
  assert.deepEqual(delays, [250, 500, 1000, 2000, 4000, 8000, 10000, 10000, 10000]);
  assert.equal(page.sockets.length, 1);
  assert.equal(page.said.length, 1);
  assert.equal(page.reloads, 0);
});

test("when the same server is back the page connects again", async () => {
  const page = new Page();
  page.receive(connected);
  await page.lose();
  await page.wait();
  assert.equal(page.sockets.length, 2);
  page.receive(connected);
  assert.equal(page.reloads, 0);
  await page.lose();
  assert.equal(await page.wait(), 250);
});

test("when another run of the server answers the page refreshes", async () => {
  const page = new Page();
  await page.lose();
  page.server = "run-2";
  await page.wait();
  assert.equal(page.reloads, 1);
  assert.equal(page.sockets.length, 1);
});

test("a blocked socket never reloads the page and is told once", async () => {
  const page = new Page();
  for (let i = 0; i < 20; i++) {
    await page.lose();
    await page.wait();
  }
  assert.equal(page.reloads, 0);
  assert.equal(page.said.length, 2);
  assert.match(page.said[1], /proxy/);
});

test("a hidden page waits until somebody looks at it", async () => {
  const page = new Page();
  page.hidden = true;
  await page.lose();
  await page.wait();
  assert.equal(page.sockets.length, 1);
  page.hidden = false;
  page.listeners.get("visibilitychange")();
  await settle();
  assert.equal(page.sockets.length, 2);
});

test("a page that is left stays quiet, and connects when it comes out of the back/forward cache", async () => {
  const page = new Page();
  page.listeners.get("pagehide")();
  await settle();
  assert.equal(page.timers.length, 0);
  page.listeners.get("pageshow")({ persisted: false });
  assert.equal(page.sockets.length, 1);
  page.listeners.get("pageshow")({ persisted: true });
  assert.equal(page.sockets.length, 2);
  page.receive({ ...connected, generation: 5 });
  assert.equal(page.reloads, 1);
});
