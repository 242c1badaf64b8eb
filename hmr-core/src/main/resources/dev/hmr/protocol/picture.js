// The graph of units as a picture that can be searched, zoomed and asked.

/** @typedef {{method: string, path: string, handlers: string[], units: number[], generation: number}} HandledRoute */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 28;

class Picture {
  /** @type {Unit[]} */
  #units = [];
  /** @type {HandledRoute[]} */
  #routes = [];
  /** By its first class, because positions change. @type {string | undefined} */
  #selected;
  #known = "";
  #view = { x: 0, y: 0, width: 1, height: 1 };
  #all = this.#view;

  constructor() {
    this.#search = element("input", "search");
    this.#search.type = "search";
    this.#search.placeholder = "Find a unit";
    this.#search.setAttribute("aria-label", "Find a unit");
    this.#search.addEventListener("input", () => this.#mark());
    this.#search.addEventListener("keydown", (event) => event.key === "Enter" && this.#select(this.#found()[0]));
    this.#svg = drawing("svg", { class: "graph", role: "group", "aria-label": "Units and what they link to" });
    this.#answer = element("p", "answer", "");
    this.#answer.setAttribute("aria-live", "polite");
    this.#pan();
    const zoom = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ action) => {
      const button = element("button", "", text);
      button.setAttribute("aria-label", label);
      button.addEventListener("click", action);
      return button;
    };
    this.node = element("div", "card",
      element("div", "tools", this.#search,
        zoom("+", "Zoom in", () => this.#zoom(0.7)), zoom("−", "Zoom out", () => this.#zoom(1 / 0.7)), zoom("Fit", "Show everything", () => this.#look(this.#all))),
      this.#svg, this.#answer);
  }

  /** @type {HTMLInputElement} */
  #search;
  /** @type {SVGElement} */
  #svg;
  /** @type {HTMLElement} */
  #answer;

  /**
   * @param {Unit[]} units
   * @param {HandledRoute[]} routes
   */
  show(units, routes) {
    const known = JSON.stringify([units, routes]);
    if (known !== this.#known) {
      const first = this.#known === "";
      this.#known = known;
      this.#units = units;
      this.#routes = routes;
      this.#draw();
      if (first) {
        this.#look(this.#all);
      }
    }
  }

  #draw() {
    const focused = document.activeElement?.getAttribute("data-unit");
    const places = new Map(layout(this.#units, drawn(this.#units, this.#index())).map((place) => [place.unit, place]));
    const lines = [...places.values()].flatMap((from) => this.#units[from.unit].links.filter((link) => places.has(link)).map((link) => line(from, places.get(link))));
    this.#svg.replaceChildren(...lines, ...[...places.values()].map((place) => this.#box(place)));
    const all = [...places.values()];
    const left = Math.min(0, ...all.map(({ x }) => x)) - 20;
    const right = Math.max(1, ...all.map(({ x, width }) => x + width)) + 20;
    const bottom = Math.max(0, ...all.map(({ y }) => y)) + HEIGHT + 20;
    this.#all = { x: left, y: -20, width: right - left, height: bottom + 20 };
    this.#mark();
    if (focused) {
      /** @type {any} */ ([...this.#svg.querySelectorAll("[data-unit]")].find((box) => box.getAttribute("data-unit") === focused))?.focus();
    }
  }

  /** @param {Place} place */
  #box({ unit, x, y, width }) {
    const { classes, generation, entry, name } = this.#units[unit];
    const box = drawing("g", { "class": `unit${entry ? " entry" : ""}${generation ? " young" : ""}`, "data-unit": classes[0], "data-index": `${unit}`, tabindex: "0", role: "button", transform: `translate(${x} ${y})` });
    const title = drawing("title", {});
    title.textContent = `${classes.join(", ")}, generation ${generation}${entry ? ", started here" : ""}`;
    const text = drawing("text", { x: `${width / 2}`, y: "18.5", "text-anchor": "middle" });
    text.textContent = shortened(name);
    box.append(title, drawing("rect", { width: `${width}`, height: `${HEIGHT}`, rx: "6" }), text);
    box.addEventListener("click", () => this.#select(unit));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.#select(unit);
      }
    });
    return box;
  }

  #index() {
    const index = this.#units.findIndex(({ classes }) => classes[0] === this.#selected);
    return index < 0 ? undefined : index;
  }

  /** The units whose name bears what is searched for, those first that begin with it. */
  #found() {
    const wanted = this.#search.value.trim().toLowerCase();
    const at = (/** @type {number} */ unit) => this.#units[unit].name.toLowerCase().indexOf(wanted);
    const found = [...this.#units.keys()].filter((unit) => wanted && at(unit) >= 0);
    return found.sort((a, b) => at(a) - at(b) || this.#units[a].name.length - this.#units[b].name.length);
  }

  /** @param {number | undefined} unit */
  #select(unit) {
    if (unit !== undefined) {
      const chosen = this.#units[unit].classes[0];
      this.#selected = chosen === this.#selected ? undefined : chosen;
      if (this.#units.length > MAX_DRAWN) {
        this.#draw();
        this.#look(this.#all);
      }
      this.#mark();
    }
  }

  /** Shows what is selected and found, and answers what would come of an edit. */
  #mark() {
    const index = this.#index();
    const users = index === undefined ? new Set() : reach(dependents(this.#units), [index]);
    const used = index === undefined ? new Set() : reach(this.#units.map(({ links }) => links), [index]);
    const found = new Set(this.#found());
    this.#svg.classList.toggle("asked", index !== undefined);
    this.#svg.querySelectorAll("[data-index]").forEach((box) => {
      const at = Number(box.getAttribute("data-index"));
      box.classList.toggle("selected", at === index);
      box.classList.toggle("reloads", users.has(at));
      box.classList.toggle("used", used.has(at));
      box.classList.toggle("found", found.has(at));
      box.setAttribute("aria-pressed", `${at === index}`);
    });
    this.#svg.querySelectorAll("[data-from]").forEach((path) => {
      const [from, to] = [Number(path.getAttribute("data-from")), Number(path.getAttribute("data-to"))];
      path.classList.toggle("reloads", users.has(from) && users.has(to));
      path.classList.toggle("used", used.has(from) && used.has(to));
    });
    this.#answer.textContent = index === undefined ? this.#hint() : this.#told(index, /** @type {Set<number>} */ (users));
  }

  #hint() {
    const more = this.#units.length > MAX_DRAWN ? ` ${MAX_DRAWN} of ${this.#units.length} units are drawn; search for another one and press Enter.` : "";
    return `Choose a unit to see what would reload if you edited it.${more}`;
  }

