package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may sign commits and tags, by their SSH keys, as {@code ssh-keygen} reads it: a line each,
 * with names, options, and the key. Options other than the namespaces that a key is for are not
 * read, so that such a line allows nothing.
 *
 * @param names by the key in Base64, whom it stands for
 * @param problem why there are none, or null
 */
public record AllowedSigners(Map<String, String> names, @Nullable String problem) {

    private static final long LARGEST = 1 << 20;

    public AllowedSigners {
        names = Map.copyOf(names);
    }

    /**
     * Reads the file.
     *
     * @param file null where none is configured
     */
    public static AllowedSigners read(@Nullable Path file) {
        if (file == null) {
            return new AllowedSigners(
                    Map.of(),
                    "nobody is named who may sign; assay.trust.git.allowed-signers names the file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                return new AllowedSigners(Map.of(), "the file of allowed signers is too large");
            }
            var names = new HashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                var words = line.strip().split("[ \t]+");
                var at = words.length > 1 && isForGit(words[1]) ? 2 : 1;
                if (!line.strip().startsWith("#") && words.length > at + 1 && isKey(words[at])) {
                    names.put(words[at + 1], words[0]);
                }
            }
            return new AllowedSigners(names, null);
        } catch (IOException e) {
            return new AllowedSigners(Map.of(), "the file of allowed signers cannot be read");
        }
    }

    private static boolean isForGit(String option) {
        return option.matches("namespaces=\"(?:[^\"]*,)?(?:git|\\*)(?:,[^\"]*)?\"");
    }

    private static boolean isKey(String word) {
        return word.startsWith("ssh-") || word.startsWith("ecdsa-");
    }
}
