package dev.assay.scanners.artifact.pypi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which versions will do: conditions that all have to hold (PEP 440). */
public final class VersionRange {

    public static final VersionRange ANY = new VersionRange(List.of());

    private static final int MOST = 100;
    private static final Pattern CONDITION =
            Pattern.compile("\\s*(===|~=|==|!=|<=|>=|<|>)\\s*([^\\s,;)]{1,200})\\s*");

    private record Condition(String operator, String text, PythonVersion version, boolean wild) {

        boolean holds(PythonVersion candidate) {
            return switch (operator) {
                case "===" -> candidate.toString().equals(text.toLowerCase(Locale.ROOT));
                case "==" -> equal(candidate);
                case "!=" -> !equal(candidate);
                case "~=" ->
                        candidate.withoutLocal().compareTo(version) >= 0
                                && candidate.startsWith(version.prefix());
                case "<=" -> candidate.withoutLocal().compareTo(version) <= 0;
                case ">=" -> candidate.withoutLocal().compareTo(version) >= 0;
                case "<" -> below(candidate);
                default -> above(candidate);
            };
        }

        private boolean equal(PythonVersion candidate) {
            return wild
                    ? candidate.startsWith(version)
                    : (version.hasLocal() ? candidate : candidate.withoutLocal()).equals(version);
        }

        /** What comes before 2.0 is not 2.0rc1. */
        private boolean below(PythonVersion candidate) {
            return candidate.compareTo(version) < 0
                    && (version.isPrerelease()
                            || !candidate.isPrerelease()
                            || !candidate.base().equals(version.base()));
        }

        /** What comes after 2.0 is neither 2.0.post1 nor 2.0+repacked. */
        private boolean above(PythonVersion candidate) {
            var same = candidate.base().equals(version.base());
            return candidate.compareTo(version) > 0
                    && (version.isPostRelease() || !candidate.isPostRelease() || !same)
                    && (!candidate.hasLocal() || !same);
        }

        boolean namesPrerelease() {
            return version.isPrerelease()
                    && !operator.equals("!=")
                    && !operator.equals("<")
                    && !operator.equals(">");
        }

        boolean pins() {
            return operator.equals("===") || (operator.equals("==") && !wild);
        }
    }

    private final List<Condition> conditions;

    private VersionRange(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /** Reads conditions with commas between; empty where that is not what they are. */
    public static Optional<VersionRange> of(String text) {
        if (text.isBlank()) {
            return Optional.of(ANY);
        }
        var conditions = new ArrayList<Condition>();
        for (var part : text.split(",", -1)) {
            if (part.isBlank() && !conditions.isEmpty()) {
                // A comma at the end is accepted by every installer.
                continue;
            }
            var condition = condition(part);
            if (condition.isEmpty() || conditions.size() >= MOST) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(new VersionRange(conditions));
    }

    private static Optional<Condition> condition(String part) {
        var form = CONDITION.matcher(part);
        if (!form.matches()) {
            return Optional.empty();
        }
        var operator = form.group(1);
        var text = form.group(2);
        var wild = text.endsWith(".*") && (operator.equals("==") || operator.equals("!="));
        return PythonVersion.of(wild ? text.substring(0, text.length() - 2) : text)
                .filter(version -> !operator.equals("~=") || version.release().size() > 1)
                .filter(version -> !version.hasLocal() || !wild && operator.matches("===?|!="))
                .map(version -> new Condition(operator, text, version, wild));
    }

    public boolean contains(PythonVersion version) {
        return conditions.stream().allMatch(each -> each.holds(version));
    }

    /** Both at once. */
    public VersionRange and(VersionRange other) {
        if (other.conditions.isEmpty()) {
            return this;
        }
        var both = new ArrayList<>(conditions);
        other.conditions.stream().filter(each -> !both.contains(each)).forEach(both::add);
        return new VersionRange(both);
    }

    /** Whether it names a pre-release, and so asks for them. */
    public boolean asksForPrereleases() {
        return conditions.stream().anyMatch(Condition::namesPrerelease);
    }

    /** Whether it names one version, which then is taken although it was yanked (PEP 592). */
    public boolean isPinned() {
        return conditions.stream().anyMatch(Condition::pins);
    }

    /** Whether it has a condition that versions are equal to, or begin like, another. */
    public boolean hasEqual() {
        return conditions.stream().anyMatch(each -> each.operator().startsWith("=="));
    }

    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionRange range && conditions.equals(range.conditions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(conditions);
    }

    @Override
    public String toString() {
        return conditions.stream()
                .map(each -> each.operator() + each.text())
                .collect(Collectors.joining(","));
    }
}
