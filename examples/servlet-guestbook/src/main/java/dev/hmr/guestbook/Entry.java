package dev.hmr.guestbook;

/** What somebody wrote. */
record Entry(String name, String text) {}
