package dev.assay.registry.policy.source;

import dev.assay.registry.policy.PolicyFiles;
import dev.assay.registry.policy.PolicySource;
import dev.assay.registry.policy.PolicyUnavailableException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The YAML files that lie in a folder, and not below it. */
public final class FolderSource implements PolicySource {

    /** A folder with more entries is no folder of policies. */
    private static final int MOST_ENTRIES = 1_000;

    private final Path folder;

    public FolderSource(Path folder) {
        this.folder = folder;
    }

    @Override
    public String origin() {
        return "the folder " + folder;
    }

    @Override
    public PolicyFiles read() throws PolicyUnavailableException {
        var gathered = new Gathered(folder.toString());
        try {
            for (var file : listed()) {
                gathered.check(name(file), Files.size(file));
                try (var in = Files.newInputStream(file)) {
                    // The size may have grown since it was asked for.
                    var bytes = in.readNBytes(Gathered.LARGEST_FILE + 1);
                    gathered.check(name(file), bytes.length);
                    gathered.add(name(file), bytes);
                }
            }
        } catch (IOException e) {
            throw new PolicyUnavailableException(
                    folder.toString(),
                    "it cannot be read: " + e,
                    "Set assay.policy.folder to a folder that Assay may read");
        }
        return gathered.files();
    }

    /** Links are followed: that is how a mounted configuration comes. */
    private List<Path> listed() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.limit(MOST_ENTRIES)
                    .filter(each -> Gathered.isPolicy(name(each)) && Files.isRegularFile(each))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
