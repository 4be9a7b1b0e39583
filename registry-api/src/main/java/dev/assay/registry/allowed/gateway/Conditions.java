package dev.assay.registry.allowed.gateway;

import dev.assay.inventory.tool.Constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Constraints in the Common Expression Language. An argument that is missing, or of another type,
 * is an error there, and an error is no match: the call is denied.
 */
final class Conditions {

    /** One mailbox: nothing that could hold a second one, or a name beside it. */
    private static final String MAILBOX = "^[^@,;<>\\s\"]+@";

    private Conditions() {}

    /**
     * @param arguments what a call's arguments are called where it is evaluated
     * @return empty for what no single call tells
     */
    static Optional<String> cel(Constraint constraint, String arguments) {
        return switch (constraint) {
            case Constraint.Range(var parameter, var min, var max) -> {
                var value = arguments + "[" + Quoted.cel(parameter) + "]";
                var ends = new ArrayList<String>();
                if (min != null) {
                    ends.add(value + " >= " + number(min));
                }
                if (max != null) {
                    ends.add(value + " <= " + number(max));
                }
                yield Optional.of(String.join(" && ", ends));
            }
            case Constraint.Labels(var parameter, var allowed) ->
                    Optional.of(
                            arguments
                                    + "["
                                    + Quoted.cel(parameter)
                                    + "] in ["
                                    + allowed.stream()
                                            .map(Quoted::cel)
                                            .collect(Collectors.joining(", "))
                                    + "]");
            case Constraint.Recipients(var parameter, var allowed) -> {
                var value = arguments + "[" + Quoted.cel(parameter) + "]";
                yield Optional.of(
                        allowed.stream()
                                .map(each -> recipient(value, each))
                                .collect(Collectors.joining(" || ", "(", ")")));
            }
            case Constraint.Cap cap -> Optional.empty();
        };
    }

    /** All that a single call tells. */
    static List<String> cel(List<Constraint> constraints, String arguments) {
        return constraints.stream().flatMap(each -> cel(each, arguments).stream()).toList();
    }

    private static String recipient(String value, String allowed) {
        return allowed.startsWith("*@")
                ? value
                        + ".matches("
                        + Quoted.cel(MAILBOX + literal(allowed.substring(2)) + "$")
                        + ")"
                : value + " == " + Quoted.cel(allowed);
    }

    private static String literal(String text) {
        return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
    }

    /** JSON has one kind of numbers, and CEL compares them as doubles. */
    private static String number(double value) {
        var text = Constraint.Range.number(value);
        return text.contains(".") ? text : text + ".0";
    }
}
