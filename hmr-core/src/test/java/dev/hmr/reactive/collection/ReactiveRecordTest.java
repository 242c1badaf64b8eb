package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.reactive.ReactiveContext;
import org.junit.jupiter.api.Test;

class ReactiveRecordTest {
    private final ReactiveContext context = new ReactiveContext();
    private final ReactiveRecord<Point> point = new ReactiveRecord<>(context, new Point(1, 2));

    @Test
    void aComponentIsSetAndReadByItsAccessor() {
        Runs x = Runs.of(context, () -> point.get(Point::x));
        Runs y = Runs.of(context, () -> point.get(Point::y));
        Runs whole = Runs.of(context, point);
        assertThat(point.with(Point::x, 5)).isTrue();
        assertThat(point.with(Point::x, 5)).isFalse();
        assertThat(point.with("y", 6)).isTrue();
        x.assertSaw(1, 5);
        y.assertSaw(2, 6);
        whole.assertSaw(new Point(1, 2), new Point(5, 2), new Point(5, 6));
    }

    @Test
    void anUpdateOfSeveralComponentsIsOneRun() {
        Runs sum = Runs.of(context, () -> point.get(Point::x) + point.get(Point::y));
        point.update(p -> new Point(p.x() + 1, p.y() + 1));
        sum.assertSaw(3, 5);
    }

    @Test
    void theRecordsOwnConstructorDecides() {
        assertThatThrownBy(() -> point.with(Point::x, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative: -1");
        assertThat(point.peek()).isEqualTo(new Point(1, 2));
    }

    @Test
    void whatIsNoComponentIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> point.with(p -> p.x(), 5)).hasMessageContaining("Point::x");
        assertThatThrownBy(() -> point.with("z", 5)).hasMessageContaining("it has [x, y]");
        assertThatThrownBy(() -> point.with("x", "five"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Point.x is of type int");
        assertThatThrownBy(() -> point.with("x", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEqualityMayBeTheUsersOwn() {
        ReactiveRecord<Point> sameX =
                new ReactiveRecord<>(context, new Point(1, 2), (previous, next) -> previous.x() == next.x());
        assertThat(sameX.with(Point::y, 9)).isFalse();
        assertThat(sameX.set(new Point(3, 9))).isTrue();
        assertThat(sameX).hasToString("Point[x=3, y=9]");
    }

    record Point(int x, int y) {
        Point {
            if (x < 0) {
                throw new IllegalArgumentException("negative: " + x);
            }
        }
    }
}
