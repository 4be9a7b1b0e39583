package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * How an approved release is started with its exact closure, or where nothing starts it, fetched:
 * from the gate alone. Each protocol of the gate brings a bean of this kind.
 */
public interface ReleaseCommand {

    /** Whether a release is one of its own. */
    boolean isFor(Purl release);

    /**
     * The program and its arguments, as an MCP client starts it.
     *
     * @param closure the gate's address of the release's closure, ending in a slash
     * @param gate the gate's address, ending in a slash
     */
    List<String> words(Purl release, String closure, String gate);

    /** The same for people who type it. */
    default List<String> typed(Purl release, String closure, String gate) {
        return words(release, closure, gate);
    }

    /** One that needs to know the address of the closure alone. */
    static ReleaseCommand of(
            Predicate<Purl> owned, BiFunction<Purl, String, List<String>> command) {
        return new ReleaseCommand() {
            @Override
            public boolean isFor(Purl release) {
                return owned.test(release);
            }

            @Override
            public List<String> words(Purl release, String closure, String gate) {
                return command.apply(release, closure);
            }
        };
    }
}
