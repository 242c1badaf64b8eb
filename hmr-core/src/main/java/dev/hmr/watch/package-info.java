/**
 * Says which files changed. File events are hints only; what a file holds decides.
 *
 * <pre>{@code
 * try (Watcher watcher = Watcher.start(List.of(sources, classes), listener)) {
 *     // every existing root is registered: an edit made from here on reaches the listener
 * }
 * }</pre>
 *
 * <p>Events of directory-watcher come in at {@link dev.hmr.watch.NativeEvents}, become reads of the files they name in
 * {@link dev.hmr.watch.WatchLoop}, and those become one {@link dev.hmr.watch.ChangeSet} in {@link
 * dev.hmr.watch.Coalescer}, which knows neither disk nor clock.
 */
@NullMarked
package dev.hmr.watch;

import org.jspecify.annotations.NullMarked;
