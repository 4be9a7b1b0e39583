package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What calls of the platform's and other libraries give, as far as it is known here. */
final class Library {

    /** One part of it: null for what it does not know. */
    interface Part {
        @Nullable Val call(Site site);
    }

    private static final List<Part> PARTS =
            List.of(
                    new StringCalls(),
                    new TextBuilders(),
                    new Decoders(),
                    new Containers(),
                    new Addressed(),
                    new FilePaths(),
                    new Machine(),
                    new Holders());

    @Nullable Val call(Site site) {
        for (var part : PARTS) {
            var known = part.call(site);
            if (known != null) {
                return known;
            }
        }
        return null;
    }
}
