package dev.hmr.reactive;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Random operations on three threads at once; Lincheck looks for results that no order of the operations, one after the
 * other, explains.
 */
public class LinearizabilityTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> a = context.signal(0);
    private final IntSignal b = context.intSignal(0);
    private final Derived<Integer> sum = context.derived(() -> a.get() * 10 + b.get());
    private int seen;

    public LinearizabilityTest() {
        context.effect(() -> seen = sum.get());
    }

    @Test
    void everyResultIsThatOfSomeOrder() {
        LinChecker.check(
                LinearizabilityTest.class,
                new StressOptions().threads(3).actorsPerThread(3).iterations(15).invocationsPerIteration(300));
    }

    @Operation
    public boolean setA(@Param(gen = IntGen.class, conf = "0:3") int value) {
        return a.set(value);
    }

    @Operation
    public boolean incrementB() {
        return b.update(value -> (value + 1) % 5);
    }

    @Operation
    public int exchange(@Param(gen = IntGen.class, conf = "0:3") int value) {
        return context.batch(() -> {
            int before = sum.get();
            a.set(value);
            b.set(value);
            return before;
        });
    }

    @Operation
    public int readA() {
        return a.get();
    }

    @Operation
    public int readSum() {
        return sum.get();
    }

    @Operation
    public int whatTheEffectSaw() {
        return context.batch(() -> seen);
    }
}
