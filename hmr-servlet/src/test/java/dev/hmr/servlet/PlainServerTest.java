package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.Hmr;
import dev.hmr.HmrOptions;
import dev.hmr.servlet.jetty.HmrJetty;
import dev.hmr.servlet.tomcat.HmrTomcat;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

/** In production, the servers are what they would be without HMR. */
class PlainServerTest {
    private static final HmrOptions OFF =
            HmrOptions.builder().mode(HmrOptions.Mode.OFF).build();

    /** Writes which filters there are. */
    private static final class Filters extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html");
            response.getWriter()
                    .write("<p>"
                            + request.getServletContext()
                                    .getFilterRegistrations()
                                    .keySet());
        }
    }

    @Test
    void jettyHoldsThePlainContextAndNothingElse() {
        AtomicBoolean disposed = new AtomicBoolean();
        HmrServlets server = HmrJetty.start(
                context -> {
                    assertThat(context.getClass()).isEqualTo(ServletContextHandler.class);
                    Hmr.onDispose(() -> disposed.set(true));
                    context.addServlet(new ServletHolder(new Filters()), "/");
                },
                0,
                OFF);
        check(server);
        assertThat(disposed).isTrue();
    }

    @Test
    void tomcatHoldsThePlainContextAndNothingElse() {
        AtomicBoolean disposed = new AtomicBoolean();
        HmrServlets server = HmrTomcat.start(
                context -> {
                    assertThat(context.getClass()).isEqualTo(StandardContext.class);
                    Hmr.onDispose(() -> disposed.set(true));
                    Tomcat.addServlet(context, "filters", new Filters());
                    context.addServletMappingDecoded("/", "filters");
                },
                0,
                OFF);
        check(server);
        assertThat(disposed).isTrue();
    }

    private static void check(HmrServlets server) {
        try (server) {
            Answer answer = new Wire(server.port()).show("/");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("<p>[]");
            assertThat(new Wire(server.port()).show("/@hmr/client.js").body()).isEqualTo("<p>[]");
            assertThat(server.generation()).isZero();
            assertThat(server.lastVerdict()).isEmpty();
        }
    }
}
