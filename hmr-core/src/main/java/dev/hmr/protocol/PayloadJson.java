package dev.hmr.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What goes to and comes from pages, as JSON. Thread-safe. */
public final class PayloadJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PayloadJson() {}

    /** The payload as one JSON object. */
    public static String write(Payload payload) {
        return json(payload);
    }

    /** The state as one JSON object. */
    public static String write(DeveloperState state) {
        return json(state);
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + value, e);
        }
    }

    /**
     * The payload that the JSON describes, for clients written in Java.
     *
     * @throws IllegalArgumentException when the text is not JSON or not a known payload
     */
    public static Payload read(String json) {
        try {
            return MAPPER.readValue(json, Payload.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a payload: " + json, e);
        }
    }

    /**
     * What a page asks for.
     *
     * @throws IllegalArgumentException when the text is not exactly such a request
     */
    public static OpenRequest readOpenRequest(String json) {
        try {
            OpenRequest request = MAPPER.readValue(json, OpenRequest.class);
            if (request == null || request.failure() == null) {
                throw new IllegalArgumentException("Not a request to open a problem: no failure is named");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a request to open a problem", e);
        }
    }
}
