package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.git.GitUpstream;
import dev.assay.scanners.signature.AllowedSigners;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The git hosts that a command may ask, by the same settings as the service. */
public final class GitSettings implements CommandUpstream {

    private static final String HOSTS = "assay.upstream.git.hosts";
    private static final String TOKENS = "assay.upstream.git.token-files";

    /** What repositories need comes from whichever registries were opened before. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        var allowed = Setting.file("assay.trust.git.allowed-signers");
        return new GitUpstream(
                new GitRemote(
                        new GitHosts(
                                settings(HOSTS, URI::create),
                                settings(TOKENS, Path::of),
                                Setting.hostUpstreams("git")),
                        GitLimits.DEFAULT),
                () -> trust.trusted().gitSigners(AllowedSigners.read(allowed)),
                before);
    }

    /**
     * Settings by host: a property {@code NAME[host]} or {@code NAME.host}, or the variable of that
     * name, in which Spring takes every underscore of a key for a dot.
     */
    private static <T> Map<String, T> settings(String name, Function<String, T> of) {
        var found = new TreeMap<String, T>();
        var variable = name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT) + "_";
        System.getenv()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(variable)) {
                                var host = key.substring(variable.length()).replace('_', '.');
                                found.put(host.toLowerCase(Locale.ROOT), of.apply(value));
                            }
                        });
        for (var key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith(name + ".") || key.startsWith(name + "[")) {
                var host = key.substring(name.length()).replaceAll("^\\.|[\\[\\]]", "");
                found.put(host, of.apply(System.getProperty(key)));
            }
        }
        return found;
    }
}
