package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The machine that a closure is resolved for: a CPython on a platform. Installers choose files and
 * dependencies by it, so a closure holds for its target alone.
 */
public final class PypiTarget {

    /** What most servers run on; what needs nothing newer than glibc 2.28 runs on all others. */
    public static final String DEFAULT_PYTHON = "3.12.11";

    public static final String DEFAULT_PLATFORM = "manylinux_2_28_x86_64";

    private static final Pattern PYTHON = Pattern.compile("3\\.(\\d{1,2})(?:\\.(\\d{1,3}))?");

    private final int minor;
    private final PythonVersion python;
    private final String platform;
    private final Map<String, Integer> ranks;
    private final Map<String, String> environment;

    private PypiTarget(int minor, PythonVersion python, Platform platform) {
        this.minor = minor;
        this.python = python;
        this.platform = platform.name();
        this.ranks = ranks(minor, platform.tags());
        this.environment = environment(minor, python, platform);
    }

    /**
     * A target.
     *
     * @param python two or three numbers, for example {@code 3.12.11}
     * @param platform as files name it: {@code manylinux_2_28_x86_64}, {@code
     *     musllinux_1_2_x86_64}, {@code macosx_14_0_arm64}, {@code win_amd64}
     * @throws IllegalArgumentException when either is something else
     */
    public static PypiTarget of(String python, String platform) {
        var numbers = PYTHON.matcher(python.strip());
        if (!numbers.matches()) {
            throw new IllegalArgumentException(
                    "'" + python + "' is no version of Python 3; write 3.12 or 3.12.11");
        }
        var third = numbers.group(2) == null ? "0" : numbers.group(2);
        return new PypiTarget(
                Integer.parseInt(numbers.group(1)),
                PythonVersion.of("3." + numbers.group(1) + "." + third).orElseThrow(),
                Platform.of(platform.strip()));
    }

    /**
     * Several, each of one Python.
     *
     * @param python null for the default
     * @param platforms names with commas between; null for the default
     */
    public static List<PypiTarget> all(@Nullable String python, @Nullable String platforms) {
        var version = python == null ? DEFAULT_PYTHON : python;
        return Arrays.stream((platforms == null ? DEFAULT_PLATFORM : platforms).split(","))
                .map(platform -> of(version, platform))
                .toList();
    }

    /** The Python itself, which packages require. */
    public PythonVersion python() {
        return python;
    }

    /** What markers of requirements are compared with (PEP 508), {@code extra} left out. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Whether a wheel runs on it. */
    public boolean runs(DistributionFile wheel) {
        return rank(wheel) >= 0;
    }

    /** How much a file is wanted: lower is better, negative where it does not run. */
    int rank(DistributionFile file) {
        var best = Integer.MAX_VALUE;
        for (var tag : file.tags()) {
            best = Math.min(best, ranks.getOrDefault(tag, Integer.MAX_VALUE));
        }
        return best == Integer.MAX_VALUE ? -1 : best;
    }

    /** A short name, for records: {@code cp312-manylinux_2_28_x86_64}. */
    public String label() {
        return "cp3" + minor + "-" + platform;
    }

    @Override
    public String toString() {
        return "CPython 3." + minor + " on " + platform;
    }

    /** In the order in which installers prefer them. */
    private static Map<String, Integer> ranks(int minor, List<String> platforms) {
        var tags = new ArrayList<String>();
        var own = "cp3" + minor;
        for (var abi : List.of(own, "abi3", "none")) {
            platforms.forEach(each -> tags.add(own + "-" + abi + "-" + each));
        }
        for (var older = minor - 1; older >= 2; older--) {
            for (var each : platforms) {
                tags.add("cp3" + older + "-abi3-" + each);
            }
        }
        var generic = new ArrayList<String>(List.of("py3" + minor, "py3"));
        for (var older = minor - 1; older >= 0; older--) {
            generic.add("py3" + older);
        }
        for (var python : generic) {
            platforms.forEach(each -> tags.add(python + "-none-" + each));
        }
        tags.add(own + "-none-any");
        generic.forEach(python -> tags.add(python + "-none-any"));
        var ranks = new TreeMap<String, Integer>();
        tags.forEach(tag -> ranks.putIfAbsent(tag, ranks.size()));
        return ranks;
    }

    private static Map<String, String> environment(
            int minor, PythonVersion python, Platform platform) {
        return Map.ofEntries(
                Map.entry("python_version", "3." + minor),
                Map.entry("python_full_version", python.toString()),
                Map.entry("implementation_name", "cpython"),
                Map.entry("implementation_version", python.toString()),
                Map.entry("platform_python_implementation", "CPython"),
                Map.entry("os_name", platform.osName()),
                Map.entry("sys_platform", platform.sysPlatform()),
                Map.entry("platform_system", platform.system()),
                Map.entry("platform_machine", platform.machine()),
                // A target has no kernel.
                Map.entry("platform_release", ""),
                Map.entry("platform_version", ""));
    }
}
