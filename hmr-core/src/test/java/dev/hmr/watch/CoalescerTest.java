package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private final Simulation files = new Simulation();

    @Test
    void oneSaveIsOneChangeSetAfterTwoLooksTwoMillisecondsApart() {
        files.given("A", "old").pass(7).write("A", "new").settle();

        assertThat(files.deliveries).singleElement().satisfies(delivery -> {
            assertThat(delivery.changes())
                    .containsExactly(new FileChange(Simulation.file("A"), FileChange.Kind.MODIFIED));
            assertThat(Simulation.detectedMillis(delivery.set())).isEqualTo(7);
            assertThat(delivery.atMillis()).isEqualTo(9);
        });
        assertThat(files.looks()).isEqualTo(2);
    }

    @Test
    void anEventWithoutOtherBytesIsNoChangeAndTakesOneLook() {
        files.given("A", "same").write("A", "same").settle();

        assertThat(files.deliveries).isEmpty();
        assertThat(files.looks()).isEqualTo(1);
    }

    @Test
    void createdAndModifiedIsCreated() {
        files.write("A", "first").pass(1).write("A", "second").settle();

        assertThat(files.summary()).containsExactly(List.of("CREATED A"));
    }

    @Test
    void createdAndDeletedIsNothing() {
        files.write("A", "short-lived").pass(1).delete("A").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void deletedAndCreatedIsModified() {
        files.given("A", "old").delete("A").pass(30).write("A", "new").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
        assertThat(files.deliveries.get(0).atMillis()).isEqualTo(32);
    }

    @Test
    void deletedAndCreatedWithTheSameBytesIsNothing() {
        files.given("A", "same").delete("A").pass(30).write("A", "same").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void modifiedAndDeletedIsDeletedOnceTheGraceIsOver() {
        files.given("A", "old").write("A", "new").pass(1).delete("A").settle();

        assertThat(files.summary()).containsExactly(List.of("DELETED A"));
        // Found missing at the look that was due 2 ms after the first.
        assertThat(files.deliveries.get(0).atMillis()).isEqualTo(52);
    }

    @Test
    void modifiedBackAndForthIsNothing() {
        files.given("A", "old").write("A", "new").pass(1).write("A", "old").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void aHalfWrittenFileIsNotDelivered() {
        files.given("A", "old")
                .write("A", "ne")
                .pass(1.5)
                .write("A", "new co")
                .pass(1.5)
                .write("A", "new code")
                .settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
        assertThat(files.known.judge(Simulation.file("A"), Simulation.holding("new code")))
                .isNull();
    }

    @Test
    void aTruncatedFileIsDeliveredSoonAfterItIsFilled() {
        files.given("A", "old").write("A", "").pass(20).write("A", "new").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
        assertThat(files.deliveries.get(0).atMillis()).isEqualTo(22);
        assertThat(files.looks()).isEqualTo(3);
    }

    @Test
    void aFileThatStaysEmptyIsDeliveredAfterTheGrace() {
        files.given("A", "old").write("A", "").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
        assertThat(files.deliveries.get(0).atMillis()).isEqualTo(50);
    }

    @Test
    void aFileThatWasEmptyAndStillIsIsNoChange() {
        files.given("A", "").write("A", "").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void anEventBetweenTwoLooksThatAgreeCostsNoTime() {
        files.given("A", "old").write("A", "new").pass(1).event("A").settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.atMillis()).isEqualTo(2));
        assertThat(files.looks()).isEqualTo(2);
    }

    @Test
    void aFileInDoubtHoldsBackItsOwnSetOnly() {
        files.given("A", "old").given("B", "old");
        files.delete("A").write("B", "new").settle();
        files.write("B", "newer").settle();

        assertThat(files.summary()).containsExactly(List.of("DELETED A", "MODIFIED B"), List.of("MODIFIED B"));
        assertThat(files.deliveries.get(0).atMillis()).isEqualTo(50);
        assertThat(files.deliveries.get(1).atMillis()).isEqualTo(60_002);
    }

    @Test
    void filesSavedTogetherAreOneSet() {
        files.given("A", "old").write("A", "new").pass(1).write("B", "new").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A", "CREATED B"));
        assertThat(Simulation.detectedMillis(files.deliveries.get(0).set())).isZero();
    }

    @Test
    void threeThousandFilesAreOneSetAndEachIsReadTwice() {
        for (String name : Simulation.names("A", 3_000)) {
            files.write(name, "code").pass(0.3);
        }
        files.settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.changes()).hasSize(3_000));
        // The first few are looked at before anybody can know that more follow.
        assertThat(files.looks()).isBetween(6_000, 6_100);
    }

    @Test
    void aPauseOfAToolThatWritesManyFilesDoesNotSplitThem() {
        for (String name : Simulation.names("A", 200)) {
            files.write(name, "code");
        }
        files.pass(150).write("B", "code").settle();

        assertThat(files.deliveries).hasSize(1);
    }

    @Test
    void filesThatNeverStopComingAreDeliveredInPartsAndNoneIsLost() {
        Simulation.names("A", 100).forEach(name -> files.write(name, "code"));
        Simulation.names("B", 1_100).forEach(name -> files.pass(10).write(name, "code"));
        files.settle();

        assertThat(files.deliveries).hasSizeBetween(2, 4);
        assertThat(files.deliveries.get(0).atMillis()).isBetween(5_000.0, 5_100.0);
        assertThat(files.deliveries.stream().flatMap(delivery -> delivery.changes().stream()))
                .doesNotHaveDuplicates()
                .hasSize(1_200);
    }

    @Test
    void whatGitWritesIsOneSetHoweverLongItTakesAndEachFileIsReadAFewTimes() {
        files.git(true);
        Simulation.names("A", 1_000).forEach(name -> files.write(name, "code").pass(20));
        // Paused, and then done before its last file can be seen to be written.
        files.pass(3_000).write("B", "code").git(false).settle();

        assertThat(files.deliveries).singleElement().satisfies(delivery -> {
            assertThat(delivery.changes()).hasSize(1_001);
            assertThat(delivery.atMillis()).isBetween(23_000.0, 23_300.0);
        });
        assertThat(files.looks()).isLessThan(8_000);
    }

    @Test
    void theLastFileThatGitWritesBelongsToTheSetAlsoIfItWasMissingForAWhile() {
        Simulation.names("A", 100).forEach(name -> files.given(name, "old"));
        files.git(true);
        Simulation.names("A", 100).forEach(name -> files.write(name, "code"));
        files.delete("A0").pass(3_000).write("A0", "code").git(false).settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.changes()).hasSize(100));
    }

    @Test
    void aGitThatWritesNoMoreDoesNotHoldBackForEver() {
        files.git(true);
        Simulation.names("A", 1_000).forEach(name -> files.write(name, "code").pass(20));
        files.settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.atMillis()).isBetween(24_900.0, 25_100.0));
        files.write("A0", "new").settle();
        assertThat(files.deliveries).hasSize(2);
    }

    @Test
    void whatSomebodySavesDoesNotWaitForAGitThatWaits() {
        files.git(true).pass(6_000);
        Simulation.names("A", 10).forEach(name -> files.write(name, "code"));
        files.settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.atMillis()).isBetween(6_000.0, 6_050.0));
    }

    @Test
    void aSaveLongAfterAnEndlessSetIsQuickAgain() {
        Simulation.names("A", 100).forEach(name -> files.write(name, "code"));
        Simulation.names("B", 501).forEach(name -> files.pass(10).write(name, "code"));
        files.settle();
        assertThat(files.deliveries).hasSize(2);
        files.write("A0", "new").settle();

        Simulation.Delivery last = files.deliveries.get(files.deliveries.size() - 1);
        assertThat(last.atMillis() - Simulation.detectedMillis(last.set())).isEqualTo(2);
    }

    @Test
    void aFileThatChangesAllTheTimeHoldsNobodyBackForLong() {
        files.given("A", "old");
        for (int i = 0; i < 3_000; i++) {
            files.write("log", "line " + i);
            if (i == 2_000) {
                files.write("A", "new");
            }
            files.pass(1);
        }
        files.settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"), List.of("CREATED log"));
        assertThat(files.deliveries.get(0).atMillis()).isLessThan(2_010);
        // Looked at every 2 ms for the first second, then ten times per second.
        assertThat(files.looks()).isLessThan(550);
    }

    @Test
    void aDirectoryThatIsMovedAwayDeletesItsFiles() {
        files.given("pkg/A", "a").given("pkg/sub/B", "b").given("pkg-other/C", "c");
        files.moveAway("pkg").settle();

        assertThat(files.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.changes())
                        .containsExactlyInAnyOrder(
                                new FileChange(Simulation.file("pkg/A"), FileChange.Kind.DELETED),
                                new FileChange(Simulation.file("pkg/sub/B"), FileChange.Kind.DELETED)));
    }

    @Test
    void aDirectoryThatComesAndGoesIsNothing() {
        files.write("pkg/A", "a").pass(1).moveAway("pkg").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void whatWasAnnouncedIsNoChange() {
        files.given("A", "old");
        files.announce("A", "new").write("A", "new");
        files.announce("B", "new").write("B", "new");
        files.settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void whatIsAnnouncedWhileItsEventIsUnderWayIsNoChange() {
        files.given("A", "old").write("A", "new").pass(1).announce("A", "new").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void anotherChangeAfterAnAnnouncedOneIsAChange() {
        files.given("A", "old").announce("A", "new").write("A", "new").pass(1);
        files.write("A", "newer").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
    }

    @Test
    void anAnnouncedDeletionIsNoChange() {
        files.given("A", "old").announce("A", null).delete("A").settle();

        assertThat(files.deliveries).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsSaidOnceAndCountsAsUnchanged() {
        files.given("A", "old").lock("A").settle();

        assertThat(files.unreadable).containsExactly(Simulation.file("A"));
        assertThat(files.deliveries).isEmpty();

        files.write("A", "new").settle();
        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
    }

    @Test
    void aFileThatIsHeldByItsWriterForAWhileIsReadAfterwards() {
        files.given("A", "old").lock("A").pass(20).write("A", "new").settle();

        assertThat(files.unreadable).isEmpty();
        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
    }

    @Test
    void aFileNotReadYetIsUnchangedAsLongAsItsStampIs() {
        Path file = Simulation.file("A");
        Stamp stamp = new Stamp(3, FileTime.fromMillis(1), null);
        files.known.unread(file, stamp);
        files.put("A", new Look.Present(Simulation.content("old"), stamp))
                .event("A")
                .settle();

        assertThat(files.deliveries).isEmpty();
        assertThat(files.known.isUnread(file)).isFalse();
    }

    @Test
    void aFileNotReadYetIsChangedOnceItsStampIs() {
        files.known.unread(Simulation.file("A"), new Stamp(3, FileTime.fromMillis(1), null));
        files.write("A", "new").settle();

        assertThat(files.summary()).containsExactly(List.of("MODIFIED A"));
    }
}
