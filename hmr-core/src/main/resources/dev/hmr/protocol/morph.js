// Brings a page up to date without loading it again. The document that the server sends now is compared with the one it
// sent before, and only the difference goes into the living page. So whatever else has happened to the page stays: what
// was typed, opened, scrolled and played, and what scripts have made of it.

/**
 * A document as the server sent it, and where each of its nodes lives in the page.
 *
 * @typedef {{root: Element, homes: WeakMap<Node, Node>}} Version
 */

/** What only a new document can bring. */
class NeedsReload extends Error {}

/** A change in these takes effect while a document is loaded, and never later. */
const MAKERS = "script, base, meta[http-equiv], template[shadowrootmode]";
const CONTROLS = "input, select, textarea, button, output";
/** Attributes that say how something begins; afterwards it is the user's. */
const BEGINNINGS = new Set(["value", "checked", "selected", "open"]);
const MAX_COMPARISONS = 250000;

/** Where a style sheet went that has taken the place of another. @type {WeakMap<Node, Node>} */
const successors = new WeakMap();

/**
 * The version that the page was made from.
 *
 * @param {Element} living the root of the page as it was parsed
 * @param {Map<Element, Map<string, string | null>>} attributes what scripts changed meanwhile, as it was
 * @param {Element} ours what the server added to the document
 * @returns {Version}
 */
function firstVersion(living, attributes, ours) {
  const root = /** @type {Element} */ (living.cloneNode(true));
  /** @type {WeakMap<Node, Node>} */
  const homes = new WeakMap();
  const open = [[/** @type {Node} */ (root), /** @type {Node} */ (living)]];
  for (const [copy, home] of open) {
    homes.set(copy, home);
    copy.childNodes.forEach((child, i) => open.push([child, home.childNodes[i]]));
    attributes.get(/** @type {Element} */ (home))?.forEach((value, name) => setAttribute(/** @type {Element} */ (copy), name, value));
  }
  open.forEach(([copy, home]) => home === ours && /** @type {Element} */ (copy).remove());
  return { root: simplified(root), homes };
}

/**
 * A document to compare with; scripts in it do not run.
 *
 * @param {string} html
 */
function parse(html) {
  // A parser without scripting would read these in another way, and they never show.
  const text = html.replace(/<noscript\b[^>]*>[^]*?<\/noscript>/gi, "<noscript></noscript>");
  return simplified(new DOMParser().parseFromString(text, "text/html").documentElement);
}

/** @param {Element} root */
function simplified(root) {
  root.querySelectorAll("noscript").forEach((element) => element.replaceChildren());
  root.querySelectorAll("[nonce]").forEach((element) => element.removeAttribute("nonce"));
  root.querySelectorAll("hmr-overlay, script[src*='/@hmr/client.js']").forEach((element) => element.remove());
  return root;
}

/**
 * Changes the page as the server changed its document; or throws, before anything was changed.
 *
 * @param {Version} before
 * @param {Element} root the document as it is now
 * @param {string} nonce lets styles in where the page's policy asks for one
 * @returns {Version & {changed: boolean}} and whether there was a difference
 * @throws {NeedsReload}
 */
function morph(before, root, nonce) {
  const merge = new Merge(before, root, nonce);
  merge.node(before.root, root);
  const focus = focusNow();
  merge.steps.forEach((step) => step());
  merge.removals.forEach((node) => node.parentNode?.removeChild(node));
  focus();
  return { root, homes: merge.homes, changed: merge.steps.length + merge.removals.length > 0 };
}

class Merge {
  /** Where the nodes of the new version live. @type {WeakMap<Node, Node>} */
  homes = new WeakMap();
  /** @type {(() => void)[]} */
  steps = [];
  /** After everything else, because something in them may have moved elsewhere. @type {ChildNode[]} */
  removals = [];
  /** The same element in both versions, wherever it is: of a new node, the old one. @type {Map<Node, Node>} */
  twins = new Map();
  /** @type {Set<Node>} */
  kept = new Set();

  /**
   * @param {Version} before
   * @param {Element} root
   * @param {string} nonce
   */
  constructor(before, root, nonce) {
    this.before = before;
    this.nonce = nonce;
    this.pairMakers(before.root.querySelectorAll(MAKERS), root.querySelectorAll(MAKERS));
    const old = byKey(before.root);
    byKey(root).forEach((element, key) => this.pair(element, old.get(key)));
  }

