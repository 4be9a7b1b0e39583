package dev.assay.scanners.cargo;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.profile.CodeAnalysis;
import dev.assay.scanners.profile.Coverage.Unparsed;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.rust.RustAnalyser;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a crate: its manifest, what its build runs, and its Rust. */
public final class CratePackages {

    static final String MANIFEST = "Cargo.toml";

    private static final TomlMapper TOML = new TomlMapper();
    private static final int LARGEST = 4 << 20;

    private final RustAnalyser rust = new RustAnalyser();

    /** What the Rust of a package is and does, with the manifest where it is a crate. */
    public CodeAnalysis read(PackageTree tree) {
        var code = rust.analyse(tree);
        if (!tree.files().containsKey(MANIFEST)) {
            return code;
        }
        var unparsed = new ArrayList<Unparsed>();
        var facts = facts(tree, unparsed);
        return new CodeAnalysis(facts, List.of(), 0, 0, unparsed, Set.of(), Set.of(), Set.of())
                .and(code);
    }

    private static List<Fact> facts(PackageTree tree, List<Unparsed> unparsed) {
        var bytes = tree.files().getOrDefault(MANIFEST, new byte[0]);
        JsonNode manifest = new JsonMapper().createObjectNode();
        try {
            if (bytes.length > LARGEST) {
                unparsed.add(new Unparsed(MANIFEST, "it is larger than " + LARGEST + " bytes"));
            } else {
                manifest = TOML.readTree(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (JacksonException e) {
            unparsed.add(
                    new Unparsed(
                            MANIFEST,
                            "it is no TOML: "
                                    + String.valueOf(e.getOriginalMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")));
        }
        var facts = new ArrayList<>(new ManifestFacts(tree, manifest).all());
        facts.addAll(new BuildHooks(tree, manifest).facts());
        return facts;
    }
}
