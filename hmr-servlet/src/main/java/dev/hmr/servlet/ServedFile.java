package dev.hmr.servlet;

import java.util.regex.Pattern;

/** Which URL path a resource is served under, if it is served as it is. Pure. */
final class ServedFile {
    /** Files that reach a page by their own URL only. Any other (a template, HTML, data) may be part of any answer. */
    private static final Pattern ASSET = Pattern.compile(
            ".*\\.(css|m?js|map|wasm|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|og[agv]|wav)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What HTML is made of, and JSON is not. */
    private static final Pattern MARKUP = Pattern.compile(
            ".*\\.(x?html?|ftlh?|[jk]te|mustache|hbs|handlebars|vm|vtl|peb|pebble|twig|jinja2?|j2|jsp|pug|haml)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern INDEX = Pattern.compile("(?:.*/)?([^/]*)/index\\.html?");

    private ServedFile() {}

    static boolean isAsset(String name) {
        return ASSET.matcher(name).matches();
    }

    static boolean isMarkup(String name) {
        return MARKUP.matcher(name).matches();
    }

    /**
     * Whether a path may be answered from a file. The folder that holds the files and the path that they are mounted at
     * are the server's business, so the file's own name decides: {@code /assets/style.css} may be
     * {@code public/style.css}.
     *
     * @param file named relative to its root, with forward slashes
     * @param path decoded, within the context
     */
    static boolean matches(String file, String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = lastSegment(trimmed);
        var index = INDEX.matcher(file);
        return (!path.endsWith("/") && last.equals(lastSegment(file)))
                || (index.matches() && (trimmed.isEmpty() || last.equals(index.group(1))));
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