  /**
   * @param {number} index
   * @param {Set<number>} users
   */
  #told(index, users) {
    const names = [...users].map((at) => this.#units[at].name);
    const runs = [...users].some((at) => this.#units[at].entry);
    const known = this.#units[index].routes;
    const routes = (known?.map((at) => this.#routes[at]) ?? this.#routes.filter(({ units }) => units.some((unit) => users.has(unit)))).map(({ method, path }) => `${method} ${path}`);
    return `An edit of ${names[0]} would reload ${names.length === 1 ? "it alone" : `${names.length} units: ${names.join(", ")}`}. `
      + (runs ? "The routes would be set up again." : "Nothing that the server was started with links to it.")
      + (routes.length ? ` ${known ? "What runs it" : "Handled by code among them"}: ${routes.join(", ")}.` : known ? " No route runs it." : "");
  }

  /** @param {number} factor */
  #zoom(factor) {
    const { x, y, width, height } = this.#view;
    this.#look({ x: x + (width * (1 - factor)) / 2, y: y + (height * (1 - factor)) / 2, width: width * factor, height: height * factor });
  }

  /** @param {{x: number, y: number, width: number, height: number}} view */
  #look(view) {
    this.#view = view;
    this.#svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  /** Dragging moves the picture, and so does tabbing to what is out of sight. */
  #pan() {
    /** @type {{x: number, y: number} | undefined} */
    let from;
    this.#svg.addEventListener("pointerdown", ({ clientX, clientY }) => (from = { x: clientX, y: clientY }));
    addEventListener("pointerup", () => (from = undefined));
    this.#svg.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (from) {
        const { x, y, width, height } = this.#view;
        const scale = Math.max(width / this.#svg.clientWidth, height / this.#svg.clientHeight);
        this.#look({ x: x + (from.x - clientX) * scale, y: y + (from.y - clientY) * scale, width, height });
        from = { x: clientX, y: clientY };
      }
    });
    this.#svg.addEventListener("wheel", (event) => {
      if (event.ctrlKey) { // As a pinch on a touch pad says; without it the page scrolls.
        event.preventDefault();
        this.#zoom(event.deltaY > 0 ? 1.1 : 1 / 1.1);
      }
    }, { passive: false });
  }
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function line(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + HEIGHT, to.x + to.width / 2, to.y];
  const bend = (y2 - y1) / 2;
  return drawing("path", { "data-from": `${from.unit}`, "data-to": `${to.unit}`, d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}` });
}

/**
 * @template {keyof SVGElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string>} attributes
 */
function drawing(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
