package dev.assay.registry.gate.npm;

import dev.assay.samples.SamplePackage;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.function.Function;

/** Writes a project that has these packages, and npm's lock file of it. */
final class NpmLock {

    private static final JsonMapper JSON = new JsonMapper();

    private NpmLock() {}

    /**
     * @param resolved the address that the lock names for a package; null for none
     * @param root what the project asks for
     * @param others what that depends on
     */
    static void write(
            Client client,
            Function<SamplePackage, String> resolved,
            SamplePackage root,
            SamplePackage... others)
            throws IOException {
        var project = JSON.createObjectNode().put("name", "project").put("version", "1.0.0");
        project.putObject("dependencies").put(root.name(), root.version());
        client.write("package.json", JSON.writeValueAsString(project));
        var lock = JSON.createObjectNode().put("name", "project").put("version", "1.0.0");
        lock.put("lockfileVersion", 3);
        var packages = lock.putObject("packages");
        packages.set("", project);
        for (var i = -1; i < others.length; i++) {
            var each = i < 0 ? root : others[i];
            var locked = packages.putObject("node_modules/" + each.name());
            locked.put("version", each.version());
            var address = resolved.apply(each);
            if (!address.isEmpty()) {
                locked.put("resolved", address);
            }
            locked.put("integrity", each.integrity());
            if (i < 0) {
                var dependencies = locked.putObject("dependencies");
                for (var other : others) {
                    dependencies.put(other.name(), other.version());
                }
            }
        }
        client.write("package-lock.json", JSON.writeValueAsString(lock));
    }
}
