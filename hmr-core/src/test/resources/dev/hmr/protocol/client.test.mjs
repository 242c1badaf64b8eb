// The whole script in a made-up browser with a clock of its own: sockets, timers and the server are this test's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(process.env.HMR_CLIENT_SCRIPT, "utf8");

/** Lets everything that waits on nothing but promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

class Page {
  sockets = [];
  timers = [];
  said = [];
  reported = [];
  reloads = 0;
  hidden = false;
  listeners = new Map();
  /** What a HEAD of the script finds: the server's id, or undefined when it is down. */
  server = "run-1";

  constructor({ session = new Map(), method, path = "/shop/users/7", tag, context = "/shop" } = {}) {
    const page = this;
    class HTMLScriptElement {
      dataset = { token: "secret", page: "page-1", context, method, server: "run-1" };
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
      reportError: (e) => page.reported.push(e.message),
      setTimeout: (action, millis) => page.timers.push({ action, millis }),
      addEventListener: on,
      document: {
        currentScript: tag ?? new HTMLScriptElement(),
        baseURI: location.href,
        documentElement: { cloneNode: () => ({ childNodes: { forEach() {} }, querySelectorAll: () => [] }), childNodes: [] },
        querySelectorAll: () => [],
        get hidden() { return page.hidden; },
        addEventListener: on,
      },
      MutationObserver: class {
        observe() {}
        disconnect() {}
        takeRecords() { return []; }
      },
      PerformanceObserver: class {
        observe() {}
        takeRecords() { return page.requests ?? []; }
      },
      sessionStorage: {
        getItem: (key) => session.get(key) ?? null,
        setItem: (key, value) => session.set(key, value),
        removeItem: (key) => session.delete(key),
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
    vm.runInContext(source, this.context);
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

const connected = { type: "connected", generation: 4, server: "run-1", known: true };
const change = (use, path, shared = false) => ({ type: "update", generation: 5, changes: [{ use, path, shared, reason: `GET ${path}` }] });

test("one socket, on the page's own server, under its context path", () => {
  assert.deepEqual(new Page().sockets.map((socket) => socket.url), ["ws://localhost:7070/shop/@hmr/socket?token=secret&page=page-1"]);
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

test("a page refreshes for what its scripts have used, and says why", async () => {
  const page = new Page();
  page.receive(connected);
  page.receive({ type: "update", generation: 5, changes: [] });
  await settle();
  assert.equal(page.reloads, 0);
  page.receive(change("data", "/shop/detect"));
  await settle();
  assert.equal(page.reloads, 1);
  assert.deepEqual(page.said, ["[hmr] GET /shop/detect changed, and a script of this page uses it: refreshing."]);
});

test("what several pages may have requested concerns those that did", async () => {
  const page = new Page();
  page.requests = [{ name: "http://localhost:7070/shop/detect" }];
  page.receive(change("data", "/shop/other", true));
  await settle();
  assert.equal(page.reloads, 0);
  page.receive(change("data", "/shop/detect", true));
  await settle();
  assert.equal(page.reloads, 1);
});

test("what the server knows by another path than the browser, behind a proxy, is found", async () => {
  for (const [context, path] of [["", "/users/detect"], ["/deep/down", "/deep/down/users/detect"]]) {
    const page = new Page({ context });
    const taken = [];
    page.globals.hmr.accept("detect", ({ path }) => taken.push(path));
    page.receive(change("data", path));
    await settle();
    assert.deepEqual(taken, ["/shop/users/detect"]);
  }
});

test("a page that accepts a change is not refreshed, unless it fails to", async () => {
  const page = new Page();
  const taken = [];
  const stop = page.globals.hmr.accept("detect", (news) => taken.push(news));
  page.receive(change("data", "/shop/users/detect"));
  await settle();
  assert.equal(page.reloads, 0);
  assert.match(taken[0].url, /^\/shop\/users\/detect\?hmr=\d+$/);
  stop();
  page.globals.hmr.accept("detect", () => { throw new Error("no"); });
  page.receive(change("data", "/shop/users/detect"));
  await settle();
  assert.equal(page.reloads, 1);
  assert.match(page.said.join(), /The update failed \(no\)/);
});

test("listeners hear of news, and one that fails stops no other", async () => {
  const page = new Page();
  const heard = [];
  page.globals.hmr.on("update", () => { throw new Error("bad listener"); });
  page.globals.hmr.on("update", ({ generation }) => heard.push(generation));
  page.globals.hmr.on("cleared", ({ type }) => heard.push(type));
  page.globals.hmr.accept("/detect", () => {});
  page.receive(change("data", "/detect"));
  page.receive({ type: "cleared" });
  await settle();
  assert.deepEqual(heard, ["cleared", 5]);
  assert.match(page.reported.join(), /bad listener/);
});

test("what is left in hmr.data is there after the refresh", async () => {
  const session = new Map();
  const page = new Page({ session });
  page.globals.hmr.dispose((data) => { data.kept = 7; });
  page.receive(change("script", "/shop/app.js"));
  await settle();
  assert.equal(page.reloads, 1);
  assert.deepEqual({ ...new Page({ session }).globals.hmr.data }, { kept: 7 });
  assert.deepEqual({ ...new Page({ session }).globals.hmr.data }, {});
});

test("a page that answers a form that was sent is not loaded again", async () => {
  const page = new Page({ method: "POST" });
  page.receive(change("document", "/shop/users/7"));
  await settle();
  assert.equal(page.reloads, 0);
  assert.match(page.said.join(), /answer to a POST: send it again/);
});

test("a page that the server does not know refreshes once and never twice for the same news", () => {
  const session = new Map();
  const page = new Page({ session });
  page.receive({ ...connected, known: false });
  assert.equal(page.reloads, 1);
  const fromCache = new Page({ session });
  fromCache.receive({ ...connected, known: false });
  assert.equal(fromCache.reloads, 0);
  assert.match(fromCache.said.join(), /cache/);
  const later = new Page({ session });
  later.receive({ ...connected, generation: 6, known: false });
  assert.equal(later.reloads, 1);
});

test("a page without storage does not refresh by itself", () => {
  const page = new Page();
  page.globals.sessionStorage.getItem = () => { throw new Error("denied"); };
  page.receive({ ...connected, known: false });
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
  page.receive({ ...connected, known: false });
  assert.equal(page.reloads, 1);
});
