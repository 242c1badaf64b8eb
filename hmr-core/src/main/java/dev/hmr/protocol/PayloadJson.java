package dev.hmr.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Payloads as JSON. Thread-safe. */
public final class PayloadJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PayloadJson() {}

    /** The payload as one JSON object. */
    public static String write(Payload payload) {
        try {
            return MAPPER.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Payload cannot be written as JSON: " + payload, e);
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
}
