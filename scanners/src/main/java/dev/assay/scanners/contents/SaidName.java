package dev.assay.scanners.contents;

import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a package says it is called; empty where that is no name, or it says no version. */
final class SaidName {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_MANIFEST = 1 << 20;
    private static final Pattern NPM =
            Pattern.compile("(?:@[A-Za-z0-9._~-]{1,100}/)?[A-Za-z0-9._~-]{1,200}");
    private static final Pattern MAVEN = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._+-]{1,100}");
    private static final Pattern PROPERTY =
            Pattern.compile("(?m)^\\s*(groupId|artifactId|version)\\s*[=:]\\s*(\\S+)\\s*$");

    private SaidName() {}

    /**
     * @param folder what the folder is called that npm put it in, which names it where it does not
     *     itself; empty where it is no installed package, and then one that is not to be published
     *     has no name that means anything
     */
    static Optional<Purl> ofNpm(byte[] manifest, String folder) {
        if (manifest.length > LARGEST_MANIFEST) {
            return Optional.empty();
        }
        try {
            var document = JSON.readTree(manifest);
            var said = document.path("name").asString("");
            var name = said.isEmpty() ? folder : said;
            var version = document.path("version").asString("");
            return (!folder.isEmpty() || !document.path("private").asBoolean(false))
                            && NPM.matcher(name).matches()
                            && VERSION.matcher(version).matches()
                    ? Optional.of(Purl.npm(name, version))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<Purl> ofMaven(String properties) {
        var said = new HashMap<String, String>();
        var line = PROPERTY.matcher(properties);
        while (line.find()) {
            said.put(line.group(1), line.group(2));
        }
        var group = said.getOrDefault("groupId", "");
        var artifact = said.getOrDefault("artifactId", "");
        var version = said.getOrDefault("version", "");
        return MAVEN.matcher(group).matches()
                        && MAVEN.matcher(artifact).matches()
                        && VERSION.matcher(version).matches()
                ? Optional.of(new Purl("maven", group, artifact, version))
                : Optional.empty();
    }
}
