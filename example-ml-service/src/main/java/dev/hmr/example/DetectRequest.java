package dev.hmr.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.BadRequestResponse;

/** The body of {@code POST /detect}. */
record DetectRequest(String text) {
    static final int MAX_LENGTH = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body such as {@code {"text": "Bonjour"}}. By hand, because data binding would take {@code {"text": 5}} for
     * the text "5".
     *
     * @throws BadRequestResponse if it is anything else; the message says what to send
     */
    static DetectRequest parse(String body) {
        JsonNode text = json(body).path("text");
        if (text.isMissingNode()) {
            throw new BadRequestResponse("\"text\" is missing: send {\"text\": \"Bonjour\"}.");
        }
        if (!text.isTextual()) {
            throw new BadRequestResponse("\"text\" must be a string, as in {\"text\": \"Bonjour\"}.");
        }
        if (text.textValue().isBlank()) {
            throw new BadRequestResponse("\"text\" is blank: send at least a word.");
        }
        int length = text.textValue().length();
        if (length > MAX_LENGTH) {
            throw new BadRequestResponse(
                    "\"text\" has " + length + " characters: send no more than " + MAX_LENGTH + ".");
        }
        return new DetectRequest(text.textValue());
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new BadRequestResponse("The body is not JSON: send {\"text\": \"Bonjour\"}.");
        }
    }
}
