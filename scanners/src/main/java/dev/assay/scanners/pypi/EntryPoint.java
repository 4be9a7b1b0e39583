package dev.assay.scanners.pypi;

import java.util.ArrayList;
import java.util.List;

/**
 * A way into a package that an installer or another program takes (entry points specification).
 *
 * @param group {@code console_scripts}, or another program's
 * @param target {@code package.module:function}
 * @param line where it is declared, from 1
 */
public record EntryPoint(String group, String name, String target, int line) {

    /** Reads {@code entry_points.txt}. */
    public static List<EntryPoint> ofIni(String text) {
        var points = new ArrayList<EntryPoint>();
        var group = "";
        var number = 0;
        for (var raw : text.lines().limit(10_000).toList()) {
            number++;
            var line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                group = line.substring(1, line.length() - 1).strip();
            } else if (line.indexOf('=') > 0 && line.charAt(0) != '#' && line.charAt(0) != ';') {
                var equals = line.indexOf('=');
                var target = line.substring(equals + 1).strip().replaceAll("\\s*\\[.*]$", "");
                points.add(
                        new EntryPoint(group, line.substring(0, equals).strip(), target, number));
            }
        }
        return points;
    }

    boolean isCommand() {
        return group.equals("console_scripts") || group.equals("gui_scripts");
    }

    String value() {
        return isCommand() ? "bin:" + name : "entry-point:" + group + ":" + name;
    }

    /** What makes its file run, in words. */
    String starts() {
        return isCommand() ? "bin " + name : "entry point " + name;
    }

    String module() {
        var colon = target.indexOf(':');
        return (colon < 0 ? target : target.substring(0, colon)).strip();
    }
}
