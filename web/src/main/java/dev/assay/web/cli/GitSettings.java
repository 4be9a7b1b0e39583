package dev.assay.web.cli;

import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.git.GitUpstream;
import dev.assay.scanners.signature.AllowedSigners;
import dev.assay.scanners.signature.Trusted;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The git hosts that a command may ask, by the same settings as the service. */
final class GitSettings {

    private static final String HOSTS = "assay.upstream.git.hosts";
    private static final String TOKENS = "assay.upstream.git.token-files";

    private GitSettings() {}

    /**
     * @param registries where what repositories need comes from
     */
    static Upstream upstream(Trusted trusted, List<Upstream> registries) throws UsageException {
        var allowed = Setting.file("assay.trust.git.allowed-signers");
        try {
            return new GitUpstream(
                    new GitRemote(
                            new GitHosts(
                                    settings(HOSTS, URI::create),
                                    settings(TOKENS, Path::of),
                                    Setting.hostUpstreams("git")),
                            GitLimits.DEFAULT),
                    () -> trusted.gitSigners(AllowedSigners.read(allowed)),
                    registries);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
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
