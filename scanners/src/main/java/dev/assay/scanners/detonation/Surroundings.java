package dev.assay.scanners.detonation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server can notice of where and when it runs. Servers that behave otherwise on a build
 * machine, in another country or after some date show it when these change.
 *
 * @param kind {@code same}, {@code varied} or {@code errors}
 * @param host the host's name; empty where it is made up for the run
 * @param environment variables besides those that the server asks for
 * @param watched whether the runtime is told to write down which functions ran; a server could
 *     notice that too
 * @param thorough whether calls that the cell refuses are written down too, which takes a stop at
 *     every call
 */
record Surroundings(
        String kind,
        String host,
        Map<String, String> environment,
        boolean watched,
        boolean thorough) {

    private static final List<Path> FAKE_CLOCKS =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));

    static Surroundings usual() {
        return new Surroundings(
                "same", "", Map.of("LANG", "en_US.UTF-8", "TZ", "America/New_York"), true, false);
    }

    /** The usual ones, looked at more closely. */
    static Surroundings closely() {
        var usual = usual();
        return new Surroundings(
                usual.kind(), usual.host(), usual.environment(), usual.watched(), true);
    }

    /** Where nothing is unusual but that every host answers with an error. */
    static Surroundings errors() {
        var usual = usual();
        return new Surroundings(
                "errors", usual.host(), usual.environment(), usual.watched(), false);
    }

    boolean hostsFail() {
        return kind.equals("errors");
    }

    /** Another date, country and host, on a machine that builds. */
    static Surroundings varied() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("LANG", "de_DE.UTF-8");
        environment.put("TZ", "Asia/Tokyo");
        environment.put("CI", "true");
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("NODE_ENV", "production");
        for (var library : FAKE_CLOCKS) {
            if (Files.exists(library)) {
                environment.put("LD_PRELOAD", library.toString());
                environment.put("FAKETIME", "+200d");
                // Timers go by the other clock, which has to stay as it is.
                environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
                // Else waiting threads of Java spin: 9 s instead of 4 for a wait of 3 s.
                environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
                break;
            }
        }
        return new Surroundings("varied", "build-7f3c", environment, false, false);
    }

    /** Whether the date is another one. */
    boolean hasOtherDate() {
        return environment.containsKey("FAKETIME");
    }
}
