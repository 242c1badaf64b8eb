// The graph of units: what depends on what, and where to draw each.

/** @typedef {{name: string, classes: string[], generation: number, reason: string, entry: boolean, links: number[], routes: number[] | null}} Unit */
/** Where a unit is drawn. @typedef {{unit: number, x: number, y: number, width: number}} Place */

const ROW = 8;
const MAX_DRAWN = 300;
const LETTER = 7.5;
const MAX_LETTERS = 24;
const GAP = { x: 16, y: 34, row: 30 };

/** Of each unit, those that link to it. @param {Unit[]} units */
function dependents(units) {
  const found = units.map(() => /** @type {number[]} */ ([]));
  units.forEach(({ links }, i) => links.forEach((link) => found[link].push(i)));
  return found;
}

/**
 * Itself and everything that can be reached from it, the nearest first.
 *
 * @param {number[][]} edges
 * @param {number[]} starts
 */
function reach(edges, starts) {
  const reached = new Set(starts);
  for (const at of reached) {
    edges[at].forEach((next) => reached.add(next));
  }
  return reached;
}

/**
 * The units to draw: all, or where they are too many, those around one or around what the server was started with.
 *
 * @param {Unit[]} units
 * @param {number | undefined} selected
 */
function drawn(units, selected) {
  const code = [...units.keys()].filter((i) => !/^(package|module)-info$/.test(units[i].name));
  if (code.length <= MAX_DRAWN) {
    return new Set(code);
  }
  const around = dependents(units).map((users, i) => [...users, ...units[i].links]);
  const starts = selected === undefined ? [...units.keys()].filter((i) => units[i].entry) : [selected];
  return new Set([...reach(around, starts)].slice(0, MAX_DRAWN));
}

/**
 * What depends on others stands above them.
 *
 * @param {Unit[]} units dependencies before those that depend on them
 * @param {Set<number>} shown
 * @returns {Place[]}
 */
function layout(units, shown) {
  const depth = units.map(() => 0);
  for (let i = units.length - 1; i >= 0; i--) {
    units[i].links.forEach((link) => (depth[link] = Math.max(depth[link], depth[i] + (shown.has(i) ? 1 : 0))));
  }
  /** @type {number[][]} */
  const layers = [];
  [...shown].sort((a, b) => a - b).forEach((i) => (layers[depth[i]] ??= []).push(i));
  const rows = layers.filter(Boolean);
  untangle(units, rows);
  return rows.flatMap((row) => Array.from({ length: Math.ceil(row.length / ROW) }, (_, i) => row.slice(i * ROW, (i + 1) * ROW)))
    .flatMap((row, i) => inRow(units, row, i * (GAP.y + GAP.row)));
}

/**
 * Orders each row by where the neighbours of its units are, so that fewer lines cross (Sugiyama's barycentres).
 *
 * @param {Unit[]} units
 * @param {number[][]} rows
 */
function untangle(units, rows) {
  const around = dependents(units).map((users, i) => [...users, ...units[i].links]);
  const position = new Map();
  const note = () => rows.forEach((row) => row.forEach((unit, i) => position.set(unit, (i + 0.5) / row.length)));
  note();
  for (let sweep = 0; sweep < 6; sweep++) {
    for (const row of rows) {
      const weight = new Map(row.map((unit) => {
        const near = around[unit].filter((other) => position.has(other)).map((other) => position.get(other));
        return [unit, near.length ? near.reduce((sum, at) => sum + at, 0) / near.length : position.get(unit)];
      }));
      row.sort((a, b) => weight.get(a) - weight.get(b) || a - b);
    }
    note();
  }
}

/**
 * @param {Unit[]} units
 * @param {number[]} row
 * @param {number} y
 * @returns {Place[]}
 */
function inRow(units, row, y) {
  const widths = row.map((unit) => shortened(units[unit].name).length * LETTER + 20);
  let x = -(widths.reduce((sum, width) => sum + width, 0) + GAP.x * (row.length - 1)) / 2;
  return row.map((unit, i) => {
    const place = { unit, x, y, width: widths[i] };
    x += widths[i] + GAP.x;
    return place;
  });
}

/** @param {string} name */
function shortened(name) {
  return name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS - 1)}…` : name;
}
