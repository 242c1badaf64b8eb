// Brings news into the page, with as little of it replaced as can be.

/** @typedef {{use: "document" | "style" | "image" | "script" | "data", path: string, reason: string, shared: boolean}} Change */
/** @typedef {{type: "update", generation: number, changes: Change[]}} Update */

/** What can show an image: elements and their attributes. */
const IMAGES = { "img, input, video, audio, source, embed": ["src", "srcset", "poster"], "link[rel~=icon], image": ["href", "xlink:href"], object: ["data"] };

class Page {
  /** @type {Version | undefined} */
  #version;
  #requested = requestedPaths();
  /** @type {Promise<void>} */
  #busy = Promise.resolve();

  /** @param {HTMLScriptElement} script the tag that the server put into this document */
  constructor(script) {
    const { page = "", method = "GET" } = script.dataset;
    this.id = page;
    this.method = method;
    this.nonce = script.nonce;
    this.script = script;
    this.carried = unpack();
    this.api = new PageApi(this.carried?.data);
    this.scripted = scriptedAttributes();
  }

  /** The document is parsed, and hardly any script has touched it. */
  parsed() {
    this.#version = firstVersion(document.documentElement, this.scripted(), this.script);
    if (this.carried) {
      addEventListener("load", () => refill(this.carried), { once: true });
    }
  }

  /** Takes one update up after the other. @param {Update} update */
  take(update) {
    this.#busy = this.#busy.then(() => this.#take(update)).catch((e) => this.refresh(`The update failed (${e?.message ?? e})`));
  }

  /** @param {Update} update */
  async #take(update) {
    const mine = [];
    let taken = false;
    for (const change of update.changes.filter(({ shared, path }) => !shared || this.#requested().has(path))) {
      if (await this.api.takes(change)) {
        taken = true;
      } else {
        mine.push(change);
      }
    }
    const used = mine.find(({ use }) => use === "script" || use === "data");
    if (used) {
      this.refresh(`${used.reason} changed, and ${used.use === "script" ? "is a script of this page" : "a script of this page uses it"}`);
      return;
    }
    for (const change of mine) {
      const outcome = await this.#bringIn(change);
      if (typeof outcome === "string") {
        this.refresh(`${change.reason} changed, and ${outcome}`);
        return;
      }
      if (outcome) {
        taken = true;
        console.info(`[hmr] ${change.reason} changed: updated in place.`);
      }
    }
    if (taken) {
      this.api.tell(update);
    }
  }

  /**
   * @param {Change} change
   * @returns {Promise<string | boolean>} why it cannot be done in this document, or whether it made a difference
   */
  async #bringIn({ use, path }) {
    if (use === "style") {
      return (await swapStyles(path)) || "the style sheet is none of the document's";
    }
    if (use === "image") {
      return swapImages(path) || path.endsWith("/favicon.ico") || "a style sheet or a script shows it";
    }
    return this.#fetchAgain();
  }

  async #fetchAgain() {
    if (this.method !== "GET") {
      return "the page has to be sent again";
    }
    const response = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html, */*;q=0.1", "Hmr-Page": this.id } });
    if (response.redirected) {
      return "it leads elsewhere now";
    }
    if (!/^text\/html\b/i.test(response.headers.get("Content-Type") ?? "")) {
      return "it is no HTML now";
    }
    try {
      const next = morph(this.#version, parse(await response.text()), this.nonce);
      this.#version = next;
      return next.changed;
    } catch (e) {
      if (e instanceof NeedsReload) {
        return e.message;
      }
      throw e;
    }
  }

  /** Loads the page again. @param {string} reason */
  refresh(reason) {
    if (this.method !== "GET") {
      console.info(`[hmr] ${reason}. This page is the answer to a ${this.method}: send it again to see the change.`);
      return;
    }
    console.info(`[hmr] ${reason}: refreshing.`);
    this.api.dispose();
    pack(this.api.data);
    location.reload();
  }
}

/**
 * Has the browser read a style sheet again; the old one goes when the new one is there.
 *
 * @param {string} path
 * @returns {Promise<boolean>} whether the page has such a style sheet
 */
async function swapStyles(path) {
  const sheets = [...document.querySelectorAll("link")].filter((link) => link.sheet);
  const own = sheets.filter((link) => isAt(link.href, path));
  const importers = own.length ? [] : sheets.filter((link) => imports(link.sheet, path));
  if (importers.length) {
    await fetch(path, { cache: "reload" });
  }
  const links = [...own, ...importers];
  await Promise.all(links.map(swapStyle));
  return links.length > 0;
}

/** @param {HTMLLinkElement} link */
function swapStyle(link) {
  const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
  next.href = fresh(link.href);
  next.nonce = link.nonce;
  return new Promise((resolve) => {
    next.onload = next.onerror = () => {
      link.remove();
      resolve(undefined);
    };
    successors.set(link, next);
    link.after(next);
  });
}

/**
 * @param {CSSStyleSheet} sheet
 * @param {string} path
 * @returns {boolean}
 */
function imports(sheet, path) {
  try {
    return [...sheet.cssRules].some((rule) => rule instanceof CSSImportRule && rule.styleSheet && (isAt(rule.styleSheet.href, path) || imports(rule.styleSheet, path)));
  } catch {
    return false; // A sheet of another origin, which cannot be looked into.
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether the page shows such an image
 */
function swapImages(path) {
  let found = false;
  for (const [selector, names] of Object.entries(IMAGES)) {
    for (const element of document.querySelectorAll(selector)) {
      for (const name of names) {
        const value = element.getAttribute(name);
        const swapped = value?.split(/(\s+|,\s)/).map((part) => (part.trim() && isAt(part, path) ? fresh(part) : part)).join("");
        if (value !== null && swapped !== value) {
          found = true;
          setAttribute(element, name, swapped);
        }
      }
    }
  }
  return found;
}

/**
 * @param {string} address
 * @param {string} path
 */
function isAt(address, path) {
  const url = URL.parse(address, document.baseURI);
  return url?.origin === location.origin && url.pathname === path;
}

let freshness = Date.now();

/** An address of the same that no cache knows. @param {string} address */
function fresh(address) {
  const plain = address.replace(/[?&]hmr=\d+$/, "");
  return `${plain}${plain.includes("?") ? "&" : "?"}hmr=${++freshness}`;
}

/**
 * Notes how attributes were that scripts change while the document is parsed: the parser itself changes none.
 *
 * @returns {() => Map<Element, Map<string, string | null>>} ends that
 */
function scriptedAttributes() {
  /** @type {Map<Element, Map<string, string | null>>} */
  const changed = new Map();
  /** @param {MutationRecord[]} records */
  const note = (records) => {
    for (const { target, attributeName, oldValue } of records) {
      const element = /** @type {Element} */ (target);
      const attributes = changed.get(element) ?? new Map();
      if (!attributes.has(attributeName)) {
        attributes.set(attributeName, oldValue);
      }
      changed.set(element, attributes);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { subtree: true, attributes: true, attributeOldValue: true });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return changed;
  };
}

/** Watches what the page requests from its own server. @returns {() => Set<string>} the paths so far */
function requestedPaths() {
  /** @type {Set<string>} */
  const requested = new Set([location.pathname]);
  /** @param {PerformanceEntry[]} entries */
  const note = (entries) => entries.forEach(({ name }) => requested.add(new URL(name, location.href).pathname));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "resource", buffered: true });
  return () => {
    note(observer.takeRecords());
    return requested;
  };
}
