package dev.assay.scanners.artifact.pypi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A platform as names of files have it, with all that runs on it (PEP 425, 600, 656).
 *
 * @param tags those of files that run on it, the most wanted first
 */
record Platform(
        String name,
        List<String> tags,
        String osName,
        String sysPlatform,
        String system,
        String machine) {

    private static final Pattern GLIBC = Pattern.compile("manylinux_2_(\\d{1,2})_(\\w{2,20})");
    private static final Pattern MUSL = Pattern.compile("musllinux_1_(\\d{1,2})_(\\w{2,20})");
    private static final Pattern MAC = Pattern.compile("macosx_(\\d{2})_(\\d{1,2})_(x86_64|arm64)");
    private static final Map<String, String> WINDOWS =
            Map.of("win_amd64", "AMD64", "win32", "x86", "win_arm64", "ARM64");

    /** Names from before PEP 600, by the glibc that they stand for. */
    private static final Map<Integer, String> FORMER =
            Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

    private static final int OLDEST_GLIBC = 5;
    private static final int OLDEST_GLIBC_ELSEWHERE = 17;

    static Platform of(String name) {
        var glibc = GLIBC.matcher(name);
        if (glibc.matches()) {
            return glibc(name, glibc.toMatchResult());
        }
        var musl = MUSL.matcher(name);
        if (musl.matches()) {
            var tags = new ArrayList<String>();
            for (var minor = Integer.parseInt(musl.group(1)); minor >= 0; minor--) {
                tags.add("musllinux_1_" + minor + "_" + musl.group(2));
            }
            tags.add("linux_" + musl.group(2));
            return linux(name, tags, musl.group(2));
        }
        var mac = MAC.matcher(name);
        if (mac.matches()) {
            return new Platform(
                    name, mac(mac.toMatchResult()), "posix", "darwin", "Darwin", mac.group(3));
        }
        var machine = WINDOWS.get(name);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is no platform that Assay knows; write"
                            + " manylinux_2_28_x86_64, musllinux_1_2_x86_64, macosx_14_0_arm64"
                            + " or win_amd64");
        }
        return new Platform(name, List.of(name), "nt", "win32", "Windows", machine);
    }

    private static Platform glibc(String name, MatchResult form) {
        var machine = form.group(2);
        var oldest =
                machine.equals("x86_64") || machine.equals("i686")
                        ? OLDEST_GLIBC
                        : OLDEST_GLIBC_ELSEWHERE;
        var tags = new ArrayList<String>();
        for (var minor = Integer.parseInt(form.group(1)); minor >= oldest; minor--) {
            tags.add("manylinux_2_" + minor + "_" + machine);
            if (FORMER.containsKey(minor)) {
                tags.add(FORMER.get(minor) + "_" + machine);
            }
        }
        tags.add("linux_" + machine);
        return linux(name, tags, machine);
    }

    private static Platform linux(String name, List<String> tags, String machine) {
        return new Platform(name, List.copyOf(tags), "posix", "linux", "Linux", machine);
    }

    private static List<String> mac(MatchResult form) {
        var arm = form.group(3).equals("arm64");
        var formats =
                arm
                        ? List.of("arm64", "universal2")
                        : List.of("x86_64", "intel", "fat64", "fat32", "universal2", "universal");
        var major = Integer.parseInt(form.group(1));
        var tags = new ArrayList<String>();
        for (var each = major; each >= 11; each--) {
            for (var format : formats) {
                tags.add("macosx_" + each + "_0_" + format);
            }
        }
        var minor = major == 10 ? Integer.parseInt(form.group(2)) : 16;
        for (var each = minor; each >= 4; each--) {
            for (var format : arm ? List.of("universal2") : formats) {
                tags.add("macosx_10_" + each + "_" + format);
            }
        }
        return List.copyOf(tags);
    }
}
