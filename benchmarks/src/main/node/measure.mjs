// Prints a line for each shape, columns separated by tabs: node --expose-gc measure.mjs <warm-up ms> <rounds> <ms per round> <shape> ...

import { chains, shapes } from "./shapes.mjs";

const [warmup, rounds, duration] = process.argv.slice(2, 5).map(Number);
const CHECKED_STEPS = 300;
const CHAINS = 10_000;
const NODES_OF_A_CHAIN = 11;

for (const shape of process.argv.slice(5)) {
  console.log([shape, checksum(shape), median(measure(shape))].join("\t"));
}
console.log(["bytes per node", bytesPerNode()].join("\t"));

function checksum(shape) {
  const step = shapes[shape]();
  let sum = 0;
  for (let i = 1; i <= CHECKED_STEPS; i++) {
    sum = (sum * 31 + step(i)) | 0;
  }
  return sum;
}

function measure(shape) {
  const step = shapes[shape]();
  const state = { step, i: 0, sink: 0 };
  run(state, warmup);
  const results = [];
  for (let round = 0; round < rounds; round++) {
    results.push(run(state, duration));
  }
  return results;
}

/** Nanoseconds for each step. */
function run(state, millis) {
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(millis * 1e6));
  let steps = 0;
  let now = start;
  let chunk = 1;
  while (now < end) {
    for (let i = 0; i < chunk; i++) {
      state.sink ^= state.step(++state.i);
    }
    steps += chunk;
    now = process.hrtime.bigint();
    if (now - start < 1_000_000n) {
      chunk *= 2;
    }
  }
  return Number(now - start) / steps;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function bytesPerNode() {
  chains(100);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const kept = chains(CHAINS);
  globalThis.gc();
  const after = process.memoryUsage().heapUsed;
  return kept.value === 0 ? (after - before) / (CHAINS * NODES_OF_A_CHAIN) : Number.NaN;
}
