package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Graphs apart. */
class ContextTest {
    private final ReactiveContext a = new ReactiveContext();
    private final ReactiveContext b = new ReactiveContext();
    private final Signal<Integer> inA = a.signal(0);
    private final Signal<Integer> inB = b.signal(0);
    private final List<String> seen = new ArrayList<>();

    @Test
    void oneFunctionInTwoContextsFollowsInEachWhatBelongsToIt() {
        for (String name : List.of("a", "b")) {
            (name.equals("a") ? a : b).effect(() -> seen.add(name + inA.get() + inB.get()));
        }
        seen.clear();
        inA.set(6);
        assertThat(seen).containsExactly("a60");
        inB.set(2);
        assertThat(seen).containsExactly("a60", "b62");
    }

    @Test
    void everythingThereIsCanBeMadeInAContext() {
        Derived<Integer> derived = a.derived(() -> inA.get() + 1);
        AsyncDerived<Integer> async = a.asyncDerived(() -> CompletableFuture.completedFuture(derived.get() + 1));
        a.asyncEffect(() -> async.get().thenAccept(value -> seen.add("async " + value)));
        a.effect(() -> seen.add("sync " + derived.get()));
        seen.clear();
        a.batch(() -> {
            inA.set(5);
            inA.set(10);
        });
        assertThat(seen).containsExactlyInAnyOrder("sync 11", "async 12");
    }

    @Test
    void aBatchOfOneDoesNotHoldTheEffectsOfTheOther() {
        b.effect(() -> seen.add("b" + inB.get()));
        a.batch(() -> {
            inB.set(1);
            assertThat(seen).containsExactly("b0", "b1");
        });
    }

    @Test
    void aDerivedOfOneMaySetSignalsOfTheOther() {
        Derived<Boolean> derived = a.derived(() -> inB.set(inA.get() + 1));
        assertThat(derived.onReactivityLoss(ReactivityLoss.IGNORE).get()).isTrue();
        assertThat(inB.get()).isEqualTo(1);
    }

    @Test
    void whatIsCreatedBelongsToTheRunOfItsOwnContext() {
        Effect owner = a.effect(() -> {
            inA.get();
            b.effect(() -> seen.add("b" + inB.get()));
            assertThatThrownBy(() -> b.onCleanup(() -> {})).isInstanceOf(IllegalStateException.class);
        });
        owner.dispose();
        inB.set(1);
        assertThat(seen).containsExactly("b0", "b1");
    }

    /** As the reload engine, which runs a user's code, and the user's own signals in the default context. */
    @Test
    void anEngineThatRunsUserCodeDoesNotMixWithTheUsersSignals() {
        Signal<Integer> source = a.signal(1);
        Signal<Integer> users = Reactive.signal(10);
        List<Integer> shown = new ArrayList<>();
        Derived<Integer> module = a.derived(() -> {
            Effect own = Reactive.effect(() -> shown.add(users.get()));
            a.onCleanup(own::dispose);
            return source.get() * users.get();
        });
        a.effect(() -> seen.add("" + module.get()));
        users.set(20); // the module does not run again, what the user made in it does
        assertThat(seen).containsExactly("10");
        assertThat(shown).containsExactly(10, 20);
        source.set(2);
        assertThat(seen).containsExactly("10", "40");
        assertThat(shown).containsExactly(10, 20, 20);
    }
}