  /**
   * @param {NodeListOf<Element>} old
   * @param {NodeListOf<Element>} now
   */
  pairMakers(old, now) {
    const changed = [...(now.length < old.length ? old : now)].find((_, i) => !now[i]?.isEqualNode(old[i] ?? null));
    if (changed) {
      throw new NeedsReload(`a ${changed.localName} element of the document did`);
    }
    now.forEach((element, i) => this.pair(element, old[i]));
  }

  /**
   * @param {Node} now
   * @param {Node | undefined} old
   */
  pair(now, old) {
    if (old && !this.twins.has(now) && old.nodeName === now.nodeName) {
      this.twins.set(now, old);
      this.kept.add(old);
    }
  }

  /** Where a node of the old version lives, unless a script has taken it away. @param {Node} old */
  home(old) {
    let home = this.before.homes.get(old);
    while (home && successors.has(home)) {
      home = successors.get(home);
    }
    if (!home?.isConnected) {
      throw new NeedsReload("a script has replaced that part of the page");
    }
    return home;
  }

  /**
   * Plans what makes the old node the new one.
   *
   * @param {Node} old
   * @param {Node} now
   */
  node(old, now) {
    const home = this.before.homes.get(old);
    if (home) {
      this.homes.set(now, successors.get(home) ?? home);
    }
    if (isSame(old, now)) {
      now.childNodes.forEach((child, i) => this.node(old.childNodes[i], child));
    } else if (old instanceof CharacterData && now instanceof CharacterData) {
      this.text(old, now);
    } else if (old instanceof Element && now instanceof Element) {
      const living = /** @type {Element} */ (this.home(old));
      if (!living.hasAttribute("data-hmr-keep") && !now.hasAttribute("data-hmr-keep")) {
        this.attributes(old, now, living);
        this.children(old, now, living);
        this.template(old, now, living);
      }
    }
  }

  /**
   * @param {CharacterData} old
   * @param {CharacterData} now
   */
  text(old, now) {
    if (old.nodeType === Node.COMMENT_NODE || (!old.data.trim() && !now.data.trim() && !old.parentElement?.closest("pre, textarea"))) {
      return;
    }
    const living = /** @type {CharacterData} */ (this.home(old));
    if (living.data !== old.data && living.data !== now.data) {
      throw new NeedsReload("a script has written over that part of the page");
    }
    this.steps.push(() => (living.data = now.data));
  }

  /**
   * @param {Element} old
   * @param {Element} now
   * @param {Element} living
   */
  attributes(old, now, living) {
    for (const name of new Set([...old.getAttributeNames(), ...now.getAttributeNames()])) {
      const was = old.getAttribute(name);
      const is = now.getAttribute(name);
      const has = living.getAttribute(name)?.replace(/[?&]hmr=\d+$/, "") ?? null;
      if (was === is) {
        continue;
      } else if (name in living && (name === "value" || name === "checked" || name === "selected")) {
        this.steps.push(() => beginWith(living, name, was, is));
      } else if (has === was) {
        this.steps.push(() => setAttribute(living, name, is));
      } else if (name === "class") {
        const gone = tokens(was).filter((token) => !tokens(is).includes(token));
        this.steps.push(() => living.classList.remove(...gone), () => living.classList.add(...tokens(is)));
      } else if (has !== is && !BEGINNINGS.has(name)) {
        throw new NeedsReload(`a script has changed the attribute ${name} of that part of the page`);
      }
    }
  }

  /**
   * @param {Element} old
   * @param {Element} now
   * @param {Element} living
   */
  template(old, now, living) {
    if (old instanceof HTMLTemplateElement && now instanceof HTMLTemplateElement && living instanceof HTMLTemplateElement) {
      this.steps.push(() => living.content.replaceChildren(document.importNode(now.content, true)));
    }
  }

