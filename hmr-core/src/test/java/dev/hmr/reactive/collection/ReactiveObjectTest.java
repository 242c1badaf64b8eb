package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReactiveObjectTest {
    private static int computed;

    private final ReactiveContext context = new ReactiveContext();

    interface Account {
        @Nullable
        String owner();

        Account owner(String owner);

        int getBalance();

        void setBalance(int balance);

        boolean isOpen();

        void setOpen(boolean open);

        default boolean overdrawn() {
            return getBalance() < 0;
        }

        @DerivedProperty
        default String level() {
            computed++;
            return getBalance() >= 100 ? "gold" : "normal";
        }

        default void transfer(int amount, Account to) {
            setBalance(getBalance() - amount);
            to.setBalance(to.getBalance() + amount);
        }
    }

    private Account account() {
        return ReactiveObject.create(context, Account.class, Equality.byValue());
    }

    @Nested
    class OfAnInterface {
        @Test
        void propertiesStartAsFieldsDo() {
            Account account = account();
            assertThat(account.owner()).isNull();
            assertThat(account.getBalance()).isZero();
            assertThat(account.isOpen()).isFalse();
            assertThat(account.owner("Ada")).isSameAs(account);
            assertThat(account.toString()).startsWith("Account[").contains("owner=Ada", "balance=0", "open=false");
        }

        @Test
        void aReaderIsToldOfItsPropertyOnly() {
            Account account = account();
            Runs balance = Runs.of(context, account::getBalance);
            Runs owner = Runs.of(context, account::owner);
            account.setBalance(5);
            account.setBalance(5);
            account.owner("Ada");
            balance.assertSaw(0, 5);
            owner.assertSaw("null", "Ada");
        }

        @Test
        void objectsShareNothing() {
            Account one = account();
            Account other = account();
            Runs balance = Runs.of(context, other::getBalance);
            Runs level = Runs.of(context, other::level);
            one.setBalance(500);
            balance.assertSaw(0);
            level.assertSaw("normal");
            assertThat(one).isNotEqualTo(other).isEqualTo(one);
            assertThat(Map.of(one, "1", other, "2")).containsEntry(other, "2");
        }

        @Test
        void whatADefaultMethodReadsIsTracked() {
            Account account = account();
            Runs overdrawn = Runs.of(context, account::overdrawn);
            account.setBalance(-1);
            overdrawn.assertSaw(false, true);
        }

        @Test
        void aDerivedPropertyIsComputedOncePerChangeAndCutsOff() {
            Account account = account();
            computed = 0;
            assertThat(account.level() + account.level()).isEqualTo("normalnormal");
            assertThat(computed).isEqualTo(1);
            Runs level = Runs.of(context, account::level);
            Runs again = Runs.of(context, account::level);
            account.setBalance(50);
            assertThat(computed).isEqualTo(2);
            level.assertSaw("normal");
            account.setBalance(150);
            assertThat(computed).isEqualTo(3);
            level.assertSaw("gold");
            again.assertSaw("normal", "gold");
        }

        @Test
        void aMethodCanBeMadeADerivedOfItsOwn() {
            Account account = account();
            Derived<Boolean> overdrawn = context.derived(account::overdrawn);
            Runs runs = Runs.of(context, overdrawn);
            account.setBalance(7);
            account.setBalance(-7);
            runs.assertSaw(false, true);
        }

        @Test
        void severalSettersCanBeOneBatch() {
            Account from = account();
            Account to = account();
            Runs sum = Runs.of(context, () -> from.getBalance() + to.getBalance());
            context.batch(() -> from.transfer(30, to));
            sum.assertSaw(0, 0);
            assertThat(to.getBalance()).isEqualTo(30);
        }

        @Test
        void withoutEqualityEverySetIsAChange() {
            Account account = ReactiveObject.create(context, Account.class, Equality.never());
            Runs balance = Runs.of(context, account::getBalance);
            account.setBalance(0);
            balance.assertSaw(0, 0);
        }

        @Test
        void anObjectIsCollectedWithItsSignals() {
            WeakReference<Account> abandoned = observed();
            for (int i = 0; i < 50 && abandoned.get() != null; i++) {
                System.gc();
            }
            assertThat(abandoned.get()).isNull();
        }

        private WeakReference<Account> observed() {
            Account account = account();
            Runs runs = Runs.of(context, account::level);
            account.setBalance(100);
            runs.assertSaw("normal", "gold");
            return new WeakReference<>(account);
        }
    }

    @Nested
    class OverAnObject {
        private final Plain plain = new Plain();
        private final Stock stock = ReactiveObject.over(context, Stock.class, plain, Equality.byValue());

        @Test
        void settersReachTheTargetAndTell() {
            Runs name = Runs.of(context, stock::name);
            Runs total = Runs.of(context, stock::total);
            stock.name("tea");
            stock.name("tea");
            assertThat(plain.name).isEqualTo("tea");
            name.assertSaw("", "tea");
            total.assertSaw(0);
        }

        @Test
        void whateverChangesTheTargetIsNoticed() {
            Runs total = Runs.of(context, stock::total);
            Runs empty = Runs.of(context, stock::isEmpty);
            stock.add(3);
            assertThat(stock.take(1)).isTrue();
            assertThat(stock.take(9)).isFalse();
            total.assertSaw(0, 3, 2);
            empty.assertSaw(true, false);
        }

        @Test
        void aQuestionWithParametersDependsOnTheWhole() {
            Runs enough = Runs.of(context, () -> stock.has(2));
            Derived<Boolean> derived = context.derived(() -> stock.has(3));
            stock.add(2);
            assertThat(derived.get()).isFalse();
            stock.add(2);
            assertThat(derived.get()).isTrue();
            enough.assertSaw(false, true, true);
        }

        @Test
        void defaultMethodsRunOnTheViewUnlessTheTargetHasItsOwn() {
            Runs label = Runs.of(context, stock::label);
            Runs summary = Runs.of(context, stock::summary);
            stock.name("tea");
            label.assertSaw("stock of ", "stock of tea");
            summary.assertSaw("own 0");
            stock.add(1);
            label.assertSilent();
            summary.assertSaw("own 1");
        }

        @Test
        void aDerivedMustNotChangeTheTargetAndHasNot() {
            Derived<String> wrong = context.derived(() -> {
                stock.add(1);
                return "added";
            });
            assertThatThrownBy(wrong::get).isInstanceOf(IllegalStateException.class);
            assertThat(plain.total).isZero();
        }

        @Test
        void whatTheTargetThrowsArrivesAsItIs() {
            Runs total = Runs.of(context, stock::total);
            assertThatThrownBy(() -> stock.add(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("-1");
            total.assertSaw(0);
        }
    }

    interface Stock {
        String name();

        void name(String name);

        int total();

        boolean isEmpty();

        boolean has(int amount);

        boolean take(int amount);

        void add(int amount);

        default String label() {
            return "stock of " + name();
        }

        default String summary() {
            return "default";
        }
    }

    private static final class Plain implements Stock {
        private String name = "";
        private int total;

        @Override
        public String name() {
            return name;
        }

        @Override
        public void name(String name) {
            this.name = name;
        }

        @Override
        public int total() {
            return total;
        }

        @Override
        public boolean isEmpty() {
            return total == 0;
        }

        @Override
        public boolean has(int amount) {
            return total >= amount;
        }

        @Override
        public boolean take(int amount) {
            boolean enough = has(amount);
            total -= enough ? amount : 0;
            return enough;
        }

        @Override
        public void add(int amount) {
            if (amount < 0) {
                throw new IllegalArgumentException(String.valueOf(amount));
            }
            total += amount;
        }

        @Override
        public String summary() {
            return "own " + total;
        }
    }

    @Nested
    class Refusals {
        @Test
        void aClassOrARecordIsNoInterface() {
            assertThatThrownBy(() -> ReactiveObject.create(ArrayList.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs an interface, and java.util.ArrayList is none");
            assertThatThrownBy(() -> ReactiveObject.create(Pair.class)).hasMessageContaining("use ReactiveRecord");
        }

        @Test
        void aMethodThatIsNoPropertyIsNamedWithAWayOut() {
            assertThatThrownBy(() -> ReactiveObject.create(Stock.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Stock.")
                    .hasMessageContaining("default method");
            assertThatThrownBy(() -> ReactiveObject.create(ReadOnly.class))
                    .hasMessage("ReadOnly.size() has no setter for int: declare one, or make it a default method.");
            assertThatThrownBy(() -> ReactiveObject.create(WriteOnly.class))
                    .hasMessage("WriteOnly.setSize(int) has no getter: declare one, or make it a default method.");
            assertThatThrownBy(() -> ReactiveObject.create(WrongAnnotation.class))
                    .hasMessageContaining("WrongAnnotation.size() is none: remove the annotation");
        }
    }

    record Pair(int a, int b) {}

    interface ReadOnly {
        int size();
    }

    interface WriteOnly {
        void setSize(int size);
    }

    interface WrongAnnotation {
        @DerivedProperty
        List<String> size();
    }
}
