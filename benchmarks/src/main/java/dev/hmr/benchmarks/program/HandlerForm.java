package dev.hmr.benchmarks.program;

/** The forms that people give their handlers. */
enum HandlerForm {
    OBJECT(" implements Handler", """
            @Override
            public void handle(Context ctx) {
                ctx.result(answer(ctx.path().length()));
            }
            """, "new %s()", "io.javalin.http.Context io.javalin.http.Handler"),
    STATIC_METHOD("", """
            public static void handle(Context ctx) {
                ctx.result(answer(ctx.path().length()));
            }
            """, "%s::handle", "io.javalin.http.Context"),
    CALLED_BY_LAMBDA("", """
            public static String reply(String path) {
                return answer(path.length());
            }
            """, "ctx -> ctx.result(%s.reply(ctx.path()))", "");

    private final String implemented;
    private final String method;
    private final String registration;
    /** Separated by spaces. */
    private final String imports;

    HandlerForm(String implemented, String method, String registration, String imports) {
        this.implemented = implemented;
        this.method = method;
        this.registration = registration;
        this.imports = imports;
    }

    static HandlerForm of(TypePlan handler) {
        return values()[Math.floorMod(handler.name().hashCode(), values().length)];
    }

    String implemented() {
        return implemented;
    }

    String method() {
        return method;
    }

    /** What is passed to Javalin. */
    String registration(TypePlan handler) {
        return registration.formatted(handler.name());
    }

    String[] imports() {
        return imports.isEmpty() ? new String[0] : imports.split(" ", -1);
    }
}
