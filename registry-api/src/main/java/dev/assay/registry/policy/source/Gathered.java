package dev.assay.registry.policy.source;

import dev.assay.registry.policy.PolicyFiles;
import dev.assay.registry.policy.PolicyUnavailableException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Gathers files within bounds, wherever they are read from. */
final class Gathered {

    static final int MOST_FILES = 64;
    static final int LARGEST_FILE = 256 * 1024;

    private final String place;
    private final List<PolicyFiles.File> files = new ArrayList<>();

    Gathered(String place) {
        this.place = place;
    }

    static boolean isPolicy(String name) {
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** Refuses a file by its size before it is read. */
    void check(String name, long size) throws PolicyUnavailableException {
        if (size > LARGEST_FILE) {
            throw new PolicyUnavailableException(
                    place,
                    name + " has " + size + " bytes; " + LARGEST_FILE + " are the most",
                    "Split it into several files");
        }
        if (files.size() >= MOST_FILES) {
            throw new PolicyUnavailableException(
                    place,
                    "it has more than " + MOST_FILES + " files of rules",
                    "Join files, or point Assay at the folder that holds the rules alone");
        }
    }

    void add(String name, byte[] bytes) throws PolicyUnavailableException {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            files.add(new PolicyFiles.File(name, text));
        } catch (CharacterCodingException e) {
            throw new PolicyUnavailableException(
                    place, name + " is no UTF-8 text", "Save it as UTF-8");
        }
    }

    PolicyFiles files() throws PolicyUnavailableException {
        if (files.isEmpty()) {
            throw new PolicyUnavailableException(
                    place,
                    "there is no file of rules",
                    "Put rules into a file whose name ends in .yaml");
        }
        return PolicyFiles.of(files);
    }
}
