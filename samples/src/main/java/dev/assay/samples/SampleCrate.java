package dev.assay.samples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A crate that a real cargo takes: its manifest, its sources, and the line of it in an index.
 *
 * @param needs what it depends on
 * @param features by name, with what each turns on
 * @param files what is in it besides {@code Cargo.toml}, by path
 */
public record SampleCrate(
        String name,
        String version,
        List<Need> needs,
        Map<String, List<String>> features,
        Map<String, String> files) {

    /**
     * A dependency.
     *
     * @param alias what it is called here
     * @param kind {@code normal}, {@code build} or {@code dev}
     * @param target a triple or {@code cfg(…)}, or empty
     */
    public record Need(
            String alias,
            String crate,
            String requirement,
            String kind,
            String target,
            boolean optional,
            boolean defaults,
            List<String> features) {

        public static Need of(String crate, String requirement) {
            return new Need(crate, crate, requirement, "normal", "", false, true, List.of());
        }

        public Need kind(String other) {
            return new Need(alias, crate, requirement, other, target, optional, defaults, features);
        }

        public Need target(String other) {
            return new Need(alias, crate, requirement, kind, other, optional, defaults, features);
        }

        public Need asOptional() {
            return new Need(alias, crate, requirement, kind, target, true, defaults, features);
        }

        public Need withoutDefaults(String... some) {
            return new Need(
                    alias, crate, requirement, kind, target, optional, false, List.of(some));
        }

        public Need called(String other) {
            return new Need(other, crate, requirement, kind, target, optional, defaults, features);
        }
    }

    /** A library that does nothing. */
    public static SampleCrate of(String name, String version, Need... needs) {
        return new SampleCrate(
                name,
                version,
                List.of(needs),
                Map.of(),
                Map.of("src/lib.rs", "//! I am " + name + " " + version + ".\n"));
    }

    public SampleCrate withFile(String path, String content) {
        var more = new TreeMap<>(files);
        more.put(path, content);
        return new SampleCrate(name, version, needs, features, more);
    }

    public SampleCrate withFeature(String feature, String... turnsOn) {
        var more = new TreeMap<>(features);
        more.put(feature, List.of(turnsOn));
        return new SampleCrate(name, version, needs, more, files);
    }

    /** The file that a registry has of it. */
    public byte[] bytes() {
        var all = new TreeMap<>(files);
        all.putIfAbsent("Cargo.toml", manifest());
        return Tarball.of(name + "-" + version, all);
    }

    private String manifest() {
        var text =
                new StringBuilder(
                        """
                        [package]
                        name = "%s"
                        version = "%s"
                        edition = "2021"
                        license = "MIT"
                        description = "A sample."
                        """
                                .formatted(name, version));
        if (files.containsKey("build.rs")) {
            text.append("build = \"build.rs\"\n");
        }
        if (!features.isEmpty()) {
            text.append("\n[features]\n");
            features.forEach(
                    (feature, on) ->
                            text.append(feature).append(" = ").append(Json.write(on)).append('\n'));
        }
        for (var need : needs) {
            var table =
                    (need.kind().equals("normal") ? "" : need.kind() + "-")
                            + "dependencies."
                            + need.alias();
            text.append("\n[")
                    .append(need.target().isEmpty() ? "" : "target.'" + need.target() + "'.")
                    .append(table)
                    .append("]\nversion = \"")
                    .append(need.requirement())
                    .append("\"\n");
            if (!need.alias().equals(need.crate())) {
                text.append("package = \"").append(need.crate()).append("\"\n");
            }
            if (need.optional()) {
                text.append("optional = true\n");
            }
            if (!need.defaults()) {
                text.append("default-features = false\nfeatures = ")
                        .append(Json.write(need.features()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /**
     * Its line in an index.
     *
     * @param sha256 of the file that is there
     */
    String line(String sha256, boolean yanked) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", name);
        line.put("vers", version);
        var listed = new ArrayList<Object>();
        for (var need : needs) {
            var each = new LinkedHashMap<String, Object>();
            each.put("name", need.alias());
            each.put("req", need.requirement());
            each.put("features", need.features());
            each.put("optional", need.optional());
            each.put("default_features", need.defaults());
            if (!need.target().isEmpty()) {
                each.put("target", need.target());
            }
            each.put("kind", need.kind());
            if (!need.alias().equals(need.crate())) {
                each.put("package", need.crate());
            }
            listed.add(each);
        }
        line.put("deps", listed);
        line.put("cksum", sha256);
        line.put("features", Map.of());
        line.put("features2", features);
        line.put("yanked", yanked);
        line.put("v", 2);
        return Json.write(line);
    }
}
