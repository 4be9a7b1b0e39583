package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.KnownPlaces;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** What the machine says of itself: variables, properties, names; and what is read from it. */
final class Machine implements Library.Part {

    static final String ENVIRONMENT = "environment";

    @Override
    public @Nullable Val call(Site site) {
        return switch (site.owner() + "." + site.name()) {
            case "java/lang/System.getenv" -> environment(site);
            case "java/util/Map.get", "java/util/Map.getOrDefault" -> ofEnvironment(site);
            case "java/lang/System.getProperty" -> property(site);
            case "java/lang/System.lineSeparator" -> Val.of(new Text("\n", Via.PLAIN, site.at()));
            case "java/net/InetAddress.getLocalHost",
                    "java/net/NetworkInterface.getNetworkInterfaces" ->
                    Val.flowing(Set.of("machine"));
            case "java/nio/file/Files.readString",
                    "java/nio/file/Files.readAllBytes",
                    "java/nio/file/Files.readAllLines",
                    "java/nio/file/Files.lines",
                    "java/nio/file/Files.newInputStream",
                    "java/nio/file/Files.newBufferedReader" ->
                    content(site, site.arg(0));
            case "java/io/FileInputStream.<init>",
                    "java/io/FileReader.<init>",
                    "java/util/Scanner.<init>" -> {
                var heap = site.receiver().heap();
                if (heap != null) {
                    heap.flow(content(site, site.arg(0)).flow());
                }
                yield Val.UNKNOWN;
            }
            default -> null;
        };
    }

    private static Val environment(Site site) {
        if (site.args().isEmpty()) {
            return Val.of(new Heap(ENVIRONMENT, site.at())).with(Set.of("env:*"));
        }
        return variable(site.arg(0), site);
    }

    private static @Nullable Val ofEnvironment(Site site) {
        var heap = site.receiver().heap();
        return heap != null && heap.type().equals(ENVIRONMENT) ? variable(site.arg(0), site) : null;
    }

    private static Val variable(Val name, Site site) {
        var text = name.text();
        if (text == null || !text.isWhole()) {
            return Val.flowing(Set.of("env:*"));
        }
        var place = KnownPlaces.ofVariable(text.text());
        return place == null
                ? Val.flowing(Set.of("env:" + text.text()))
                : Val.of(new Text(place, Via.FOLDED, site.at()));
    }

    private static Val property(Site site) {
        var text = site.arg(0).text();
        var place =
                text == null
                        ? null
                        : switch (text.text()) {
                            case "user.home" -> KnownPlaces.HOME;
                            case "java.io.tmpdir" -> KnownPlaces.TMP;
                            case "user.dir" -> KnownPlaces.CWD;
                            case "file.separator" -> "/";
                            case "line.separator" -> "\n";
                            case "path.separator" -> ":";
                            default -> null;
                        };
        if (place != null) {
            return Val.of(new Text(place, Via.FOLDED, site.at()));
        }
        if (text != null && text.text().equals("user.name")) {
            return Val.flowing(Set.of("machine"));
        }
        return site.args().size() > 1
                ? Val.of(site.arg(1).allTexts(), site.arg(1).allFlow())
                : Val.UNKNOWN;
    }

    private static Val content(Site site, Val path) {
        for (var text : path.allTexts()) {
            var shown = text.shown();
            if (!shown.isBlank() && !shown.equals("{}")) {
                return Val.flowing(
                        Set.of("file:" + (shown.length() > 200 ? shown.substring(0, 200) : shown)));
            }
        }
        return Val.flowing(path.allFlow());
    }

    static List<String> variables(Set<String> flow) {
        return flow.stream()
                .filter(each -> each.startsWith("env:"))
                .map(each -> each.substring(4))
                .toList();
    }
}
