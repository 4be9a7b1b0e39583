package dev.assay.inventory.tool;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;

/** A limit to what a tool may be called with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Constraint.Range.class, name = "range"),
    @JsonSubTypes.Type(value = Constraint.Labels.class, name = "labels"),
    @JsonSubTypes.Type(value = Constraint.Recipients.class, name = "recipients"),
    @JsonSubTypes.Type(value = Constraint.Cap.class, name = "cap")
})
public sealed interface Constraint {

    /** Whether it lets nothing pass that the other does not. */
    boolean isAtLeastAsTightAs(Constraint other);

    /** For people, in one line. */
    String words();

    /** A number that a parameter lies between; a missing end is open. */
    record Range(String parameter, @Nullable Double min, @Nullable Double max)
            implements Constraint {

        public Range {
            named(parameter);
            if (min == null && max == null) {
                throw new IllegalArgumentException("a range needs a least or a most");
            }
            if (isNoNumber(min) || isNoNumber(max)) {
                throw new IllegalArgumentException("a range ends at numbers");
            }
            if (min != null && max != null && min > max) {
                throw new IllegalArgumentException("a range from " + min + " to " + max);
            }
        }

        @Override
        public boolean isAtLeastAsTightAs(Constraint other) {
            return other instanceof Range(var name, var least, var most)
                    && name.equals(parameter)
                    && (least == null || (min != null && min >= least))
                    && (most == null || (max != null && max <= most));
        }

        @Override
        public String words() {
            return parameter
                    + (min == null ? "" : " from " + number(min))
                    + (max == null ? "" : " to " + number(max));
        }

        /** As people write it: 50 and not 50.0. */
        public static String number(double value) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
    }

    /** The only labels, folders or channels that a parameter may name. */
    record Labels(String parameter, List<String> allowed) implements Constraint {

        public Labels {
            named(parameter);
            allowed = some(allowed);
        }

        @Override
        public boolean isAtLeastAsTightAs(Constraint other) {
            return other instanceof Labels(var name, var all)
                    && name.equals(parameter)
                    && all.containsAll(allowed);
        }

        @Override
        public String words() {
            return parameter + " only " + String.join(", ", allowed);
        }
    }

    /** The only addresses that a parameter may name; {@code *@example.org} is a whole domain. */
    record Recipients(String parameter, List<String> allowed) implements Constraint {

        public Recipients {
            named(parameter);
            allowed = some(allowed);
        }

        @Override
        public boolean isAtLeastAsTightAs(Constraint other) {
            return other instanceof Recipients(var name, var all)
                    && name.equals(parameter)
                    && all.containsAll(allowed);
        }

        @Override
        public String words() {
            return parameter + " to " + String.join(", ", allowed);
        }
    }

    /** How much of a unit a day may see at most. */
    record Cap(String unit, long perDay) implements Constraint {

        public Cap {
            named(unit);
            if (perDay < 0) {
                throw new IllegalArgumentException("a cap of " + perDay);
            }
        }

        @Override
        public boolean isAtLeastAsTightAs(Constraint other) {
            return other instanceof Cap(var name, var most) && name.equals(unit) && perDay <= most;
        }

        @Override
        public String words() {
            return "at most " + perDay + " " + unit + " a day";
        }
    }

    private static boolean isNoNumber(@Nullable Double value) {
        return value != null && !Double.isFinite(value);
    }

    private static void named(String parameter) {
        if (parameter.isBlank() || parameter.length() > 200) {
            throw new IllegalArgumentException("a constraint names what it is about");
        }
    }

    private static List<String> some(List<String> allowed) {
        if (allowed.size() > 100 || allowed.stream().anyMatch(each -> each.length() > 200)) {
            throw new IllegalArgumentException(
                    "a constraint lists at most 100 values of at most 200 characters");
        }
        if (allowed.isEmpty() || allowed.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an empty list allows nothing: say never instead");
        }
        return allowed.stream().sorted().distinct().toList();
    }
}
