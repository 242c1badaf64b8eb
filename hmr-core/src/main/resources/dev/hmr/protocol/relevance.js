// Which pages an update concerns. Pure functions: no document, no network.

/** @typedef {{method: string, path: string, pattern: string}} Route */
/** @typedef {{type: "update", generation: number, routes: Route[], files: string[]}} Update */

/** Files that reach a page by their own URL only. Any other file (a template, HTML, data) may be part of any page. */
const ASSET = /\.(css|m?js|map|wasm|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|og[agv]|wav)$/i;

/**
 * Why a page has to refresh itself, or undefined when the update does not concern it.
 *
 * @param {Update} update
 * @param {number} generation the generation that the page shows
 * @param {Iterable<string>} paths what the page was made from: the paths, within the application, of its document and
 *   of everything it requested
 * @returns {string | undefined}
 */
function reasonToReload(update, generation, paths) {
  const spellings = [...new Set([...paths].flatMap((path) => [path, decoded(path)]))];
  // A page that came out of this generation already has its routes; changed files do not make a generation.
  if (update.generation > generation) {
    for (const route of update.routes) {
      const pattern = wholePath(route.pattern);
      if (!pattern || spellings.some((path) => pattern.test(path))) {
        return `${route.method} ${route.path} changed`;
      }
    }
  }
  const file = update.files.find((name) => !ASSET.test(name) || spellings.some((path) => servedFrom(name, path)));
  return file && `${file} changed`;
}

/**
 * Whether a URL path may be answered from a resource. The folder that holds the resources and the URL that they are
 * mounted at are the server's business, so the file's own name decides: /assets/style.css may be public/style.css.
 *
 * @param {string} file
 * @param {string} path
 */
function servedFrom(file, path) {
  return path.slice(path.lastIndexOf("/") + 1) === file.slice(file.lastIndexOf("/") + 1);
}

/** @param {string} pattern */
function wholePath(pattern) {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return undefined; // Not a pattern this browser knows: then better one refresh too many.
  }
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
