// The shapes of dev.hmr.benchmarks.reactive.Shape, line by line the same. Values stay below 128: the JVM keeps those boxed.

import { batch, computed, effect, signal } from "@preact/signals-core";

const small = (value) => value & 127;

/** Each builds a graph and returns a step: one change, carried through, answered with what came out. */
export const shapes = {
  deep() {
    const source = signal(0);
    let last = source;
    for (let i = 0; i < 50; i++) {
      const previous = last;
      last = computed(() => small(previous.value + 1));
    }
    const seen = observe([last]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  broad() {
    const source = signal(0);
    const ends = [];
    for (let i = 0; i < 50; i++) {
      const first = computed(() => small(source.value + i));
      ends.push(computed(() => small(first.value + 1)));
    }
    const seen = observe(ends);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  diamond() {
    const source = signal(0);
    const sides = [];
    for (let i = 0; i < 5; i++) {
      sides.push(computed(() => small(source.value + 1)));
    }
    const sum = computed(() => small(total(sides)));
    const seen = observe([sum]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  triangle() {
    const source = signal(0);
    const chain = [source];
    for (let i = 1; i < 10; i++) {
      const previous = chain[i - 1];
      chain.push(computed(() => small(previous.value + 1)));
    }
    const sum = computed(() => small(total(chain)));
    const seen = observe([sum]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  mux() {
    const sources = [];
    for (let i = 0; i < 100; i++) {
      sources.push(signal(0));
    }
    const all = computed(() => sources.map((source) => source.value));
    const ends = [];
    for (let i = 0; i < 100; i++) {
      const one = computed(() => all.value[i]);
      ends.push(computed(() => small(one.value + 1)));
    }
    const seen = observe(ends);
    return (i) => {
      sources[i % 100].value = small(i + 1 + Math.floor(i / 100));
      return seen();
    };
  },

  repeated() {
    const source = signal(0);
    const sum = computed(() => {
      let result = 0;
      for (let i = 0; i < 30; i++) {
        result += source.value;
      }
      return small(result);
    });
    const seen = observe([sum]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  unstable() {
    const source = signal(0);
    const double = computed(() => small(source.value * 2));
    const inverse = computed(() => small(-source.value));
    const sum = computed(() => {
      let result = 0;
      for (let i = 0; i < 20; i++) {
        result += source.value % 2 === 1 ? double.value : inverse.value;
      }
      return small(result);
    });
    const seen = observe([sum]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  avoidable() {
    const source = signal(0);
    const first = computed(() => source.value);
    const constant = computed(() => {
      const ignored = first.value;
      return ignored < 0 ? 1 : 0;
    });
    const third = computed(() => small(constant.value + 1));
    const fourth = computed(() => small(third.value + 2));
    const fifth = computed(() => small(fourth.value + 3));
    const seen = observe([fifth]);
    return (i) => {
      source.value = small(i);
      return seen();
    };
  },

  wide1000x5: () => layers(1000, 5, 25, 100),
  web1000x12: () => layers(1000, 12, 4, 95),
  deep5x500: () => layers(5, 500, 3, 100),
  read1000x5: () => readLayers(1000, 5, 25, 100),
};

function total(cells) {
  let result = 0;
  for (let i = 0; i < cells.length; i++) {
    result += cells[i].value;
  }
  return result;
}

/** An effect for each end; what they saw so far, in whatever order they ran, and how often they did. */
function observe(ends) {
  let runs = 0;
  let sum = 0;
  for (const end of ends) {
    effect(() => {
      sum = (sum + end.value) | 0;
      runs++;
    });
  }
  return () => (sum * 31 + runs) | 0;
}

/** Layers of computeds over as many signals: each reads some of the layer before; a few skip one, depending on values. */
function grid(width, layerCount, reads, staticPercent) {
  const sources = [];
  for (let i = 0; i < width; i++) {
    sources.push(signal(0));
  }
  let layer = sources;
  for (let depth = 1; depth < layerCount; depth++) {
    const next = [];
    for (let at = 0; at < width; at++) {
      const inputs = [];
      for (let k = 0; k < reads; k++) {
        inputs.push(layer[(at + k) % width]);
      }
      const fixed = (at * 7919 + depth * 104729) % 100 < staticPercent;
      next.push(computed(fixed ? () => small(total(inputs)) : () => skipping(inputs)));
    }
    layer = next;
  }
  return { sources, ends: layer };
}

function skipping(inputs) {
  let result = inputs[0].value;
  const skips = (result & 1) === 1;
  const skipped = 1 + (result % (inputs.length - 1));
  for (let i = 1; i < inputs.length; i++) {
    if (!(skips && i === skipped)) {
      result += inputs[i].value;
    }
  }
  return small(result);
}

function layers(width, layerCount, reads, staticPercent) {
  const { sources, ends } = grid(width, layerCount, reads, staticPercent);
  const seen = observe(ends);
  return (i) => {
    sources[i % width].value = small(i + 1 + Math.floor(i / width));
    return seen();
  };
}

/** Nobody observes: each step asks for all ends. */
function readLayers(width, layerCount, reads, staticPercent) {
  const { sources, ends } = grid(width, layerCount, reads, staticPercent);
  return (i) => {
    batch(() => {
      sources[i % width].value = small(i + 1 + Math.floor(i / width));
    });
    return small(total(ends));
  };
}

/** Chains of ten computeds over one signal, each with an effect at its end. */
export function chains(count) {
  const source = signal(0);
  const ends = [];
  for (let i = 0; i < count; i++) {
    let last = source;
    for (let k = 0; k < 10; k++) {
      const previous = last;
      last = computed(() => small(previous.value + 1));
    }
    ends.push(last);
  }
  observe(ends);
  return source;
}
