// What a page can say to take part: `hmr.on`, `hmr.accept`, `hmr.dispose` and `hmr.data`.

/** @typedef {{path: string, reason: string, url: string}} Accepted */

class PageApi {
  /** @type {Map<string, Set<(news: any) => void>>} */
  #listeners = new Map();
  /** @type {Map<string, Set<(change: Accepted) => unknown>>} */
  #acceptors = new Map();
  /** @type {Set<(data: Record<string, unknown>) => void>} */
  #disposers = new Set();

  /** @param {unknown} data what the document before this one left */
  constructor(data) {
    const kept = /** @type {Record<string, unknown>} */ (data ?? {});
    Object.defineProperty(window, "hmr", {
      configurable: true,
      writable: true,
      value: Object.freeze({
        /** Outlives every update, refreshes of the page included; there it must be JSON. */
        data: kept,
        /**
         * Calls the listener when the page was updated in place ("update"), or there is an "error", a "restart" is
         * needed, or all is well again ("cleared").
         *
         * @param {string} type
         * @param {(news: any) => void} listener
         */
        on: (type, listener) => add(this.#listeners, type, listener),
        /**
         * Has the page itself take a new answer up, where it would have been refreshed.
         *
         * @param {string} path of the request, or the address of a script
         * @param {(change: Accepted) => unknown} take is given a `url` that no cache knows
         */
        accept: (path, take) => add(this.#acceptors, new URL(path, document.baseURI).pathname, take),
        /**
         * Calls this before the page is refreshed, to leave something in `hmr.data` or to close what is open.
         *
         * @param {(data: Record<string, unknown>) => void} leave
         */
        dispose: (leave) => {
          this.#disposers.add(leave);
          return () => this.#disposers.delete(leave);
        },
      }),
    });
    this.data = kept;
  }

  /** @param {{type: string}} news */
  tell(news) {
    this.#listeners.get(news.type)?.forEach((listener) => this.#call(listener, news));
  }

  /**
   * @param {Change} change
   * @returns {Promise<boolean>} whether the page has taken it up
   */
  async takes({ path, reason }) {
    const takers = this.#acceptors.get(path);
    if (!takers?.size) {
      return false;
    }
    await Promise.all([...takers].map((take) => take({ path, reason, url: fresh(path) })));
    return true;
  }

  dispose() {
    this.#disposers.forEach((leave) => this.#call(leave, this.data));
  }

  /** One that fails stops neither the others nor the update, and is heard of. @param {Function} callback @param {unknown} argument */
  #call(callback, argument) {
    try {
      callback(argument);
    } catch (e) {
      reportError(e);
    }
  }
}

/**
 * @template T
 * @param {Map<string, Set<T>>} sets
 * @param {string} key
 * @param {T} value
 * @returns {() => void} takes it out again
 */
function add(sets, key, value) {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
  return () => set.delete(value);
}
