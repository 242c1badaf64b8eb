package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.DevPath;
import dev.hmr.servlet.Succession;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.mapper.MappingData;
import org.apache.catalina.valves.ValveBase;

/**
 * Gives each request to the context that serves when it arrives, and those for the developer channel to that one's.
 * Thread-safe.
 *
 * <p>For Tomcat they are versions of one application. A request that goes asynchronous is counted by the filter from then on.
 */
final class CurrentContext extends ValveBase {
    private final Succession<Context> succession;
    private final Context devChannel;
    private final Predicate<Context> versions;

    /** @param versions tells the application's from other contexts of the host */
    CurrentContext(Succession<Context> succession, Context devChannel, Predicate<Context> versions) {
        super(true);
        this.succession = succession;
        this.devChannel = devChannel;
        this.versions = versions;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getContext() == null || request.isAsyncDispatching() || !versions.test(request.getContext())) {
            getNext().invoke(request, response);
        } else if (DevPath.isUnder(devChannel.getPath(), request.getDecodedRequestURI())) {
            enter(devChannel, request);
            getNext().invoke(request, response);
        } else {
            try (Succession.Stay<Context> stay = succession.enter()) {
                enter(stay.context(), request);
                getNext().invoke(request, response);
            }
        }
    }

    /** Maps the request once more, to this version. */
    private static void enter(Context version, Request request) throws IOException {
        if (request.getContext() != version) {
            MappingData mapping = request.getMappingData();
            mapping.recycle();
            org.apache.coyote.Request asReceived = request.getCoyoteRequest();
            request.getConnector()
                    .getService()
                    .getMapper()
                    .map(asReceived.serverName(), asReceived.decodedURI(), version.getWebappVersion(), mapping);
        }
    }
}
