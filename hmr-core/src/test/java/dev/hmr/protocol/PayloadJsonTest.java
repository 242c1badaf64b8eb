package dev.hmr.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.FailureKind;
import dev.hmr.protocol.Payload.RestartNeeded;
import dev.hmr.protocol.Payload.Update;
import dev.hmr.protocol.Problem.ExcerptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadJsonTest {

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        new Connected(3, "run", true),
                        "{'type':'connected','generation':3,'server':'run','known':true}"),
                Arguments.of(
                        new Update(4, List.of(new Change(Change.Use.STYLE, "/style.css", "public/style.css", true))),
                        "{'type':'update','generation':4,'changes':[{'use':'style','path':'/style.css',"
                                + "'reason':'public/style.css','shared':true}]}"),
                Arguments.of(
                        new Failure(
                                "f1",
                                4,
                                FailureKind.COMPILE,
                                "1 error",
                                List.of(new Problem(
                                        "App.java", 7, 9, "';' expected", List.of(new ExcerptLine(7, "x"))))),
                        "{'type':'error','id':'f1','generation':4,'kind':'compile','headline':'1 error','problems':"
                                + "[{'file':'App.java','line':7,'column':9,'message':'\\';\\' expected',"
                                + "'excerpt':[{'number':7,'text':'x'}]}]}"),
                Arguments.of(
                        new Failure("f1", 0, FailureKind.STARTUP, "routes threw", List.of()),
                        "{'type':'error','id':'f1','generation':0,'kind':'startup','headline':'routes threw','problems':[]}"),
                Arguments.of(new Cleared(), "{'type':'cleared'}"),
                Arguments.of(new RestartNeeded("the port changed"), "{'type':'restart','reason':'the port changed'}"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void writesWhatTheClientScriptReads(Payload payload, String json) throws Exception {
        String expected = json.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'');
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readTree(PayloadJson.write(payload))).isEqualTo(mapper.readTree(expected));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void readsWhatItWrote(Payload payload, String json) {
        assertThat(PayloadJson.read(PayloadJson.write(payload))).isEqualTo(payload);
    }

    @Test
    void theTableAboveKnowsEveryPayload() {
        Set<Object> known = payloads().map(row -> row.get()[0].getClass()).collect(Collectors.toSet());

        assertThat(known).isEqualTo(Set.of(Payload.class.getPermittedSubclasses()));
    }

    @Test
    void refusesWhatIsNoPayload() {
        assertThatThrownBy(() -> PayloadJson.read("{\"type\":\"format-disk\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format-disk");
    }

    @Test
    void readsWhatAPageAsksFor() {
        assertThat(PayloadJson.readOpenRequest("{\"failure\":\"f1\",\"problem\":2}"))
                .isEqualTo(new OpenRequest("f1", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{broken",
                "{\"failure\":\"f1\",\"problem\":\"x\"}",
                "{\"failure\":\"f1\",\"problem\":0,\"file\":\"/etc/passwd\"}"
            })
    void security21_takesNothingElse(String json) {
        assertThatThrownBy(() -> PayloadJson.readOpenRequest(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsItsListsToItself() {
        Change change = new Change(Change.Use.IMAGE, "/a.png", "public/a.png", false);
        List<Change> changes = new ArrayList<>(List.of(change));
        Update update = new Update(1, changes);

        changes.clear();

        assertThat(update.changes()).containsExactly(change);
    }
}
