package dev.hmr.watch;

import java.util.Set;

/** Names that are never of interest: what editors leave beside a file, and directories that tools keep for themselves. */
final class IgnoredNames {
    private static final Set<String> DIRECTORIES =
            Set.of(".git", ".gradle", ".hg", ".idea", ".settings", ".svn", ".vscode", "node_modules");

    private IgnoredNames() {}

    static boolean isDirectoryIgnored(String name) {
        return DIRECTORIES.contains(name);
    }

    static boolean isFileIgnored(String name) {
        return name.endsWith("~")
                || name.endsWith(".tmp")
                || isEmacs(name)
                || isVim(name)
                || isJetBrains(name)
                || name.startsWith(".goutputstream-");
    }

    private static boolean isEmacs(String name) {
        return name.startsWith(".#") || (name.startsWith("#") && name.endsWith("#"));
    }

    private static boolean isVim(String name) {
        // 4913 is the file by which vim finds out whether it may write to the directory.
        return name.endsWith(".swp") || name.endsWith(".swo") || name.endsWith(".swx") || name.equals("4913");
    }

    private static boolean isJetBrains(String name) {
        return name.endsWith("___jb_tmp___") || name.endsWith("___jb_old___");
    }
}
