package dev.hmr.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A message from the server to an open page; there are no messages in the other direction.
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
     * The first message on every socket. What the page missed while it had none follows at once.
     *
     * @param generation the generation that is being served
     * @param server an opaque name of this run of the server, see {@link ServerIdentity#id()}. A page of another run is
     *     older than this server
     * @param known whether this server knows the page and so can tell what concerns it. A page that it does not know,
     *     such as one out of a cache, may be of any age
     */
    record Connected(long generation, String server, boolean known) implements Payload {}

    /**
     * New code or new resources are live.
     *
     * @param generation the generation that is being served from now on; unchanged when only files changed
     * @param changes what of it concerns the page that this is sent to; empty when nothing does
     */
    record Update(long generation, List<Change> changes) implements Payload {
        public Update {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The last edit could not go live, and the last good generation goes on serving; or a request of the page failed.
     *
     * @param id by which a page can ask for one of its problems to be opened in an editor; opaque
     * @param generation the generation that is still being served
     * @param kind what failed
     * @param headline one line for the top of the overlay
     * @param problems what is wrong and where, the most important first; may be empty
     */
    record Failure(String id, long generation, FailureKind kind, String headline, List<Problem> problems)
            implements Payload {
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
        STARTUP,
        /** The application threw while it answered a request of the page, and caught it nowhere. */
        @JsonProperty("request")
        REQUEST
    }
}
