package dev.hmr.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLockTest {
    @TempDir
    Path project;

    private final Instant now = Instant.now();

    @Test
    void isHeldWhileGitHoldsIt() throws IOException {
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Path lock = Files.createDirectory(project.resolve(".git")).resolve("index.lock");
        GitLock git = GitLock.above(List.of(sources));

        assertThat(git.isHeld(now, false)).isFalse();
        Files.createFile(lock);
        assertThat(git.isHeld(now, false)).isTrue();
        Files.delete(lock);
        assertThat(git.isHeld(now, false)).isFalse();
    }

    @Test
    void isFoundFromALinkedWorktree() throws IOException {
        Path worktree = Files.createDirectories(project.resolve("worktree"));
        Path git = Files.createDirectories(project.resolve("main/.git/worktrees/worktree"));
        Files.writeString(worktree.resolve(".git"), "gitdir: ../main/.git/worktrees/worktree\n");
        Files.createFile(git.resolve("index.lock"));

        assertThat(GitLock.above(List.of(worktree)).isHeld(now, false)).isTrue();
    }

    @Test
    void isNotHeldByAGitThatTakesTooLong() throws IOException {
        Path lock = takeLock();
        GitLock git = GitLock.above(List.of(project));

        Files.setLastModifiedTime(lock, FileTime.from(now.minusSeconds(10)));
        assertThat(git.isHeld(now, false)).isFalse();
        Files.setLastModifiedTime(lock, FileTime.from(now.plusSeconds(10)));
        assertThat(git.isHeld(now, false)).isFalse();
    }

    @Test
    void isHeldForAsLongAsFilesAreWritten() throws IOException {
        Path lock = takeLock();
        GitLock git = GitLock.above(List.of(project));
        Files.setLastModifiedTime(lock, FileTime.from(now.minusSeconds(60)));

        assertThat(git.isHeld(now, true)).isTrue();
        Files.writeString(lock, "an index");
        Files.setLastModifiedTime(lock, FileTime.from(now.minusSeconds(60)));
        assertThat(git.isHeld(now, true)).as("waits for an editor").isFalse();
        Files.writeString(lock, "");
        Files.setLastModifiedTime(lock, FileTime.from(now.minusSeconds(3_600)));
        assertThat(git.isHeld(now, true)).as("left over").isFalse();
        Files.setLastModifiedTime(lock, FileTime.from(now));
        Files.delete(lock);
        assertThat(git.isHeld(now, true)).isFalse();
    }

    @Test
    void isNeverHeldWithoutGit() throws IOException {
        Files.writeString(project.resolve(".git"), "not a link\n");

        assertThat(GitLock.above(List.of(project)).isHeld(now, false)).isFalse();
    }

    private Path takeLock() throws IOException {
        return Files.createFile(Files.createDirectory(project.resolve(".git")).resolve("index.lock"));
    }
}