  /**
   * @param {Element} old
   * @param {Element} now
   * @param {Element} living
   */
  children(old, now, living) {
    const pairs = this.match([...old.childNodes], [...now.childNodes]);
    const matched = new Set(pairs.values());
    old.childNodes.forEach((child) => matched.has(child) || this.kept.has(child) || this.remove(child));
    now.childNodes.forEach((child) => (pairs.has(child) ? this.node(pairs.get(child), child) : this.inside(child)));
    const stays = inOrder(old, [...pairs]);
    if ([...now.childNodes].some((child) => !stays.has(child))) {
      this.steps.push(() => this.arrange(now, living, stays));
    }
  }

  /** @param {ChildNode} old */
  remove(old) {
    const home = this.before.homes.get(old);
    if (home?.isConnected) {
      this.removals.push(/** @type {ChildNode} */ (successors.get(home) ?? home));
    }
  }

  /** What is in a new element may have been elsewhere before. @param {Node} now */
  inside(now) {
    now.childNodes.forEach((child) => {
      if (this.twins.has(child)) {
        this.home(this.twins.get(child));
        this.node(this.twins.get(child), child);
      } else {
        this.inside(child);
      }
    });
  }

  /**
   * Puts new and moved children where they belong; those that scripts have added stay where they are.
   *
   * @param {Node} now
   * @param {Node} living
   * @param {Set<Node>} stays
   */
  arrange(now, living, stays) {
    const anchor = [...stays].map((child) => this.homes.get(child)).find((home) => home?.parentNode === living);
    /** @type {Node | undefined} */
    let previous;
    for (const child of now.childNodes) {
      if (!stays.has(child)) {
        const next = previous ? previous.nextSibling : (anchor ?? living.firstChild);
        previous = this.place(child, living, next);
      } else if (this.homes.get(child)?.parentNode === living) {
        previous = this.homes.get(child);
      }
    }
  }

  /**
   * @param {Node} now
   * @param {Node} parent
   * @param {Node | null} next
   */
  place(now, parent, next) {
    const home = this.homes.get(now);
    if (home) {
      move(parent, home, next);
      return home;
    }
    const made = document.importNode(now, now instanceof HTMLTemplateElement);
    this.homes.set(now, made);
    if (this.nonce && (made instanceof HTMLStyleElement || made instanceof HTMLLinkElement)) {
      made.nonce = this.nonce;
    }
    parent.insertBefore(made, next);
    // Filled in its place, so that what moves into it never leaves the document.
    now.childNodes.forEach((child) => this.place(child, made, null));
    return made;
  }

  /**
   * Which of the old children each of the new ones is.
   *
   * @param {ChildNode[]} old
   * @param {ChildNode[]} now
   */
  match(old, now) {
    /** @type {Map<ChildNode, ChildNode>} */
    const pairs = new Map();
    now.filter((child) => this.twins.has(child)).forEach((child) => pairs.set(child, /** @type {ChildNode} */ (this.twins.get(child))));
    const gone = old.filter((child) => !this.kept.has(child));
    const come = now.filter((child) => !this.twins.has(child));
    let i = 0;
    let j = 0;
    for (const [m, n] of [...equalOnes(gone, come), [gone.length, come.length]]) {
      // Between two that are equal, the next of the same kind is taken for the same.
      for (; j < n; j++) {
        const like = gone.slice(i, m).findIndex((child) => isLike(child, come[j]));
        if (like >= 0) {
          pairs.set(come[j], gone[i + like]);
          i += like + 1;
        }
      }
      if (n < come.length) {
        pairs.set(come[n], gone[m]);
      }
      i = m + 1;
      j = n + 1;
    }
    return pairs;
  }
}

/**
 * The positions of a longest sequence of children that are the same in both.
 *
 * @param {ChildNode[]} old
 * @param {ChildNode[]} now
 * @returns {[number, number][]}
 */
function equalOnes(old, now) {
  let start = 0;
  let end = 0;
  const most = Math.min(old.length, now.length);
  while (start < most && isSame(old[start], now[start])) {
    start++;
  }
  while (end < most - start && isSame(old[old.length - 1 - end], now[now.length - 1 - end])) {
    end++;
  }
  const middle = longestCommon(old.slice(start, old.length - end).map(written), now.slice(start, now.length - end).map(written));
  return [
    ...Array.from({ length: start }, (_, i) => /** @type {[number, number]} */ ([i, i])),
    ...middle.map(([i, j]) => /** @type {[number, number]} */ ([start + i, start + j])),
    ...Array.from({ length: end }, (_, i) => /** @type {[number, number]} */ ([old.length - end + i, now.length - end + i])),
  ];
}

