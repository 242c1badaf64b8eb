package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Attributes of the servlet context across generations. */
class ContextAttributesTest {
    private final ContextAttributes first = new ContextAttributes();

    @Test
    void whatIsSetWhileServingIsSharedByAll() {
        first.started();
        ContextAttributes second = first.next();
        second.started();
        first.set("count", 1);
        assertThat(second.set("count", 2)).isEqualTo(1);
        assertThat(first.get("count")).isEqualTo(2);
        second.set("count", null);
        assertThat(first.names()).isEmpty();
    }

    @Test
    void whatAGenerationOpensWhileItStartsIsSeenByItAndLaterOnesOnly() {
        first.set("database", "first");
        first.started();
        ContextAttributes second = first.next();
        assertThat(second.get("database")).isEqualTo("first");
        second.set("database", "second");
        assertThat(first.get("database")).isEqualTo("first");
        second.started();
        first.set("database", null);
        assertThat(second.get("database")).isEqualTo("second");
        assertThat(second.next().get("database")).isEqualTo("second");
    }

    @Test
    void whatAStartRemovesStaysForTheGenerationThatServes() {
        first.started();
        first.set("cache", "full");
        ContextAttributes second = first.next();
        second.set("cache", null);
        assertThat(second.get("cache")).isNull();
        assertThat(second.names()).isEmpty();
        assertThat(first.get("cache")).isEqualTo("full");
    }
}
