package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Binding;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * HTTP clients that a bundler copied into a package, told by the properties that they set on
 * themselves: minifiers rename variables, and keep what others may ask for by name.
 */
final class KnownLibraries {

    private record Library(String path, Set<String> properties) {}

    private static final List<Library> LIBRARIES =
            List.of(
                    new Library("m:axios", Set.of("isAxiosError", "CancelToken", "AxiosError")),
                    new Library("m:node-fetch", Set.of("isRedirect", "Promise")),
                    new Library("m:ky", Set.of("stop", "extend", "create")),
                    new Library("m:superagent", Set.of("Request", "agent", "serialize")));

    private KnownLibraries() {}

    /** The package that a variable holds, or null. */
    static @Nullable External of(Binding binding) {
        var writes = binding.propertyWrites();
        if (writes.size() < 2) {
            return null;
        }
        for (var library : LIBRARIES) {
            var found = 0;
            for (var property : library.properties()) {
                for (var write : writes) {
                    if (write.property().equals(property)) {
                        found++;
                        break;
                    }
                }
            }
            if (found == library.properties().size()) {
                return new External(library.path(), null, null);
            }
        }
        return null;
    }
}
