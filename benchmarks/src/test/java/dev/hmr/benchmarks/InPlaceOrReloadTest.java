package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That it measures what it says; not how long. */
class InPlaceOrReloadTest {
    @Test
    void anEditStaysInPlaceOrReloadsTheUsers() throws IOException {
        List<InPlaceOrReload.Row> rows = InPlaceOrReload.measure(List.of(1, 3), 2, 1);
        assertThat(rows).extracting(InPlaceOrReload.Row::users).containsExactly(1, 3);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.inPlace())
                    .hasSize(2)
                    .allSatisfy(save -> assertThat(save.reload().units()).isZero());
            // The class, its users, the page and the application.
            assertThat(row.reloaded())
                    .hasSize(2)
                    .allSatisfy(save -> assertThat(save.reload().units()).isEqualTo(row.users() + 3));
            assertThat(row.referenceMillis()).hasSize(2);
            assertThat(row.describe()).contains("in place", "reload / in place");
        });
    }
}
