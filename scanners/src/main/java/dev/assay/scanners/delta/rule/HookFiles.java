package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files behind an install hook, beside those of the older version.
 *
 * @param changed those whose contents the older hook did not run
 * @param armed those of them that the older version shipped and did not run: nothing in them had to
 *     be new for this update to run them, which is how a payload passes review a version early
 * @param restamped those of the changed ones that are data in which nothing but dates and versions
 *     is another
 */
record HookFiles(List<String> changed, List<String> armed, List<String> restamped) {

    private static final int MOST_NAMED = 4;

    HookFiles {
        changed = List.copyOf(changed);
        armed = List.copyOf(armed);
        restamped = List.copyOf(restamped);
    }

    static HookFiles of(Sighting sighting, Comparison comparison) {
        var before =
                sighting.before().isEmpty()
                        ? Map.<String, Object>of()
                        : Details.object(sighting.earlier(), "closure");
        var changed = new ArrayList<String>();
        var armed = new ArrayList<String>();
        Details.object(sighting.fact(), "closure")
                .forEach(
                        (file, digest) -> {
                            if (before.containsValue(digest)) {
                                return;
                            }
                            changed.add(file);
                            if (!before.containsKey(file)
                                    && comparison.layIdle(file, String.valueOf(digest))) {
                                armed.add(file);
                            }
                        });
        var old = sighting.before().isEmpty() ? Map.<String, Object>of() : data(sighting.earlier());
        var restamped =
                data(sighting.fact()).entrySet().stream()
                        .filter(file -> file.getValue().equals(old.get(file.getKey())))
                        .map(Map.Entry::getKey)
                        .filter(changed::contains)
                        .toList();
        return new HookFiles(changed, armed, restamped);
    }

    private static Map<String, Object> data(Fact hook) {
        return Details.object(hook, "unstamped");
    }

    /** Says what is armed, to follow the sentence about the hook; empty where nothing is. */
    String armedWords() {
        if (armed.isEmpty()) {
            return "";
        }
        var named = String.join(", ", armed.subList(0, Math.min(armed.size(), MOST_NAMED)));
        var more = armed.size() - MOST_NAMED;
        return "; it arms "
                + named
                + (more > 0 ? " and " + more + " more" : "")
                + ", shipped since the version compared with";
    }
}
