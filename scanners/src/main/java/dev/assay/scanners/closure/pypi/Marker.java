package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.coordinates.PythonName;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When a requirement counts: conditions about the target (PEP 508). */
sealed interface Marker {

    Marker ALWAYS = new All(List.of());

    /** Whether it holds. */
    boolean holds(Map<String, String> environment);

    /** Reads one; empty where it is none. */
    static Optional<Marker> of(String text) {
        return MarkerParser.parse(text);
    }

    record All(List<Marker> parts) implements Marker {
        @Override
        public boolean holds(Map<String, String> environment) {
            return parts.stream().allMatch(each -> each.holds(environment));
        }
    }

    record Any(List<Marker> parts) implements Marker {
        @Override
        public boolean holds(Map<String, String> environment) {
            return parts.stream().anyMatch(each -> each.holds(environment));
        }
    }

    /** One side: a name of the environment, or a text. */
    record Side(String text, boolean isName) {

        String in(Map<String, String> environment) {
            return isName ? environment.getOrDefault(text, "") : text;
        }
    }

    record Comparison(Side left, String operator, Side right) implements Marker {

        @Override
        public boolean holds(Map<String, String> environment) {
            var one = left.in(environment);
            var two = right.in(environment);
            if (left.text().equals("extra") && left.isName()
                    || right.text().equals("extra") && right.isName()) {
                one = PythonName.normal(one);
                two = PythonName.normal(two);
            }
            return switch (operator) {
                case "in" -> two.contains(one);
                case "not in" -> !two.contains(one);
                default -> compared(one, two);
            };
        }

        /** As versions where the right side is one, else as texts. */
        private boolean compared(String one, String two) {
            var range = VersionRange.of(operator + two);
            if (range.isPresent() && !two.isBlank()) {
                var version = PythonVersion.of(one);
                if (version.isPresent()) {
                    return range.get().contains(version.get());
                }
            }
            return switch (operator) {
                case "==", "===" -> one.equals(two);
                case "!=" -> !one.equals(two);
                case "<" -> one.compareTo(two) < 0;
                case "<=" -> one.compareTo(two) <= 0;
                case ">" -> one.compareTo(two) > 0;
                case ">=" -> one.compareTo(two) >= 0;
                default -> false;
            };
        }
    }
}
