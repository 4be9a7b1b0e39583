package dev.assay.web.page;

import dev.assay.inventory.tool.Constraint;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A constraint as people write it in a row: what kind, of which parameter or unit, and what.
 *
 * @param of the parameter, or for a cap what is counted
 * @param text {@code 0 to 50}, a list with commas, or a number
 */
record ToolLimit(String kind, String of, String text) {

    static final ToolLimit EMPTY = new ToolLimit("range", "", "");

    private static final Pattern RANGE =
            Pattern.compile(
                    "(-?[0-9]+(?:\\.[0-9]+)?)?\\s*(?:to|\\.\\.|–)\\s*(-?[0-9]+(?:\\.[0-9]+)?)?");

    static ToolLimit of(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Range(var parameter, var min, var max) ->
                    new ToolLimit("range", parameter, (number(min) + " to " + number(max)).strip());
            case Constraint.Labels(var parameter, var allowed) ->
                    new ToolLimit("labels", parameter, String.join(", ", allowed));
            case Constraint.Recipients(var parameter, var allowed) ->
                    new ToolLimit("recipients", parameter, String.join(", ", allowed));
            case Constraint.Cap(var unit, var perDay) ->
                    new ToolLimit("cap", unit, Long.toString(perDay));
        };
    }

    /** A row that nobody filled in, or that was emptied to take it away. */
    boolean isEmpty() {
        return of.isEmpty() && text.isEmpty();
    }

    Constraint asConstraint() throws ToolForm.FlawException {
        try {
            return switch (kind) {
                case "range" -> asRange();
                case "labels" -> new Constraint.Labels(of, items(text));
                case "recipients" -> new Constraint.Recipients(of, items(text));
                case "cap" -> new Constraint.Cap(of, Long.parseLong(text));
                default -> throw new ToolForm.FlawException("choose one of the constraints");
            };
        } catch (NumberFormatException e) {
            throw new ToolForm.FlawException("write how many " + of + " a day as a whole number");
        } catch (IllegalArgumentException e) {
            throw new ToolForm.FlawException(
                    "the constraint '" + of + "' cannot be taken: " + e.getMessage());
        }
    }

    private Constraint asRange() throws ToolForm.FlawException {
        var range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new ToolForm.FlawException(
                    "write the numbers of '" + of + "' as 0 to 50; leave one out for no end");
        }
        return new Constraint.Range(of, value(range.group(1)), value(range.group(2)));
    }

    static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static @Nullable Double value(@Nullable String number) {
        return number == null ? null : Double.valueOf(number);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Constraint.Range.number(value);
    }
}
