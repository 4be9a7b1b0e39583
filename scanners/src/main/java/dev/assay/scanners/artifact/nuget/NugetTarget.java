package dev.assay.scanners.artifact.nuget;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What closures are resolved for.
 *
 * @param framework what packages are restored for
 * @param runtime the machine that tools are started on, as .NET names it: {@code linux-x64}
 */
public record NugetTarget(Framework framework, String runtime) {

    /**
     * {@code dnx}, which MCP servers are started by, came with .NET 10; what is made for an earlier
     * framework is taken by a later one.
     */
    private static final String FRAMEWORK = "net10.0";

    private static final String RUNTIME = "linux-x64";
    private static final Pattern RID = Pattern.compile("[a-z0-9][a-z0-9.-]{1,40}");

    public NugetTarget {
        Objects.requireNonNull(framework, "framework is null");
        Objects.requireNonNull(runtime, "runtime is null");
    }

    /**
     * Reads the settings {@code assay.upstream.nuget.framework} and {@code .runtime}.
     *
     * @throws IllegalArgumentException when one is none, made for people
     */
    public static NugetTarget of(@Nullable String framework, @Nullable String runtime) {
        var rid = runtime == null ? RUNTIME : runtime.strip();
        if (!RID.matcher(rid).matches()) {
            throw new IllegalArgumentException(
                    "'" + rid + "' is no runtime; write it as .NET does, linux-x64 for example");
        }
        return new NugetTarget(
                Framework.target(framework == null ? FRAMEWORK : framework.strip()), rid);
    }

    @Override
    public String toString() {
        return framework + " on " + runtime;
    }
}
