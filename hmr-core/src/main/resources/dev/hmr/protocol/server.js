// What it takes to come back to a server that was away.

const MAX_DELAY_MILLIS = 10000;

/**
 * The run of the server that answers, or undefined when none does.
 *
 * @param {string} address
 * @returns {Promise<string | undefined>}
 */
async function serverAt(address) {
  try {
    const response = await fetch(address, { method: "HEAD", cache: "no-store" });
    return response.headers.get("Hmr-Server") ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} millis */
function delay(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** Resolves when somebody looks at the page. */
async function visible() {
  while (document.hidden) {
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  }
}

/** How long to wait before another attempt. @param {number} failures so far, from 1 */
function backOff(failures) {
  return delay(Math.min(250 * 2 ** (failures - 1), MAX_DELAY_MILLIS));
}
