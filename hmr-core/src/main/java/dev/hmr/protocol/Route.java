package dev.hmr.protocol;

/**
 * A route of the application.
 *
 * @param method the HTTP method, upper case
 * @param path the path as the application wrote it, for humans: {@code /users/{id}}
 * @param pattern source of a JavaScript regular expression that matches the whole decoded path of the requests this
 *     route answers, within the context path: {@code /users/[^/]+}
 */
public record Route(String method, String path, String pattern) {
    @Override
    public String toString() {
        return method + " " + path;
    }
}
