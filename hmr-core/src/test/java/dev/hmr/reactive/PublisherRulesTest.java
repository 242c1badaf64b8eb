package dev.hmr.reactive;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;

/** The rules of reactive streams, checked by their TCK (which needs TestNG), on a signal that is set all the time. */
public class PublisherRulesTest extends FlowPublisherVerification<Long> {
    private static final long SIGNAL_WITHIN_MILLIS = 10_000;
    private static final long SILENCE_MILLIS = 50;
    /** The TCK waits for an error for as long as this and no longer, whatever else it is told. */
    private static final long POLL_MILLIS = 500;

    private volatile boolean stop;

    public PublisherRulesTest() {
        super(new TestEnvironment(SIGNAL_WITHIN_MILLIS, SILENCE_MILLIS, POLL_MILLIS));
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        ReactiveContext context = new ReactiveContext();
        LongSignal signal = context.longSignal(0);
        stop = false;
        Thread setter = new Thread(
                () -> {
                    while (!stop) {
                        signal.update(value -> value + 1);
                        LockSupport.parkNanos(100_000);
                    }
                },
                "setter");
        setter.setDaemon(true);
        setter.start();
        return context.publisher(signal::get);
    }

    @AfterMethod
    public void stopSetting() {
        stop = true;
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
        ReactiveContext context = new ReactiveContext();
        return context.publisher(context.derived(() -> {
            throw new IllegalStateException("failed from the start");
        }));
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
