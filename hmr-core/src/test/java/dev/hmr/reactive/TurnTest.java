package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void aWaitThatLastsIsReportedWithTheStackOfTheThreadThatCausesIt() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged);
                reported.countDown();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(Turn.class.getName());
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            Turn turn = new Turn(Duration.ofMillis(1));
            assertThat(turn.take()).isTrue();
            Thread second = new Thread(
                    () -> {
                        turn.take();
                        turn.pass();
                    },
                    "second");
            second.start();
            reported.await();
            turn.pass();
            second.join();
        } finally {
            log.setUseParentHandlers(true);
            log.removeHandler(handler);
        }
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMessage())
                .contains("second")
                .contains(Thread.currentThread().getName());
        assertThat(records.get(0).getThrown().getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("aWaitThatLastsIsReportedWithTheStackOfTheThreadThatCausesIt");
    }

    @Test
    void isReentrant() {
        Turn turn = new Turn();
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
        assertThat(turn.isMine()).isTrue();
        turn.pass();
        assertThat(turn.isMine()).isFalse();
    }
}
