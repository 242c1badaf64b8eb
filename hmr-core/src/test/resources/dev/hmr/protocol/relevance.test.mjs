import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";

const browser = vm.createContext({});
vm.runInContext(readFileSync(join(process.env.HMR_CLIENT_DIRECTORY, "relevance.js"), "utf8"), browser);

/** Whether a page of generation 4 that used the paths refreshes itself. */
function refreshes({ generation = 5, routes = [], files = [] }, ...paths) {
  const affected = routes.map((pattern) => ({ method: "GET", path: "/shown", pattern }));
  return browser.reasonToReload({ type: "update", generation, routes: affected, files }, 4, paths) !== undefined;
}

test("a page is concerned by the route that answered its document", () => {
  assert.equal(refreshes({ routes: ["/users/[^/]+"] }, "/users/7"), true);
  assert.equal(refreshes({ routes: ["/users/[^/]+"] }, "/orders"), false);
});

test("a page is concerned by the route that answered one of its requests", () => {
  assert.equal(refreshes({ routes: ["/detect"] }, "/", "/style.css", "/detect"), true);
});

test("a pattern matches the whole path", () => {
  assert.equal(refreshes({ routes: ["/users"] }, "/users/7"), false);
  assert.equal(refreshes({ routes: ["/users"] }, "/v1/users"), false);
  assert.equal(refreshes({ routes: ["/a|/b"] }, "/b/c"), false);
});

test("a pattern matches the decoded path", () => {
  assert.equal(refreshes({ routes: ["/grüße"] }, "/gr%C3%BC%C3%9Fe"), true);
  assert.equal(refreshes({ routes: ["/100%"] }, "/100%"), true);
});

test("a pattern that the browser does not know concerns every page", () => {
  assert.equal(refreshes({ routes: ["(?<broken"] }, "/"), true);
});

test("a page that was rendered by the new generation has its routes already", () => {
  assert.equal(refreshes({ generation: 4, routes: ["/"] }, "/"), false);
});

test("no route and no file concerns no page", () => {
  assert.equal(refreshes({}, "/"), false);
});

for (const asset of ["style.css", "app.js", "app.mjs", "logo.SVG", "photo.jpeg", "text.woff2"]) {
  test(`${asset} concerns only the pages that requested it`, () => {
    const update = { files: [`public/${asset}`] };
    assert.equal(refreshes(update, "/", `/${asset}`), true);
    assert.equal(refreshes(update, "/", `/assets/${asset}`), true);
    assert.equal(refreshes(update, "/", `/not-${asset}`), false);
    assert.equal(refreshes(update, "/"), false);
  });
}

test("a changed asset concerns a page of any generation", () => {
  assert.equal(refreshes({ generation: 4, files: ["public/style.css"] }, "/style.css"), true);
});

for (const file of ["public/index.html", "templates/user.jte", "data/cities.json", "messages.properties", "Makefile"]) {
  test(`${file} may be part of any page`, () => assert.equal(refreshes({ files: [file] }, "/"), true));
}

test("the reason names the route or the file", () => {
  const update = { generation: 5, routes: [{ method: "GET", path: "/users/{id}", pattern: "/users/[^/]+" }], files: [] };
  assert.equal(browser.reasonToReload(update, 4, ["/users/7"]), "GET /users/{id} changed");
  assert.equal(browser.reasonToReload({ ...update, routes: [], files: ["a.jte"] }, 4, ["/"]), "a.jte changed");
});
