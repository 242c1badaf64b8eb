package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgendaTest {
    @Test
    void givesTheOldestFirstWhateverTheOrderTheyComeIn() {
        ReactiveContext context = new ReactiveContext();
        Random random = new Random(7);
        Agenda agenda = new Agenda();
        PriorityQueue<Long> model = new PriorityQueue<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(3) > 0) {
                long sequence = random.nextBoolean() ? i : random.nextInt(i + 1);
                agenda.add(new Effect(context, null, () -> {}, sequence));
                model.add(sequence);
            } else {
                Reaction next = agenda.poll();
                assertThat(next == null ? null : next.sequence).isEqualTo(model.poll());
            }
            assertThat(agenda.isEmpty()).isEqualTo(model.isEmpty());
        }
        for (Reaction next = agenda.poll(); next != null; next = agenda.poll()) {
            assertThat(next.sequence).isEqualTo(model.poll());
        }
        assertThat(model).isEmpty();
    }
}
