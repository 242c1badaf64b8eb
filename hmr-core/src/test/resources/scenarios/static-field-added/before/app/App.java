package app;

import dev.hmr.session.LiveProject;

public class App {
    static LiveProject.Start start() {
        return App::routes;
    }

    static void routes(LiveProject.Table table) {
        table.get("/", () -> Main.answer());
        table.get("/early", () -> Early.MADE.named("early"));
    }
}
