package dev.assay.scanners.manifest;

import dev.assay.scanners.fuzz.FuzzTarget;
import dev.assay.scanners.profile.Packages;

import java.util.List;

/** package.json, and what is concluded from it. */
public final class ManifestFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        Packages.npm("a", "1.0.0")
                .file("package.json", bytes)
                .file("x.js", "module.exports = 1;")
                .profile();
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                """
                {"name":"@a/b","version":"1.0.0","main":"./x","bin":{"b":"x.js"},"type":"module",
                 "exports":{".":{"import":"./x.js","require":["./x.cjs",null]},"./*":"./lib/*.js"},
                 "scripts":{"postinstall":"node x.js && sh -c 'echo $A' || npx y","prepare":"tsc"},
                 "dependencies":{"c":"git+https://git.example/c#v1","d":"npm:e@^1"},
                 "bundleDependencies":["c"],"licenses":[{"type":"MIT"}],"browser":{"./x":false},
                 "directories":{"bin":"./bin"},"optionalDependencies":{"f":"file:../f"}}
                """);
    }
}
