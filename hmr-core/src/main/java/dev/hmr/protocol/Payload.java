package dev.hmr.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A message from the server to every open page; there are no messages in the other direction.
 *
 * <p>Written as JSON with a {@code type} field, see {@link PayloadJson}. Immutable and thread-safe.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Payload.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = Payload.Update.class, name = "update"),
    @JsonSubTypes.Type(value = Payload.Failure.class, name = "error"),
    @JsonSubTypes.Type(value = Payload.Cleared.class, name = "cleared"),
    @JsonSubTypes.Type(value = Payload.RestartNeeded.class, name = "restart")
})
public sealed interface Payload {

    /**
     * The first message on every socket. A page that was rendered by an earlier generation, or by another run of the
     * server, missed something and refreshes itself.
     *
     * @param generation the generation that is being served
     * @param server an opaque name of this run of the server, see {@link ServerIdentity#id()}
     */
    record Connected(long generation, String server) implements Payload {}

    /**
     * New code or new resources are live.
     *
     * @param generation the generation that is being served from now on; unchanged when only files changed
     * @param routes the routes whose code changed
     * @param files the changed resources, named relative to their root with forward slashes: {@code public/style.css}
     */
    record Update(long generation, List<Route> routes, List<String> files) implements Payload {
        public Update {
            routes = List.copyOf(routes);
            files = List.copyOf(files);
        }
    }

    /**
     * The last edit could not go live; the last good generation goes on serving.
     *
     * @param generation the generation that is still being served
     * @param kind what failed
     * @param headline one line for the top of the overlay
     * @param problems what is wrong and where, the most important first; may be empty
     */
    record Failure(long generation, FailureKind kind, String headline, List<Problem> problems) implements Payload {
        public Failure {
            problems = List.copyOf(problems);
        }
    }

    /** The failure last reported is gone, and nothing else changed. */
    record Cleared() implements Payload {}

    /**
     * The last edit can only go live with a restart of the server.
     *
     * @param reason what asks for the restart, for a human
     */
    record RestartNeeded(String reason) implements Payload {}

    /** What a {@link Failure} failed in. */
    enum FailureKind {
        /** The sources do not compile. */
        @JsonProperty("compile")
        COMPILE,
        /** The application threw while it set itself up. */
        @JsonProperty("startup")
        STARTUP
    }
}