/**
 * @param {string[]} one
 * @param {string[]} other
 * @returns {[number, number][]}
 */
function longestCommon(one, other) {
  if (one.length * other.length > MAX_COMPARISONS) {
    return [];
  }
  const length = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      length[i][j] = one[i] === other[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) {
      found.push([i++, j++]);
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return found;
}

/**
 * The new children that need not move: those whose old ones are children of the same element, in the same order.
 *
 * @param {Element} old
 * @param {[ChildNode, ChildNode][]} pairs of a new and an old child
 */
function inOrder(old, pairs) {
  const position = new Map([...old.childNodes].map((child, i) => [child, i]));
  const here = pairs
    .filter(([, before]) => before.parentNode === old)
    .map(([now, before]) => ({ now, at: position.get(before) ?? 0 }))
    .sort((a, b) => (a.now.compareDocumentPosition(b.now) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const sorted = [...here].sort((a, b) => a.at - b.at).map(({ at }) => `${at}`);
  const stays = longestCommon(here.map(({ at }) => `${at}`), sorted);
  return new Set(stays.map(([i]) => /** @type {Node} */ (here[i].now)));
}

/** The elements that bear a name of their own in the document. @param {Element} root */
function byKey(root) {
  /** @type {Map<string, Element | undefined>} */
  const found = new Map();
  root.querySelectorAll(`[id], :is(${CONTROLS})[name]`).forEach((element) => {
    const named = element.id ? [element.id] : ["name", element.closest("form")?.id, element.getAttribute("name"), element.getAttribute("type"), /radio|checkbox/.test(element.getAttribute("type") ?? "") && element.getAttribute("value")];
    const key = named.join("\n");
    found.set(key, found.has(key) ? undefined : element);
  });
  return new Map([...found].filter(([, element]) => element));
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function isSame(one, other) {
  return one.isEqualNode(other) && (!(one instanceof Element) || one.localName !== "template" && !one.querySelector("template") || written(one) === written(other));
}

/**
 * Whether one may have become the other.
 *
 * @param {Node} one
 * @param {Node} other
 */
function isLike(one, other) {
  return one.nodeName === other.nodeName && (!(one instanceof Element) || !(other instanceof Element) || one.id === other.id);
}

/** @param {Node} node */
function written(node) {
  return new XMLSerializer().serializeToString(node);
}

/**
 * Gives a form control another default, and with it another value unless the user has given it one.
 *
 * @param {any} control
 * @param {string} name
 * @param {string | null} was
 * @param {string | null} is
 */
function beginWith(control, name, was, is) {
  const untouched = control[name] === (name === "value" ? (was ?? "") : was !== null);
  setAttribute(control, name, is);
  if (untouched) {
    control[name] = name === "value" ? (is ?? "") : is !== null;
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
function setAttribute(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else if (name.startsWith("xlink:")) {
    element.setAttributeNS("http://www.w3.org/1999/xlink", name, value);
  } else {
    element.setAttribute(name, value);
  }
}

/** @param {string | null} value */
function tokens(value) {
  return value?.split(/\s+/).filter(Boolean) ?? [];
}

/**
 * Moves a node, where the browser can do it with everything that is going on in it.
 *
 * @param {any} parent
 * @param {Node} node
 * @param {Node | null} next
 */
function move(parent, node, next) {
  if (node === next) {
    return;
  }
  if (parent.moveBefore && parent.isConnected && node.isConnected) {
    parent.moveBefore(node, next);
  } else {
    parent.insertBefore(node, next);
  }
}

/** Remembers the focus and the selection in it; what it returns gives them back should they get lost. */
function focusNow() {
  const element = /** @type {any} */ (document.activeElement);
  const { selectionStart, selectionEnd, selectionDirection } = element ?? {};
  return () => {
    if (element && element !== document.activeElement && element.isConnected) {
      element.focus({ preventScroll: true });
      if (typeof selectionStart === "number") {
        element.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
      }
    }
  };
}
