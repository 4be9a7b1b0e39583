package dev.assay.web.page;

import java.util.List;

/**
 * A closure to look through.
 *
 * @param path the address that it is searched at
 * @param base the address of its server
 * @param release the release it belongs to
 * @param others the server's releases whose closure can be looked at instead
 * @param found what a search found; empty where nothing is searched for
 * @param hits how many there are, of which some may not be among those
 * @param direct what the release itself asks for; empty while something is searched for
 */
record ClosureView(
        String path,
        String base,
        String release,
        String version,
        boolean resolved,
        int size,
        int mostDeep,
        String query,
        List<Other> others,
        int hits,
        List<Hit> found,
        List<Branch> direct,
        List<Duplicate> duplicates) {

    record Other(String release, String version, boolean chosen) {}

    /**
     * @param copies at how many versions this name is there
     */
    record Hit(
            String name,
            String version,
            boolean optional,
            int copies,
            List<String> way,
            String integrity) {}

    record Branch(
            String name,
            String version,
            boolean optional,
            int copies,
            int below,
            List<Branch> on) {}

    record Duplicate(String name, List<String> versions, String link) {}

    String sizeInWords() {
        return Words.count(size, "package", "packages");
    }

    String mostDeepInWords() {
        return Words.count(mostDeep, "step", "steps");
    }

    boolean searching() {
        return !query.isEmpty();
    }
}
